package io.jenkins.plugins.aidelivery.drift.rows;

/**
 * What makes a part of a difference.
 *
 * @param label what it is
 * @param reference share there, 0 … 1
 * @param current share, 0 … 1
 */
public record Moved(String label, double reference, double current) {}
