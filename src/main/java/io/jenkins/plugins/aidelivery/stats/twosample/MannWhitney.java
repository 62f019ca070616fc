package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;
import io.jenkins.plugins.aidelivery.stats.Sum;
import io.jenkins.plugins.aidelivery.stats.TestResult;

/**
 * The U test of H. B. Mann and D. R. Whitney (1947), two-sided: whether values of one sample tend to be larger. p-values as
 * scipy 1.17 {@code mannwhitneyu}: exact without ties where a sample has up to {@value #MOST_EXACT} observations, else normal with
 * corrections for ties and continuity. Not as scipy: beyond {@value #MOST_PAIRS} pairs it is always normal.
 */
public final class MannWhitney {
    /** Observations of the smaller sample up to which, without ties, the law is exact. */
    public static final int MOST_EXACT = 8;

    /** Pairs up to which it is: a number for each is kept. */
    public static final int MOST_PAIRS = 1_000_000;

    private MannWhitney() {}

    /** U of the reference, the pairs in which its value is the larger one (ties count half), and the p-value. */
    public static TestResult test(Pooled samples) {
        Ranks ranks = Ranks.of(samples);
        double less = Math.min(ranks.u(), ranks.pairs() - ranks.u());
        double p = ranks.isExact()
                ? 2 * atMost((int) Math.rint(less), (int) samples.n(), (int) samples.m())
                : 2 * asymptotic(ranks.pairs() - less, ranks.ties(), samples);
        return new TestResult(ranks.u(), Math.min(1, p));
    }

    /**
     * Whether values of the current sample tend to be larger, one-sided as scipy's {@code alternative="greater"} of the current sample.
     *
     * @return U of the current sample, the pairs in which its value is the larger one (ties count half)
     */
    public static TestResult currentLarger(Pooled samples) {
        Ranks ranks = Ranks.of(samples);
        double u = ranks.pairs() - ranks.u();
        double p = ranks.isExact()
                ? atMost((int) Math.rint(ranks.u()), (int) samples.n(), (int) samples.m())
                : asymptotic(u, ranks.ties(), samples);
        return new TestResult(u, Math.min(1, p));
    }

    /** What ranks tell; u is the reference's. */
    private record Ranks(double u, double pairs, double ties, boolean isExact) {
        static Ranks of(Pooled samples) {
            Sum wins = new Sum();
            Sum ties = new Sum();
            double below = 0;
            boolean tied = false;
            for (int i = 0; i < samples.size(); i++) {
                double both = (double) samples.reference(i) + samples.current(i);
                wins.add(samples.reference(i) * (below + samples.current(i) / 2.0));
                ties.add(both * both * both - both);
                below += samples.current(i);
                tied |= both > 1;
            }
            double pairs = (double) samples.n() * samples.m();
            boolean exact = !tied && Math.min(samples.n(), samples.m()) <= MOST_EXACT && pairs <= MOST_PAIRS;
            return new Ranks(wins.value(), pairs, ties.value(), exact);
        }
    }

    private static double asymptotic(double more, double ties, Pooled samples) {
        double n = samples.n();
        double m = samples.m();
        double all = n + m;
        double variance = n / 12 * m * (all + 1 - ties / (all * (all - 1)));
        // One value only: nothing is larger than anything.
        return variance > 0 ? Normal.sf((more - n / 2 * m - 0.5) / Math.sqrt(variance)) : 1;
    }

    /** Orders of the pooled sample with at most u pairs, of all: the coefficients of Gauss' binomial, one factor at a time. */
    private static double atMost(int u, int n, int m) {
        int few = Math.min(n, m);
        int many = Math.max(n, m);
        double[] orders = new double[u + 1];
        orders[0] = 1;
        double all = 1;
        for (int i = 1; i <= few; i++) {
            for (int k = u; k >= many + i; k--) {
                orders[k] -= orders[k - many - i];
            }
            for (int k = i; k <= u; k++) {
                orders[k] += orders[k - i];
            }
            all *= (double) (many + i) / i;
        }
        double sum = 0;
        for (double order : orders) {
            sum += order;
        }
        return sum / all;
    }
}
