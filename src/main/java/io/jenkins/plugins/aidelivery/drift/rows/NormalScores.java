package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers by their ranks among others, as the normal quantiles of these (B. L. van der Waerden 1952): whatever the unit is, and however far an
 * outlier lies, they have the mean 0 and a standard deviation of about 1. Equal numbers have the middle of their ranks.
 */
final class NormalScores {
    private final double[] ascending;

    private NormalScores(double[] ascending) {
        this.ascending = ascending;
    }

    /** @param values NaN for none */
    static NormalScores of(double[] values, int[] learned) {
        return new NormalScores(Arrays.stream(learned)
                .mapToDouble(row -> values[row] + 0.0)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray());
    }

    /** 0 of what is no number. */
    double of(double value) {
        if (Double.isNaN(value) || ascending.length == 0) {
            return 0;
        }
        int below = count(value, false);
        int upTo = count(value, true);
        double share = (below + upTo) / (2.0 * ascending.length);
        double least = 0.5 / ascending.length;
        return Normal.quantile(Math.min(1 - least, Math.max(least, share)));
    }

    double[] of(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> of(values[i])).toArray();
    }

    /** Numbers that are smaller, or not larger. */
    private int count(double value, boolean orEqual) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (orEqual ? ascending[middle] <= value : ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
