package io.jenkins.plugins.aidelivery.stats;

/**
 * A confidence interval.
 *
 * @param low its lower end, at most {@code high}; may be negative infinity
 * @param high its upper end; may be positive infinity
 */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("no interval: " + low + " to " + high);
        }
    }

    /** Whether a value lies inside, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    public double width() {
        return high - low;
    }

    /** The interval of an estimate that a formula placed between two ends which rounding may have exchanged. */
    static Interval around(double low, double estimate, double high) {
        return new Interval(Math.min(low, estimate), Math.max(high, estimate));
    }

    static double checkedConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, not at " + confidence);
        }
        return confidence;
    }
}
