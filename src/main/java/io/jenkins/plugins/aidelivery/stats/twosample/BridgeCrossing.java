package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;

/**
 * How often a Brownian bridge that is pushed aside leaves a strip: the limit of the Kolmogorov-Smirnov test's power under alternatives near
 * equality. The law of the bridge within the strip is carried from place to place; between two places it leaves with the known
 * probability of a bridge to cross a line (L. Wang and K. Pötzelberger, Journal of Applied Probability 34, 1997).
 */
final class BridgeCrossing {
    /** Finer ones would move sizes by a thousandth. */
    private static final int STEPS = 32;

    private static final int HEIGHTS = 56;
    private static final double STEP = 1.0 / STEPS;

    private final double critical;
    private final double spacing;

    /** Probability to stay inside over one step, by heights before and after. */
    private final double[][] stays = new double[HEIGHTS][HEIGHTS];

    private BridgeCrossing(double critical) {
        this.critical = critical;
        this.spacing = 2 * critical / HEIGHTS;
        for (int i = 0; i < HEIGHTS; i++) {
            for (int k = 0; k < HEIGHTS; k++) {
                double over = Math.exp(-2 * (critical - height(i)) * (critical - height(k)) / STEP);
                double under = Math.exp(-2 * (critical + height(i)) * (critical + height(k)) / STEP);
                stays[i][k] = Math.max(0, 1 - over - under);
            }
        }
    }

    /**
     * How far the bridge has to be pushed at most, {@code √(nm / (n + m)) · D}, to leave the strip with a probability.
     *
     * @param d of the moved normal distribution, which decides the shape of the push
     * @param critical half the width of the strip
     */
    static double distance(double d, double critical, double power) {
        BridgeCrossing crossing = new BridgeCrossing(critical);
        double[] push = shape(2 * Normal.upperQuantile((1 - d) / 2));
        double wanted = Normal.quantile(power);
        return RootSearch.of(
                far -> Normal.quantile(crossing.leaves(push, far)) - wanted,
                Math.max(0.1, critical + wanted / 2 - 0.1));
    }

    /** The difference of the distribution functions, over its largest, by equal steps of their mean. */
    private static double[] shape(double shift) {
        double[] push = new double[STEPS + 1];
        double largest = 1 - 2 * Normal.sf(shift / 2);
        for (int i = 1; i < STEPS; i++) {
            double low = -9 - shift;
            double high = 9 + shift;
            for (int round = 0; round < 50; round++) {
                double z = (low + high) / 2;
                if (Normal.cdf(z + shift / 2) + Normal.cdf(z - shift / 2) < 2.0 * i / STEPS) {
                    low = z;
                } else {
                    high = z;
                }
            }
            push[i] = (Normal.cdf(high + shift / 2) - Normal.cdf(high - shift / 2)) / largest;
        }
        return push;
    }

    private double height(int i) {
        return -critical + (i + 0.5) * spacing;
    }

    private double leaves(double[] push, double far) {
        double[] inside = new double[HEIGHTS];
        for (int k = 0; k < HEIGHTS; k++) {
            double mean = far * push[1];
            double over = Math.exp(-2 * critical * (critical - height(k)) / STEP);
            double under = Math.exp(-2 * critical * (critical + height(k)) / STEP);
            double variance = STEP * (1 - STEP);
            inside[k] = Math.max(0, 1 - over - under) * density(height(k) - mean, variance);
        }
        for (int i = 1; i < STEPS - 1; i++) {
            inside = next(inside, i * STEP, far * push[i], far * push[i + 1]);
        }
        double stayed = 0;
        for (int k = 0; k < HEIGHTS; k++) {
            // The bridge ends at 0, in the middle of the strip.
            double over = Math.exp(-2 * critical * (critical - height(k)) / STEP);
            double under = Math.exp(-2 * critical * (critical + height(k)) / STEP);
            stayed += inside[k] * Math.max(0, 1 - over - under) * spacing;
        }
        return Math.min(1, Math.max(0, 1 - stayed));
    }

    private double[] next(double[] inside, double at, double push, double nextPush) {
        double left = 1 - at;
        double remaining = (left - STEP) / left;
        double variance = STEP * remaining;
        double[] next = new double[HEIGHTS];
        for (int i = 0; i < HEIGHTS; i++) {
            double mean = (height(i) - push) * remaining + nextPush;
            double mass = inside[i] * spacing;
            for (int k = 0; k < HEIGHTS; k++) {
                next[k] += mass * stays[i][k] * density(height(k) - mean, variance);
            }
        }
        return next;
    }

    private static double density(double away, double variance) {
        return Math.exp(-away * away / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    }
}
