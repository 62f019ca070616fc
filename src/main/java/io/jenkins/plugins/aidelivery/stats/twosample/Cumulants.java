package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Gamma;

/**
 * The law of a sum of weighted squared normals by its first three cumulants: the shifted gamma law with the same mean, variance and
 * skewness (M. J. Buckley and G. K. Eagleson, Australian Journal of Statistics 30A, 1988).
 *
 * @param mean sum of the weights
 * @param variance twice the sum of their squares
 * @param third eight times the sum of their cubes
 */
public record Cumulants(double mean, double variance, double third) implements NullLaw {
    private double shape() {
        return 4 * variance * variance * variance / (third * third);
    }

    @Override
    public double quantile(double alpha) {
        Counts.level(alpha);
        return variance > 0
                ? Math.max(0, mean + Math.sqrt(variance / shape()) * (Gamma.upperQuantile(alpha, shape()) - shape()))
                : 0;
    }

    @Override
    public double pValue(double score) {
        if (!(score > 0)) {
            return 1;
        }
        return variance > 0
                ? Gamma.sf(Math.max(0, shape() + (score - mean) / Math.sqrt(variance / shape())), shape())
                : 0;
    }
}
