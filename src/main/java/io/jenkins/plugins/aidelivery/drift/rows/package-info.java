/**
 * What only rows tell of two tables: made where the rows are, from samples of them, and so small that it may travel. Rows themselves
 * never leave.
 */
package io.jenkins.plugins.aidelivery.drift.rows;
