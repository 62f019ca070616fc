package io.jenkins.plugins.aidelivery.stats;

/**
 * The median of values fed in ascending order: the least value that at least half of the weight does not exceed; where
 * exactly half does so, the mean of it and the next value (the "averaged inverted CDF" of R. J. Hyndman and Y. Fan 1996, as in
 * scikit-learn's {@code median_absolute_error}).
 */
public final class WeightedMedian {
    private final double half;
    private final Sum below = new Sum();
    private double median = Double.NaN;
    private boolean awaitsNext;
    private boolean found;

    /** @param total weight of all values */
    public WeightedMedian(double total) {
        this.half = total / 2;
    }

    /** Takes the next value; those without weight count nowhere. */
    public void add(double value, double weight) {
        if (found || !(weight > 0)) {
            return;
        }
        if (awaitsNext) {
            median = (median + value) / 2;
            found = true;
            return;
        }
        below.add(weight);
        double over = below.value() - half;
        if (over >= -ROUNDING * half) {
            median = value;
            awaitsNext = over <= ROUNDING * half;
            found = !awaitsNext;
        }
    }

    /** The median of the values so far; NaN if half of the weight has not been reached. */
    public double value() {
        return median;
    }

    /** Sums of weights such as 0.1 reach their half not exactly. */
    private static final double ROUNDING = 1e-15;
}
