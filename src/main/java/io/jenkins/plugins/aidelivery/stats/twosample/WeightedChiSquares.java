package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.Arrays;

/**
 * The law of {@code Σ λ_i Z_i²}, which the squared length of a difference of mean vectors has, with the eigenvalues of its covariance for
 * weights. Probabilities by the saddle point approximation (D. Kuonen, Biometrika 86, 1999; R. Lugannani and S. Rice 1980): at most 9 percent too
 * large in the far tail, where one weight is all that counts, and within a few percent elsewhere.
 */
public final class WeightedChiSquares implements NullLaw {
    private static final int HALVINGS = 100;

    /** Standard deviations around the mean where the approximation is 0/0. */
    private static final double NEAR_MEAN = 1e-3;

    private final double[] weights;
    private final double largest;
    private final double mean;
    private final double variance;
    private final double third;

    private WeightedChiSquares(double[] weights) {
        this.weights = weights;
        this.largest = Arrays.stream(weights).max().orElse(0);
        this.mean = sum(1);
        this.variance = 2 * sum(2);
        this.third = 8 * sum(3);
    }

    /** @param weights finite; those below 0 are what rounding left of 0 */
    public static WeightedChiSquares of(double[] weights) {
        double most = Arrays.stream(weights).max().orElse(0);
        return new WeightedChiSquares(
                Arrays.stream(weights).filter(weight -> weight > 1e-12 * most).toArray());
    }

    private double sum(int power) {
        return Arrays.stream(weights).map(weight -> Math.pow(weight, power)).sum();
    }

    /** Mean, variance and third cumulant. */
    public Cumulants cumulants() {
        return new Cumulants(mean, variance, third);
    }

    @Override
    public double quantile(double alpha) {
        Counts.level(alpha);
        return weights.length == 0 ? 0 : RootSearch.of(x -> Math.log(alpha) - Math.log(pValue(x)), mean);
    }

    @Override
    public double pValue(double score) {
        if (!(score > 0)) {
            return 1;
        }
        if (weights.length == 0) {
            return 0;
        }
        double distance = (score - mean) / Math.sqrt(variance);
        if (Math.abs(distance) < NEAR_MEAN) {
            return Normal.sf(distance + third / (6 * Math.pow(variance, 1.5)));
        }
        double saddle = saddle(score);
        double generating = 0;
        double curvature = 0;
        for (double weight : weights) {
            double rest = 1 - 2 * saddle * weight;
            generating -= Math.log(rest) / 2;
            curvature += 2 * weight / rest * (weight / rest);
        }
        double root = Math.copySign(Math.sqrt(2 * Math.max(0, saddle * score - generating)), saddle);
        double scaled = saddle * Math.sqrt(curvature);
        return Math.min(1, Math.max(0, Normal.sf(root + Math.log(scaled / root) / root)));
    }

    /** Where the cumulant generating function has the slope of the score. */
    private double saddle(double score) {
        double low = score > mean ? 0 : -weights.length / (2 * score);
        double high = score > mean ? (1 - largest / score) / (2 * largest) : 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double slope = 0;
            for (double weight : weights) {
                slope += weight / (1 - 2 * middle * weight);
            }
            if (slope < score) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
