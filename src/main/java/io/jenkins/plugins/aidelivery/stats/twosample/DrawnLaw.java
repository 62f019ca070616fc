package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.Arrays;

/** The law of a score among tables drawn with the margins of the one seen, which itself counts as one of them. */
final class DrawnLaw implements NullLaw {
    /** Equal scores may differ by rounding. */
    private static final double SAME = 1e-9;

    private final double[] ascending;

    DrawnLaw(double[] scores) {
        this.ascending = scores;
        Arrays.sort(ascending);
    }

    /** The smallest score whose p-value is at most alpha; infinity if alpha is too small for the number of tables. */
    @Override
    public double quantile(double alpha) {
        Counts.level(alpha);
        int exceeding = (int) Math.floor(alpha * (ascending.length + 1) * (1 + 1e-12)) - 1;
        if (exceeding < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double reachedTooOften = ascending[Math.max(0, ascending.length - exceeding - 1)];
        return reachedTooOften * (1 + 2 * SAME);
    }

    @Override
    public double pValue(double score) {
        double least = score * (1 - SAME);
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (ascending[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (ascending.length - low + 1.0) / (ascending.length + 1);
    }
}
