package io.jenkins.plugins.aidelivery.drift.profile;

/**
 * What was done to counts so that they tell nothing that only a few rows have. Leaves were taken together, from left to right, until they
 * held enough: a count then stands for all leaves from its own up to the next one that has a count. Only a point's count stands for the
 * point alone.
 *
 * @param minimum rows that every count has at least
 * @param unplaced rows that are in no count: fewer than the minimum beside values that fill a cell, which would be lost by taking them
 *     together
 * @param above whether the last count stands for what is larger than the grid's scale, too
 */
public record Thinned(long minimum, long unplaced, boolean above) {}
