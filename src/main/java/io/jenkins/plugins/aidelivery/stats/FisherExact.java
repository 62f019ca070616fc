package io.jenkins.plugins.aidelivery.stats;

/** Fisher's exact test of a two by two table, conditional on its margins. */
public final class FisherExact {
    /** Tables as probable as the one seen count as seen: so much apart are equal ones in double arithmetic. */
    private static final double SAME = 1 + 1e-9;

    private FisherExact() {}

    /**
     * The two-sided p-value: the probability of all tables with the same margins that are not more probable than this one
     * (the convention of R's fisher.test and scipy.stats.fisher_exact).
     *
     * @param a first row, first column; counts are 0 or more
     * @param b first row, second column
     * @param c second row, first column
     * @param d second row, second column
     */
    public static double twoSided(long a, long b, long c, long d) {
        if (a < 0 || b < 0 || c < 0 || d < 0) {
            throw new IllegalArgumentException("counts are not negative");
        }
        Hypergeometric tables = new Hypergeometric(a + b, c + d, a + c);
        double seen = tables.pmf(a);
        long mode = tables.mode();
        if (seen * SAME >= tables.pmf(mode)) {
            return 1;
        }
        double p = a < mode
                ? tables.atMost(a) + tables.atLeast(firstAsRareAbove(tables, mode, seen))
                : tables.atLeast(a) + tables.atMost(lastAsRareBelow(tables, mode, seen));
        return Math.min(1, p);
    }

    private static long firstAsRareAbove(Hypergeometric distribution, long mode, double seen) {
        long common = mode;
        long rare = distribution.most() + 1;
        while (rare - common > 1) {
            long middle = common + (rare - common) / 2;
            if (distribution.pmf(middle) <= seen * SAME) {
                rare = middle;
            } else {
                common = middle;
            }
        }
        return rare;
    }

    private static long lastAsRareBelow(Hypergeometric distribution, long mode, double seen) {
        long common = mode;
        long rare = distribution.least() - 1;
        while (common - rare > 1) {
            long middle = rare + (common - rare) / 2;
            if (distribution.pmf(middle) <= seen * SAME) {
                rare = middle;
            } else {
                common = middle;
            }
        }
        return rare;
    }
}
