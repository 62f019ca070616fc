package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Gamma;
import java.util.stream.IntStream;

/**
 * The law of the chi-square statistic among all tables with the margins of one: what random assignment of the observations
 * to the two samples gives. It holds for any counts, also where categories are rare.
 */
final class FixedMargins {
    /** Tables drawn; with the one seen 10,000, so that p-values are multiples of 0.0001. */
    static final int TABLES = 9_999;

    /** Work beyond which tables are not drawn (about a second); the many categories it takes make the moments' law good. */
    private static final double MOST_WORK = 1e8;

    private static final long SEED = 20_240_229;

    /** Equal statistics may differ by rounding. */
    private static final double SAME = 1e-9;

    /** Observations in each category, those of the most frequent one last: it gets what is left. */
    private final long[] totals;

    private final long smaller;
    private final long all;

    FixedMargins(Categories categories) {
        this.totals = IntStream.range(0, categories.size())
                .mapToLong(categories::both)
                .sorted()
                .toArray();
        this.smaller = Math.min(categories.n(), categories.m());
        this.all = categories.n() + categories.m();
    }

    /** How often a table has at least this statistic. */
    static double pValue(Categories categories, double statistic) {
        FixedMargins margins = new FixedMargins(categories);
        return margins.work() * TABLES <= MOST_WORK ? margins.byDrawing(statistic) : margins.byMoments(statistic);
    }

    private double work() {
        double work = 0;
        for (long total : totals) {
            work += HypergeometricDraw.work(total, (double) smaller / all);
        }
        return work;
    }

    double byDrawing(double statistic) {
        // The statistic is N² / (n m) (Σ drawn² / total - n² / N).
        double scale = (double) all / smaller * (all / (all - (double) smaller));
        double least = statistic * (1 - SAME) / scale + (double) smaller / all * smaller * (1 - 1e-14);
        Draws draws = new Draws(SEED);
        int reached = 1;
        for (int table = 0; table < TABLES; table++) {
            reached += squares(draws) >= least ? 1 : 0;
        }
        return reached / (TABLES + 1.0);
    }

    private double squares(Draws draws) {
        long wanted = smaller;
        long left = all;
        double squares = 0;
        for (int i = 0; i < totals.length - 1; i++) {
            long drawn = HypergeometricDraw.next(draws, totals[i], left, wanted);
            squares += (double) drawn * drawn / totals[i];
            wanted -= drawn;
            left -= totals[i];
        }
        return squares + (double) wanted * wanted / totals[totals.length - 1];
    }

    /** The gamma law with the exact mean and variance (J. B. S. Haldane, Biometrika 31, 1940), from factorial moments. */
    double byMoments(double statistic) {
        double[] f = new double[5];
        f[0] = 1;
        for (int j = 1; j <= 4; j++) {
            f[j] = f[j - 1] * (smaller - j + 1) / (all - j + 1);
        }
        double k = totals.length;
        double rest = all - k;
        double mean = f[2] * rest + f[1] * k;
        double square = f[4] * rest * rest + f[3] * 2 * (k - 1) * rest + f[2] * k * (k - 1);
        for (long total : totals) {
            double c = total;
            square += (6 * f[3] * (c - 1) * (c - 2) + 7 * f[2] * (c - 1) + f[1]) / c
                    + f[4] * (c - 1) * ((c - 2) * (c - 3) / c - (c - 1));
        }
        double scale = (double) all / smaller * (all / (all - (double) smaller));
        double expected = all / (all - 1.0) * (k - 1);
        double variance = scale * scale * (square - mean * mean);
        return Gamma.sf(statistic * expected / variance, expected * expected / variance);
    }
}
