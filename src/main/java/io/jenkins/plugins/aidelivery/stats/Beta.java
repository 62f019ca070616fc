package io.jenkins.plugins.aidelivery.stats;

/** The beta distribution with parameters a and b, both more than 0. */
public final class Beta {
    private Beta() {}

    /** Probability of at most x; 0 below 0 and 1 above 1. */
    public static double cdf(double x, double a, double b) {
        check(a, b);
        return Double.isNaN(x)
                ? Double.NaN
                : IncompleteBeta.at(a, b, Math.min(x, 1)).lower();
    }

    /** Probability of more than x. */
    public static double sf(double x, double a, double b) {
        check(a, b);
        return Double.isNaN(x)
                ? Double.NaN
                : IncompleteBeta.at(a, b, Math.min(x, 1)).upper();
    }

    /**
     * The point below which the probability is p.
     *
     * @throws IllegalArgumentException if p is not between 0 and 1 or a parameter not above 0
     */
    public static double quantile(double p, double a, double b) {
        return share(odds(a, b, p, false));
    }

    /** The point above which the probability is p: for a small p more exact than {@code quantile(1 - p, a, b)}. */
    public static double upperQuantile(double p, double a, double b) {
        return share(odds(a, b, p, true));
    }

    /** The odds x / (1 - x) of a quantile: they keep their digits where x is near 1. */
    static double odds(double a, double b, double p, boolean upper) {
        check(a, b);
        return TailInversion.point(odds -> IncompleteBeta.atOdds(a, b, odds), p, upper, a / b);
    }

    private static double share(double odds) {
        return odds == Double.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
    }

    private static void check(double a, double b) {
        if (!(a > 0 && b > 0 && a < Double.POSITIVE_INFINITY && b < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta parameters are more than 0, not " + a + " and " + b);
        }
    }
}
