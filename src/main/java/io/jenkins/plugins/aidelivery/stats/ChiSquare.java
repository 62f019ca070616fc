package io.jenkins.plugins.aidelivery.stats;

/** The chi-square distribution with real degrees of freedom, more than 0. */
public final class ChiSquare {
    private ChiSquare() {}

    /** Probability of at most x. */
    public static double cdf(double x, double df) {
        return Gamma.cdf(x / 2, df / 2);
    }

    /** Probability of more than x: the p-value of a statistic. */
    public static double sf(double x, double df) {
        return Gamma.sf(x / 2, df / 2);
    }

    /**
     * The point below which the probability is p.
     *
     * @throws IllegalArgumentException if p is not between 0 and 1 or df not above 0
     */
    public static double quantile(double p, double df) {
        return 2 * Gamma.quantile(p, df / 2);
    }

    /** The point above which the probability is p. */
    public static double upperQuantile(double p, double df) {
        return 2 * Gamma.upperQuantile(p, df / 2);
    }
}
