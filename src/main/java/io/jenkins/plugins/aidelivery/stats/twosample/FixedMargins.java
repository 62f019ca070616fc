package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Gamma;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Tables with the margins of one: what random assignment of its observations to the two samples gives. The law of a statistic
 * among them holds for any counts, also where categories are rare.
 */
final class FixedMargins {
    /** Tables drawn; with the one seen 10,000, so that p-values are multiples of 0.0001. */
    static final int TABLES = 9_999;

    /** Work beyond which tables are not drawn (about a second). */
    private static final double MOST_WORK = 1e8;

    private static final long SEED = 20_240_229;

    /** Equal statistics may differ by rounding. */
    private static final double SAME = 1e-9;

    private final Categories seen;

    /** Categories by how frequent they are, the most frequent one last: it gets what is left. */
    private final int[] order;

    private final boolean referenceIsSmaller;
    private final long smaller;
    private final long all;

    FixedMargins(Categories categories) {
        this.seen = categories;
        this.order = IntStream.range(0, categories.size())
                .boxed()
                .sorted(Comparator.comparingLong(categories::both))
                .mapToInt(Integer::intValue)
                .toArray();
        this.referenceIsSmaller = categories.n() <= categories.m();
        this.smaller = Math.min(categories.n(), categories.m());
        this.all = categories.n() + categories.m();
    }

    /** Whether drawing so many tables takes about a second at most. */
    boolean canBeDrawn() {
        double work = 0;
        for (int i = 0; i < seen.size(); i++) {
            work += HypergeometricDraw.work(seen.both(i), (double) smaller / all);
        }
        return work * TABLES <= MOST_WORK;
    }

    /** How often a table has at least this chi-square statistic. */
    double pValue(double statistic) {
        return canBeDrawn() ? byDrawing(statistic) : byMoments(statistic);
    }

    double byDrawing(double statistic) {
        // The statistic is N² / (n m) (Σ drawn² / total - n² / N).
        double scale = (double) all / smaller * (all / (all - (double) smaller));
        double least = statistic * (1 - SAME) / scale + (double) smaller / all * smaller * (1 - 1e-14);
        int reached = 1;
        for (double squares : draw(this::squares)) {
            reached += squares >= least ? 1 : 0;
        }
        return reached / (TABLES + 1.0);
    }

    private double squares(long[] drawn) {
        double squares = 0;
        for (int i = 0; i < drawn.length; i++) {
            squares += (double) drawn[i] * drawn[i] / seen.both(i);
        }
        return squares;
    }

    /** The scores of the tables drawn. */
    double[] scores(ToDoubleFunction<Categories> score) {
        return draw(drawn -> {
            long[] others = new long[drawn.length];
            for (int i = 0; i < others.length; i++) {
                others[i] = seen.both(i) - drawn[i];
            }
            return score.applyAsDouble(
                    referenceIsSmaller ? Categories.of(drawn, others) : Categories.of(others, drawn));
        });
    }

    /** @param score of the smaller sample's counts, in an array that is used again */
    private double[] draw(ToDoubleFunction<long[]> score) {
        Draws draws = new Draws(SEED);
        double[] scores = new double[TABLES];
        long[] drawn = new long[order.length];
        for (int table = 0; table < TABLES; table++) {
            long wanted = smaller;
            long left = all;
            for (int i = 0; i < order.length - 1; i++) {
                long kind = seen.both(order[i]);
                drawn[order[i]] = HypergeometricDraw.next(draws, kind, left, wanted);
                wanted -= drawn[order[i]];
                left -= kind;
            }
            drawn[order[order.length - 1]] = wanted;
            scores[table] = score.applyAsDouble(drawn);
        }
        return scores;
    }

    /**
     * The gamma law with the exact mean and variance (J. B. S. Haldane, Biometrika 31, 1940), from factorial moments: good for the
     * many categories that make drawing tables too much work.
     */
    double byMoments(double statistic) {
        double[] f = new double[5];
        f[0] = 1;
        for (int j = 1; j <= 4; j++) {
            f[j] = f[j - 1] * (smaller - j + 1) / (all - j + 1);
        }
        double k = seen.size();
        double rest = all - k;
        double mean = f[2] * rest + f[1] * k;
        double square = f[4] * rest * rest + f[3] * 2 * (k - 1) * rest + f[2] * k * (k - 1);
        for (int i = 0; i < seen.size(); i++) {
            double c = seen.both(i);
            square += (6 * f[3] * (c - 1) * (c - 2) + 7 * f[2] * (c - 1) + f[1]) / c
                    + f[4] * (c - 1) * ((c - 2) * (c - 3) / c - (c - 1));
        }
        double scale = (double) all / smaller * (all / (all - (double) smaller));
        double expected = all / (all - 1.0) * (k - 1);
        double variance = scale * scale * (square - mean * mean);
        return Gamma.sf(statistic * expected / variance, expected * expected / variance);
    }
}
