package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.TestResult;

/**
 * The two-sample test of Kolmogorov and Smirnov, two-sided: the largest difference D of the two empirical distribution
 * functions.
 *
 * <p>p-values are those of scipy 1.17 {@code ks_2samp(method="auto")}: exact up to {@value #MOST_EXACT} observations in the larger
 * sample, beyond that from the one-sample statistic of round(nm / (n + m)) observations. With ties both are too large rather than
 * too small: the test is conservative.
 */
public final class KolmogorovSmirnov {
    /** Size of the larger sample up to which p-values are exact. */
    public static final int MOST_EXACT = 10_000;

    private KolmogorovSmirnov() {}

    /** D, 0 … 1. */
    public static double statistic(Pooled samples) {
        Lattice lattice = new Lattice(samples.n(), samples.m());
        long inReference = 0;
        long inCurrent = 0;
        double most = 0;
        for (int i = 0; i < samples.size(); i++) {
            inReference += samples.reference(i);
            inCurrent += samples.current(i);
            most = Math.max(most, Math.abs(lattice.difference(inReference, inCurrent)));
        }
        return most;
    }

    /** D and its p-value. */
    public static TestResult test(Pooled samples) {
        double d = statistic(samples);
        return new TestResult(d, pValue(d, samples.n(), samples.m()));
    }

    /**
     * How often D is at least d by chance.
     *
     * @param d 0 … 1; where p-values are exact it counts as the next difference that can occur
     * @param n observations in one sample, at least 1
     * @param m in the other
     */
    public static double pValue(double d, long n, long m) {
        if (!(d >= 0 && d <= 1)) {
            throw new IllegalArgumentException("the largest difference of two distributions is 0 … 1, not " + d);
        }
        if (isExact(n, m)) {
            return LatticePaths.leaving((int) n, (int) m, new Lattice(n, m).nearest(d));
        }
        return KolmogorovDistribution.sf(d, oneSampleSize(n, m));
    }

    /**
     * The smallest D with a p-value of at most alpha: a test at that level rejects from it on. Where p-values are exact it
     * is, to the last bit, a D that {@link #statistic} can return.
     *
     * @param alpha 0 … 1, exclusive
     * @return infinity where the samples are so small that even D = 1 is more probable
     */
    public static double critical(double alpha, long n, long m) {
        Counts.level(alpha);
        Counts.sizes(n, m);
        return CriticalDifference.of(alpha, n, m);
    }

    /**
     * Where D lies, from counts of the same bins: at the bins' ends the distribution functions are known, and within a bin each
     * grows by no more than the bin holds. Certain whatever the bins are.
     *
     * @param reference counts of the bins in ascending order
     * @param current counts of the same bins
     */
    public static Bracket bracket(long[] reference, long[] current) {
        if (reference.length != current.length) {
            throw new IllegalArgumentException(reference.length + " bins can't be compared with " + current.length);
        }
        Lattice lattice = new Lattice(Counts.total(reference, "reference"), Counts.total(current, "current"));
        long inReference = 0;
        long inCurrent = 0;
        double lo = 0;
        double hi = 0;
        for (int i = 0; i < reference.length; i++) {
            long beforeReference = inReference;
            long beforeCurrent = inCurrent;
            inReference += reference[i];
            inCurrent += current[i];
            lo = Math.max(lo, Math.abs(lattice.difference(inReference, inCurrent)));
            if (reference[i] > 0 && current[i] > 0) {
                hi = Math.max(hi, lattice.difference(inReference, beforeCurrent));
                hi = Math.max(hi, -lattice.difference(beforeReference, inCurrent));
            }
        }
        return new Bracket(lo, Math.max(lo, hi));
    }

    static boolean isExact(long n, long m) {
        Counts.sizes(n, m);
        return Math.max(n, m) <= MOST_EXACT;
    }

    /** As scipy rounds it: halves to the even number. */
    static long oneSampleSize(long n, long m) {
        return Math.max(1, (long) Math.rint(Counts.effectiveSize(n, m)));
    }
}
