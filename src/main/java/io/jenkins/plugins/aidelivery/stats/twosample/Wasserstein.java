package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Sum;

/** The first Wasserstein distance, or earth mover's distance: the area between the two distribution functions. */
public final class Wasserstein {
    /** What a smaller standard deviation of the reference counts as (Evidently 0.7, {@code wasserstein_distance_norm}). */
    public static final double LEAST_DEVIATION = 0.001;

    private Wasserstein() {}

    /** In the unit of the values, 0 … ∞ (scipy {@code wasserstein_distance}). */
    public static double statistic(Pooled samples) {
        Sum area = new Sum();
        EmpiricalDifference.forEach(samples, (difference, length, share) -> area.add(Math.abs(difference) * length));
        return area.value();
    }

    /**
     * In standard deviations of the reference, 0 … ∞: divided by {@link #deviation}, as Evidently does.
     */
    public static double normed(Pooled samples) {
        return statistic(samples) / deviation(samples);
    }

    /**
     * The standard deviation of the reference by which the distance is divided (sum of squares over n, not n - 1); at least
     * {@value #LEAST_DEVIATION}.
     */
    public static double deviation(Pooled samples) {
        return Math.max(Moments.ofReference(samples).deviation(), LEAST_DEVIATION);
    }
}
