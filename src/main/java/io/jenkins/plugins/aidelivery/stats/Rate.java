package io.jenkins.plugins.aidelivery.stats;

/**
 * A share of one group's rows: how many of those selected, found, wrongly accused or right.
 *
 * @param count rows that are so
 * @param rows rows that could be
 * @param weight of the rows that are so
 * @param total weight of the rows that could be
 * @param squares sum of the squared weights of the rows that could be
 */
public record Rate(long count, long rows, double weight, double total, double squares) {
    /** The share, 0 … 1; NaN where no row could be (a recall without positive rows). */
    public double value() {
        return total > 0 ? Math.min(1, weight / total) : Double.NaN;
    }

    public boolean isDefined() {
        return total > 0;
    }

    /** As precise as a share of so many rows of equal weight; 0 of none. */
    public double trials() {
        return total > 0 ? total * total / squares : 0;
    }

    /** Whether all rows count once, so that counts say it all. */
    public boolean isCounted() {
        return weight == count && total == rows && squares == rows;
    }

    /** The rows of both. */
    public Rate plus(Rate other) {
        return new Rate(
                count + other.count,
                rows + other.rows,
                weight + other.weight,
                total + other.total,
                squares + other.squares);
    }

    /** Of the share; where all rows, or none, are so it is taken with half a row more of each kind. */
    public double standardError() {
        double p = value();
        double n = trials();
        double spread = p * (1 - p);
        if (spread > 0) {
            return Math.sqrt(spread / n);
        }
        double moved = (p * n + 0.5) / (n + 1);
        return Math.sqrt(moved * (1 - moved) / (n + 1));
    }

    /** Share of rows that were predicted to be positive. */
    public static Rate selected(ConfusionMatrix two) {
        return of(two, new int[][] {{0, 1}, {1, 1}}, new int[][] {{0, 0}, {1, 0}});
    }

    /** Recall: share of positive rows that were found. */
    public static Rate truePositive(ConfusionMatrix two) {
        return of(two, new int[][] {{1, 1}}, new int[][] {{1, 0}});
    }

    /** Share of negative rows that were predicted to be positive. */
    public static Rate falsePositive(ConfusionMatrix two) {
        return of(two, new int[][] {{0, 1}}, new int[][] {{0, 0}});
    }

    /** Share of rows that are right, of any number of classes. */
    public static Rate right(ConfusionMatrix matrix) {
        Rate rate = new Rate(0, 0, 0, 0, 0);
        for (int label = 0; label < matrix.classes(); label++) {
            for (int prediction = 0; prediction < matrix.classes(); prediction++) {
                rate = rate.plus(cell(matrix, label, prediction, label == prediction));
            }
        }
        return rate;
    }

    /** Precision: share of rows predicted to be positive that are. */
    public static Rate precise(ConfusionMatrix two) {
        return of(two, new int[][] {{1, 1}}, new int[][] {{0, 1}});
    }

    /** Cells are label and prediction; class 1 is the positive one. */
    private static Rate of(ConfusionMatrix two, int[][] so, int[][] not) {
        if (two.classes() != 2) {
            throw new IllegalArgumentException("rates are of two classes, not of " + two.classes());
        }
        Rate rate = new Rate(0, 0, 0, 0, 0);
        for (int[] cell : so) {
            rate = rate.plus(cell(two, cell[0], cell[1], true));
        }
        for (int[] cell : not) {
            rate = rate.plus(cell(two, cell[0], cell[1], false));
        }
        return rate;
    }

    private static Rate cell(ConfusionMatrix matrix, int label, int prediction, boolean so) {
        long rows = matrix.count(label, prediction);
        double weight = matrix.weight(label, prediction);
        return new Rate(so ? rows : 0, rows, so ? weight : 0, weight, matrix.squaredWeight(label, prediction));
    }
}
