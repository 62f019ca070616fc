package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.stats.Normal;

/**
 * How far rows lie from what principal components of the reference make of them.
 *
 * @param components that were kept
 * @param features of how many
 * @param before mean distance of reference rows that the components were not made from
 * @param now mean distance of current rows
 * @param deviation standard deviation of these reference rows' distances
 * @param p of Welch's test of the means
 * @param referenceRows of these
 * @param currentRows of these
 */
public record Reconstruction(
        int components,
        int features,
        double before,
        double now,
        double deviation,
        double p,
        long referenceRows,
        long currentRows) {
    /** Standard deviations by which the mean distance changed. */
    public double effect() {
        return deviation > 0 ? (now - before) / deviation : 0;
    }

    /** Standard deviations that chance alone exceeds with probability alpha, up or down. */
    public double byChance(double alpha) {
        return Normal.upperQuantile(alpha / 2) * Math.sqrt(1.0 / referenceRows + 1.0 / currentRows);
    }
}
