package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The law of a norm of the differences of shares, times {@code √(nm / (n + m))}: in the limit they are normal with the covariance of a
 * multinomial draw. {@value #FEWEST} and more are drawn from a fixed seed. Beyond what they show (one in {@value #LEAST_OFTEN}) the tail falls as fast as a
 * normal one does of the norm's largest deviation in any direction: A. Ehrhard (Mathematica Scandinavica 53, 1983) proves that it falls at
 * least so fast, so that p-values are too large rather than too small.
 */
final class ShareDifferenceLaw implements NullLaw {
    private static final int FEWEST = 5_000;
    private static final int MOST_DRAWN = 20_000;

    /** Differences of single shares that are drawn, if that leaves enough draws. */
    private static final int NUMBERS = 500_000;

    private static final int LEAST_OFTEN = 50;
    private static final long SEED = 19_830_101;

    /** More categories than these are not drawn one by one. */
    private static final int MOST = 256;

    private final double[] ascending;
    private final double deviation;

    private ShareDifferenceLaw(double[] scores, double deviation) {
        this.ascending = scores;
        this.deviation = deviation;
        Arrays.sort(ascending);
    }

    /** Half the sum of absolute differences; no event's share varies more than that of one with probability nearest to a half. */
    static ShareDifferenceLaw totalVariation(Categories categories) {
        double[] share = descendingShares(categories);
        double[] drawn = Arrays.copyOf(share, Math.min(share.length, MOST));
        // The many rare others are nearly independent: their sum is normal.
        double mean = 0;
        double variance = 0;
        for (int i = drawn.length; i < share.length; i++) {
            double own = share[i] * (1 - share[i]);
            mean += Math.sqrt(own / (2 * Math.PI));
            variance += own / 4 * (1 - 2 / Math.PI);
        }
        Draws draws = new Draws(SEED);
        double[] scores = new double[drawsOf(drawn.length)];
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            for (double difference : differences(drawn, draws)) {
                sum += Math.abs(difference);
            }
            scores[i] = sum / 2 + mean + (variance > 0 ? Math.sqrt(variance) * draws.normal() : 0);
        }
        return new ShareDifferenceLaw(scores, share.length == 1 ? 0 : 0.5);
    }

    /** The largest of them; it is the share nearest to a half that varies most. */
    static ShareDifferenceLaw largest(Categories categories) {
        double[] share = descendingShares(categories);
        double[] drawn = Arrays.copyOf(share, Math.min(share.length, MOST));
        Draws draws = new Draws(SEED);
        double[] scores = new double[drawsOf(drawn.length)];
        for (int i = 0; i < scores.length; i++) {
            double most = 0;
            for (double difference : differences(drawn, draws)) {
                most = Math.max(most, Math.abs(difference));
            }
            scores[i] = Math.max(most, largestOfOthers(share, draws));
        }
        double widest =
                Arrays.stream(share).map(p -> Math.sqrt(p * (1 - p))).max().orElse(0);
        return new ShareDifferenceLaw(scores, share.length == 1 ? 0 : widest);
    }

    /** The largest of many independent normals with about the same spread, by inversion. */
    private static double largestOfOthers(double[] share, Draws draws) {
        int others = share.length - MOST;
        if (others <= 0) {
            return 0;
        }
        double p = share[MOST];
        double tail = -Math.expm1(Math.log(draws.uniform()) / others) / 2;
        return Math.sqrt(p * (1 - p)) * Normal.upperQuantile(tail);
    }

    private static int drawsOf(int shares) {
        return Math.max(FEWEST, Math.min(MOST_DRAWN, NUMBERS / shares));
    }

    private static double[] descendingShares(Categories categories) {
        double all = (double) categories.n() + categories.m();
        double[] share = IntStream.range(0, categories.size())
                .mapToDouble(i -> -categories.both(i) / all)
                .sorted()
                .toArray();
        return Arrays.stream(share).map(p -> -p).toArray();
    }

    private static double[] differences(double[] share, Draws draws) {
        double[] differences = new double[share.length];
        double sum = 0;
        double rest = 1;
        for (int i = 0; i < share.length; i++) {
            double root = Math.sqrt(share[i]);
            differences[i] = root * draws.normal();
            sum += differences[i];
            rest -= share[i];
        }
        if (rest > 1e-9) {
            sum += Math.sqrt(rest) * draws.normal();
        }
        for (int i = 0; i < share.length; i++) {
            differences[i] -= share[i] * sum;
        }
        return differences;
    }

    @Override
    public double quantile(double alpha) {
        Counts.level(alpha);
        int exceeding = (int) Math.floor(alpha * (ascending.length + 1));
        return exceeding >= ascending.length / LEAST_OFTEN
                ? ascending[Math.max(0, ascending.length - exceeding)]
                : seen() + deviation * (Normal.upperQuantile(alpha) - Normal.upperQuantile(1.0 / LEAST_OFTEN));
    }

    @Override
    public double pValue(double score) {
        if (!(score > 0)) {
            return 1;
        }
        if (score <= seen()) {
            int found = Arrays.binarySearch(ascending, score);
            int below = found >= 0 ? found : -found - 1;
            return (ascending.length - below + 1.0) / (ascending.length + 1);
        }
        return deviation > 0 ? Normal.sf(Normal.upperQuantile(1.0 / LEAST_OFTEN) + (score - seen()) / deviation) : 0;
    }

    /** The score that one in {@value #LEAST_OFTEN} reaches. */
    private double seen() {
        return ascending[ascending.length - ascending.length / LEAST_OFTEN];
    }
}
