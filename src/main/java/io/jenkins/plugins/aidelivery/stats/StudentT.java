package io.jenkins.plugins.aidelivery.stats;

/**
 * Student's t distribution with real degrees of freedom, through the incomplete beta function
 * (Abramowitz and Stegun 26.7.1).
 */
public final class StudentT {
    private StudentT() {}

    /**
     * Probability of at most t.
     *
     * @param df degrees of freedom, more than 0; infinity gives the normal distribution
     */
    public static double cdf(double t, double df) {
        return sf(-t, df);
    }

    /** Probability of more than t. */
    public static double sf(double t, double df) {
        check(df);
        if (Double.isNaN(t)) {
            return Double.NaN;
        }
        if (df == Double.POSITIVE_INFINITY) {
            return Normal.sf(t);
        }
        Tails square = ofSquare(t, df);
        return t >= 0 ? square.upper() / 2 : 0.5 + square.lower() / 2;
    }

    /** Two-sided p-value of a statistic that has this distribution by chance. */
    public static double twoSided(double t, double df) {
        return Math.min(1, 2 * sf(Math.abs(t), df));
    }

    /**
     * The point below which the probability is p.
     *
     * @throws IllegalArgumentException if p is not between 0 and 1 or df not above 0
     */
    public static double quantile(double p, double df) {
        return -upperQuantile(p, df);
    }

    /** The point above which the probability is p: for a small p more exact than {@code quantile(1 - p, df)}. */
    public static double upperQuantile(double p, double df) {
        check(df);
        if (df == Double.POSITIVE_INFINITY) {
            return Normal.upperQuantile(p);
        }
        if (p > 0.5) {
            return -upperQuantile(1 - p, df);
        }
        // t²/df are the odds of a beta variable; beyond t and below -t together lies 2p.
        double odds = p > 0.25 ? Beta.odds(0.5, df / 2, 1 - 2 * p, false) : Beta.odds(0.5, df / 2, 2 * p, true);
        return odds < Double.POSITIVE_INFINITY
                ? Math.sqrt(odds) * Math.sqrt(df)
                : Math.exp((Math.log(df) - (Math.log(2 * p) + logTailConstant(df / 2)) / (df / 2)) / 2);
    }

    /** The two-sided critical value of a confidence: 2.228 for 0.95 and 10 degrees of freedom. */
    static double critical(double confidence, double df) {
        return upperQuantile((1 - Interval.checkedConfidence(confidence)) / 2, df);
    }

    private static Tails ofSquare(double t, double df) {
        double square = t * t;
        if (square == Double.POSITIVE_INFINITY) {
            return hugeSquare(Math.abs(t), df);
        }
        double sum = df + square;
        // (a + b) x - a for a = 1/2, b = df/2, x = t² / (df + t²), without its cancellation at |t| = 1.
        double surplus = df / sum * (t - 1) * (t + 1) / 2;
        return IncompleteBeta.at(0.5, df / 2, square / sum, df / sum, surplus);
    }

    /** Where t² is no double any more the first term of the tail's series is exact. */
    private static Tails hugeSquare(double t, double df) {
        if (t == Double.POSITIVE_INFINITY) {
            return Tails.ALL;
        }
        double half = df / 2;
        double logUpper = half * (Math.log(df) - 2 * Math.log(t)) - logTailConstant(half);
        return Tails.ofLower(logUpper, logUpper).exchanged();
    }

    /** {@code ln (b B(1/2, b))}: far out the two-sided tail is {@code (df / t²)^b} through it, for b = df/2. */
    private static double logTailConstant(double half) {
        return StirlingError.of(half)
                + StirlingError.of(0.5)
                - StirlingError.of(half + 0.5)
                - half * Math.log1p(0.5 / half)
                + 0.5 * Math.log(2 * Math.PI * half);
    }

    private static void check(double df) {
        if (!(df > 0)) {
            throw new IllegalArgumentException("degrees of freedom are more than 0, not " + df);
        }
    }
}
