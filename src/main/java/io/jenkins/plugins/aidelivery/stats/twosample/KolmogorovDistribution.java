package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * The law of the two-sided Kolmogorov statistic D of n observations against a known continuous distribution. The methods for its
 * regions are chosen as R. Simard and P. L'Ecuyer (Journal of Statistical Software 39(11), 2011) recommend; absolute error
 * below 1e-12 for n up to {@value #MOST_EXACT}, below 3e-6 from there on, and 1e-7 from 1000 on.
 */
final class KolmogorovDistribution {
    /** Up to here all is exact. */
    static final int MOST_EXACT = 140;

    /** Up to here the left tail, where nD√D is at most this, is exact: the expansion is worst there. */
    private static final long MOST_LEFT = 500;

    private static final double LEFT = 1.4;

    /** From this nD² on, for an exact middle, D is too large on both sides at once with a probability below 1e-13. */
    private static final double ONE_SIDED_FROM = 4;

    /** The same where the middle has an error of its own: what is lost is at most 5e-8, and most of that is put back. */
    private static final double ONE_SIDED_FROM_LARGE = 2.2;

    private KolmogorovDistribution() {}

    /** Probability of at least d. */
    static double sf(double d, long n) {
        double t = n * d;
        if (t <= 0.5) {
            return 1;
        }
        if (d >= 1) {
            return 0;
        }
        if (t <= 1) {
            return 1 - smallest(2 * t - 1, n);
        }
        double square = t * d;
        boolean small = n <= MOST_EXACT;
        if (d >= 0.5 || square >= (small ? ONE_SIDED_FROM : ONE_SIDED_FROM_LARGE)) {
            double both = d >= 0.5 ? 0 : 2 * Math.exp(-8 * square);
            return Math.max(0, 2 * OneSided.sf(d, n) - both);
        }
        double cdf =
                small || n <= MOST_LEFT && t * Math.sqrt(d) <= LEFT ? DurbinMatrix.cdf(d, (int) n) : PelzGood.cdf(d, n);
        return Math.min(1, Math.max(0, 1 - cdf));
    }

    /** The d that is reached with probability p, 0 … 1. */
    static double upperQuantile(double p, long n) {
        double low = 0;
        double high = 1;
        double guess = Math.min(0.999, Math.sqrt(Math.log(2 / p) / 2 / n));
        for (int i = 0; i < 100 && high - low > 4 * Math.ulp(high); i++) {
            double d = guess > low && guess < high ? guess : (low + high) / 2;
            double tail = sf(d, n);
            if (tail > p) {
                low = d;
            } else {
                high = d;
            }
            // Near the answer p = exp(a - 2nd²) closely enough, and where it is not, halving goes on.
            double moved = d * d + Math.log(tail / p) / (2.0 * n);
            double nudge = (tail > p ? 1 : -1) * 2 * Math.ulp(d);
            guess = i % 8 == 7 ? Double.NaN : Math.sqrt(moved) + nudge;
        }
        return high;
    }

    /** {@code n! (share/n)^n}: below 1/n every observation has a place of its own (H. Ruben and J. Gambino 1982). */
    private static double smallest(double share, long n) {
        double product = 1;
        for (long i = 1; i <= n && product > 0; i++) {
            product *= share * i / n;
        }
        return product;
    }
}
