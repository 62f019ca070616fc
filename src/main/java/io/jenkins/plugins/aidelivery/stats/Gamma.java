package io.jenkins.plugins.aidelivery.stats;

/** The gamma distribution with a shape, more than 0, and scale 1. */
public final class Gamma {
    private Gamma() {}

    /** Probability of at most x. */
    public static double cdf(double x, double shape) {
        check(shape);
        return Double.isNaN(x) ? Double.NaN : IncompleteGamma.at(shape, x).lower();
    }

    /** Probability of more than x. */
    public static double sf(double x, double shape) {
        check(shape);
        return Double.isNaN(x) ? Double.NaN : IncompleteGamma.at(shape, x).upper();
    }

    /**
     * The point below which the probability is p.
     *
     * @throws IllegalArgumentException if p is not between 0 and 1 or the shape not above 0
     */
    public static double quantile(double p, double shape) {
        check(shape);
        return TailInversion.point(x -> IncompleteGamma.at(shape, x), p, false, shape);
    }

    /** The point above which the probability is p: for a small p more exact than {@code quantile(1 - p, shape)}. */
    public static double upperQuantile(double p, double shape) {
        check(shape);
        return TailInversion.point(x -> IncompleteGamma.at(shape, x), p, true, shape);
    }

    private static void check(double shape) {
        if (!(shape > 0 && shape < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a gamma shape is more than 0, not " + shape);
        }
    }
}
