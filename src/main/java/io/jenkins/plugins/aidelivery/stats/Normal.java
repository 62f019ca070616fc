package io.jenkins.plugins.aidelivery.stats;

/**
 * The standard normal distribution. Tails by Laplace's continued fraction of Mills' ratio, the middle by the power series
 * of the error function (Abramowitz and Stegun 26.2.14 and 26.2.11); relative error within about 1e-15 wherever the result is
 * a normal double, that is up to |x| = 37.5.
 */
public final class Normal {
    private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

    /** Below it the middle is computed, from it on the tail; either would do. */
    private static final double TAIL_FROM = 1.5;

    /** A gate asks for the same level thousands of times, and a quantile takes microseconds. */
    private record Critical(double confidence, double value) {}

    private static volatile Critical lastCritical = new Critical(Double.NaN, Double.NaN);

    private Normal() {}

    /** The density at x. */
    public static double density(double x) {
        // The rounding error of x² would be multiplied by x²/2 in the exponential.
        double square = x * x;
        double rest = Double.isInfinite(square) ? 0 : Math.fma(x, x, -square);
        return Math.exp(-square / 2) * (1 - rest / 2) / SQRT_TWO_PI;
    }

    /** Probability of at most x; NaN for NaN. */
    public static double cdf(double x) {
        return sf(-x);
    }

    /** Probability of more than x; NaN for NaN. */
    public static double sf(double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        if (Math.abs(x) < TAIL_FROM) {
            return 0.5 - middle(x);
        }
        return x > 0 ? tail(x) : 1 - tail(-x);
    }

    /** Two-sided p-value of a statistic that is standard normal by chance. */
    static double twoSided(double z) {
        return Math.min(1, 2 * sf(Math.abs(z)));
    }

    /**
     * The point below which the probability is p.
     *
     * @throws IllegalArgumentException if p is not between 0 and 1
     */
    public static double quantile(double p) {
        return -upperQuantile(p);
    }

    /**
     * The point above which the probability is p: for a small p more exact than {@code quantile(1 - p)}.
     *
     * @throws IllegalArgumentException if p is not between 0 and 1
     */
    public static double upperQuantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, not at " + p);
        }
        if (p > 0.5) {
            return -upperQuantile(1 - p);
        }
        if (p == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return p > 0.25 ? fromMiddle(0.5 - p) : fromTail(p);
    }

    /** The two-sided critical value of a confidence: 1.96 for 0.95. */
    static double critical(double confidence) {
        Critical known = lastCritical;
        if (known.confidence() != confidence) {
            known = new Critical(confidence, upperQuantile((1 - Interval.checkedConfidence(confidence)) / 2));
            lastCritical = known;
        }
        return known.value();
    }

    /** Probability between 0 and x: {@code φ(x) (x + x³/3 + x⁵/15 + …)}. */
    private static double middle(double x) {
        double term = x;
        double sum = x;
        for (int k = 3; ; k += 2) {
            term *= x * x / k;
            double next = sum + term;
            if (next == sum) {
                return density(x) * sum;
            }
            sum = next;
        }
    }

    private static double tail(double x) {
        return x > 40 ? 0 : density(x) * millsRatio(x);
    }

    /** {@code 1 / (x + 1 / (x + 2 / (x + 3 / …)))}. */
    private static double millsRatio(double x) {
        return 1
                / ContinuedFraction.value(new ContinuedFraction.Terms() {
                    @Override
                    public double numerator(int m) {
                        return m;
                    }

                    @Override
                    public double denominator(int m) {
                        return x;
                    }
                });
    }

    private static double fromMiddle(double probability) {
        double x = probability * SQRT_TWO_PI;
        for (int i = 0; i < 8; i++) {
            x -= (middle(x) - probability) / density(x);
        }
        return x;
    }

    /** Newton's method for the logarithm of the tail, which is concave. */
    private static double fromTail(double p) {
        double logP = Math.log(p);
        double x = Math.sqrt(-2 * logP);
        for (int i = 0; i < 8; i++) {
            double ratio = x < TAIL_FROM ? (0.5 - middle(x)) / density(x) : millsRatio(x);
            double logTail = Math.log(ratio / SQRT_TWO_PI) - x * x / 2;
            x += (logTail - logP) * ratio;
        }
        return x;
    }
}
