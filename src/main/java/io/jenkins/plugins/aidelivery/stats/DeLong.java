package io.jenkins.plugins.aidelivery.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The comparison of two areas under the ROC curve on the same rows (DeLong, DeLong, Clarke-Pearson 1988), by placements
 * from sorted scores (X. Sun and W. Xu, IEEE Signal Processing Letters 21, 2014): O(n log n). Rows may be fed with
 * placements that somebody else, such as a database, has computed.
 */
public final class DeLong {
    private final WeightedMean firstArea = new WeightedMean();
    private final WeightedMean secondArea = new WeightedMean();
    private final WeightedMean ofPositives = new WeightedMean();
    private final WeightedMean ofNegatives = new WeightedMean();

    /**
     * What came out.
     *
     * @param first area, 0 … 1
     * @param second area
     * @param standardError of {@code first - second}; NaN with fewer than two rows of a class
     * @param test z test of the difference; not defined (NaN) without a standard error
     */
    public record Comparison(double first, double second, double standardError, TestResult test) {
        public double difference() {
            return first - second;
        }
    }

    /**
     * Takes a row.
     *
     * @param first the row's placement under the first score: for a positive row the share of negative weight with a lower
     *     score, for a negative row the share of positive weight with a higher one, ties counting half
     * @param second the same under the second score
     */
    public void add(boolean positive, double first, double second, double weight) {
        if (positive) {
            firstArea.add(first, weight);
            secondArea.add(second, weight);
            ofPositives.add(first - second, weight);
        } else {
            ofNegatives.add(first - second, weight);
        }
    }

    public Comparison comparison() {
        double error = Math.hypot(ofPositives.standardError(), ofNegatives.standardError());
        double difference = firstArea.value() - secondArea.value();
        // Equal placements of every row leave nothing that chance could have done.
        double z = error == 0 && difference == 0 ? 0 : difference / error;
        return new Comparison(
                firstArea.value(),
                secondArea.value(),
                error,
                new TestResult(z, Double.isNaN(z) ? Double.NaN : Normal.twoSided(z)));
    }

    /**
     * Compares two columns of scores, all rows with the same weight.
     *
     * @throws IllegalArgumentException if the lengths differ or a score is NaN
     */
    public static Comparison compare(boolean[] positive, double[] first, double[] second) {
        double[] weights = new double[positive.length];
        Arrays.fill(weights, 1);
        return compare(positive, first, second, weights);
    }

    /** Compares two columns of scores of weighted rows. */
    public static Comparison compare(boolean[] positive, double[] first, double[] second, double[] weights) {
        double[] one = placements(positive, first, weights);
        double[] other = placements(positive, second, weights);
        DeLong rows = new DeLong();
        for (int i = 0; i < positive.length; i++) {
            rows.add(positive[i], one[i], other[i], weights[i]);
        }
        return rows.comparison();
    }

    private static double[] placements(boolean[] positive, double[] scores, double[] weights) {
        if (scores.length != positive.length || weights.length != positive.length) {
            throw new IllegalArgumentException("labels, scores and weights are not equally many");
        }
        double[] total = new double[2];
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("the score of row " + i + " is NaN");
            }
            total[positive[i] ? 1 : 0] += weights[i];
        }
        int[] order = ascending(scores);
        double[] placements = new double[scores.length];
        double[] below = new double[2];
        for (int from = 0, to; from < order.length; from = to) {
            double[] ties = new double[2];
            for (to = from; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
                ties[positive[order[to]] ? 1 : 0] += weights[order[to]];
            }
            for (int i = from; i < to; i++) {
                placements[order[i]] = positive[order[i]]
                        ? (below[0] + ties[0] / 2) / total[0]
                        : (total[1] - below[1] - ties[1] / 2) / total[1];
            }
            below[0] += ties[0];
            below[1] += ties[1];
        }
        return placements;
    }

    private static int[] ascending(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
