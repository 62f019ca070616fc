package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Sum;
import io.jenkins.plugins.aidelivery.stats.TestResult;

/**
 * The two-sample test of H. Cramér and R. von Mises as T. W. Anderson gives it (Annals of Mathematical Statistics 33, 1962): T, the squared
 * difference of the distribution functions averaged over the pooled sample, with midranks for ties. p-values as scipy 1.17
 * {@code cramervonmises_2samp}: exact up to {@value #MOST_EXACT} observations in the larger sample, else from the limit with T moved and
 * scaled to its mean and variance.
 */
public final class CramerVonMises {
    /** Size of the larger sample up to which p-values are exact. */
    public static final int MOST_EXACT = 20;

    private CramerVonMises() {}

    /** T, 0 … ∞. */
    public static double statistic(Pooled samples) {
        double n = samples.n();
        double m = samples.m();
        return rankSquares(samples) / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m));
    }

    /** T and its p-value; 1, not as in scipy, where one value is all there is. */
    public static TestResult test(Pooled samples) {
        double statistic = statistic(samples);
        if (samples.isConstant()) {
            return new TestResult(statistic, 1);
        }
        if (Math.max(samples.n(), samples.m()) > MOST_EXACT) {
            return new TestResult(statistic, asymptotic(statistic, samples.n(), samples.m()));
        }
        return new TestResult(
                statistic, SquaredPaths.atLeast(rankSquares(samples), (int) samples.n(), (int) samples.m()));
    }

    /** Anderson's U: n times the squared distances of the reference's ranks from those they would have alone, and so the other. */
    private static double rankSquares(Pooled samples) {
        Sum sum = new Sum();
        double inReference = 0;
        double inCurrent = 0;
        for (int i = 0; i < samples.size(); i++) {
            double r = samples.reference(i);
            double c = samples.current(i);
            double middle = (r + c + 1) / 2;
            sum.add(samples.n() * squares(r, inCurrent + middle));
            sum.add(samples.m() * squares(c, inReference + middle));
            inReference += r;
            inCurrent += c;
        }
        return sum.value();
    }

    /** {@code Σ (rank - k)²} over k = 1 … count. */
    private static double squares(double count, double rank) {
        double away = rank - (count + 1) / 2;
        return count * away * away + count * (count * count - 1) / 12;
    }

    static double asymptotic(double statistic, double n, double m) {
        double all = n + m;
        double pairs = n * m;
        double mean = (1 + 1 / all) / 6;
        double variance =
                (all + 1) / (45 * all * all) * (4 * pairs * all - 3 * (n * n + m * m) - 2 * pairs) / (4 * pairs);
        return LimitLaw.CRAMER_VON_MISES.sf(1.0 / 6 + (statistic - mean) / Math.sqrt(45 * variance));
    }
}
