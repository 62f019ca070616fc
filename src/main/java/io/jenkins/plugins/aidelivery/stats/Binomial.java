package io.jenkins.plugins.aidelivery.stats;

/** The binomial distribution: successes among n trials of probability p each. */
public final class Binomial {
    private static final double TWO_PI = 2 * Math.PI;

    private Binomial() {}

    /** Probability of exactly k, by Loader's saddle point formula. */
    public static double pmf(long k, long n, double p) {
        check(n, p);
        if (k < 0 || k > n) {
            return 0;
        }
        if (p == 0 || p == 1) {
            return (p == 0 ? k == 0 : k == n) ? 1 : 0;
        }
        if (k == 0 || k == n) {
            return Math.exp(n * (k == 0 ? Math.log1p(-p) : Math.log(p)));
        }
        double failures = (double) n - k;
        double product = n * p;
        double surplus = (product - k) + Math.fma(n, p, -product);
        double exponent = k * Deviance.of(product / k, surplus / k)
                + failures * Deviance.of(n * (1 - p) / failures, -surplus / failures)
                + StirlingError.of(n)
                - StirlingError.of(k)
                - StirlingError.of(failures);
        return Math.exp(exponent) * Math.sqrt(n / failures / k / TWO_PI);
    }

    /** Probability of at most k. */
    public static double cdf(long k, long n, double p) {
        check(n, p);
        if (k < 0) {
            return 0;
        }
        return k >= n ? 1 : IncompleteBeta.at(k + 1.0, (double) n - k, p).upper();
    }

    /** Probability of more than k. */
    public static double sf(long k, long n, double p) {
        check(n, p);
        if (k < 0) {
            return 1;
        }
        return k >= n ? 0 : IncompleteBeta.at(k + 1.0, (double) n - k, p).lower();
    }

    private static void check(long n, double p) {
        if (n < 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("no binomial distribution: n " + n + ", p " + p);
        }
    }
}
