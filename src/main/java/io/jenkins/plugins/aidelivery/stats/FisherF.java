package io.jenkins.plugins.aidelivery.stats;

/** The F distribution of a ratio of variances, with real degrees of freedom above and below the line. */
public final class FisherF {
    private FisherF() {}

    /** Probability of at most x. */
    public static double cdf(double x, double above, double below) {
        return Double.isNaN(x) ? Double.NaN : tails(x, above, below).lower();
    }

    /** Probability of more than x: the p-value of a statistic. */
    public static double sf(double x, double above, double below) {
        return Double.isNaN(x) ? Double.NaN : tails(x, above, below).upper();
    }

    /**
     * The point below which the probability is p.
     *
     * @throws IllegalArgumentException if p is not between 0 and 1 or degrees of freedom not above 0
     */
    public static double quantile(double p, double above, double below) {
        return Beta.odds(above / 2, below / 2, p, false) / above * below;
    }

    /** The point above which the probability is p. */
    public static double upperQuantile(double p, double above, double below) {
        return Beta.odds(above / 2, below / 2, p, true) / above * below;
    }

    private static Tails tails(double x, double above, double below) {
        if (!(above > 0 && below > 0 && above < Double.POSITIVE_INFINITY && below < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("degrees of freedom are more than 0, not " + above + " and " + below);
        }
        if (!(x > 0)) {
            return Tails.NONE;
        }
        double product = above * x;
        if (product == Double.POSITIVE_INFINITY) {
            return Tails.ALL;
        }
        double sum = product + below;
        double surplus = above / 2 * (below / sum) * (x - 1);
        return IncompleteBeta.at(above / 2, below / 2, product / sum, below / sum, surplus);
    }
}
