/**
 * Whether two samples come from one distribution: statistics, p-values, distances, their laws under equality, and what a test of
 * a size could have found. Everything is computed from counts on a common support ({@link
 * io.jenkins.plugins.aidelivery.stats.twosample.Pooled numbers}, {@link
 * io.jenkins.plugins.aidelivery.stats.twosample.Categories categories}), so it does not matter who counted.
 *
 * <p>"Reference" is the sample that is taken as it should be, "current" the one that is judged.
 */
package io.jenkins.plugins.aidelivery.stats.twosample;
