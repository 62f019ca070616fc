package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Binomial;

/** The law of Smirnov's one-sided statistic of n observations against a known continuous distribution. */
final class OneSided {
    /** Up to here every term is summed, beyond it the expansion is as good. */
    private static final int MOST_SUMMED = 1000;

    private OneSided() {}

    /** Probability of at least d, 0 < d < 1. */
    static double sf(double d, long n) {
        return n <= MOST_SUMMED || d >= 0.5 && n <= 100 * MOST_SUMMED ? summed(d, n) : expanded(d, n);
    }

    /** N. V. Smirnov (1944), Z. W. Birnbaum and F. H. Tingey (1951): {@code d Σ C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j)}. */
    private static double summed(double d, long n) {
        double sum = 0;
        long last = (long) Math.floor(n * (1 - d));
        for (long j = 0; j <= last; j++) {
            double p = d + (double) j / n;
            if (p < 1) {
                sum += Binomial.pmf(j, n, p) / p;
            }
        }
        return Math.min(1, d * sum);
    }

    /**
     * Chang Li-Chien's expansion (Acta Mathematica Sinica 6, 1956), as a logarithm in powers of d so that it holds far into the tail:
     * there its leading part is n times {@code 2d² + 4d⁴/9 + 32d⁶/135 + …}, the least divergence of a binomial law whose share is
     * off by d. Relative error about {@code 0.3 d⁴}: below 2e-6 where the tail is 0.01.
     */
    private static double expanded(double d, long n) {
        double square = d * d;
        double log = -2 * n * square * (1 + square * (2.0 / 9 + square * 16.0 / 135))
                - d * (2.0 / 3 - d * (4.0 / 9 - d * 88.0 / 405))
                + 4 * d / (45 * n);
        return Math.exp(log);
    }
}
