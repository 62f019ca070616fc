package io.jenkins.plugins.aidelivery.stats;

/**
 * Rows by true and predicted class: how many, the sum of their weights and the sum of the weights' squares, which is what
 * standard errors need. Memory: 40 bytes for each of {@code classes²} cells.
 */
public final class ConfusionMatrix {
    private final int classes;
    private final long[] counts;
    private final double[] weights;
    private final double[] lost;
    private final double[] squares;

    /** @param classes at least 1 */
    public ConfusionMatrix(int classes) {
        this.classes = classes;
        int cells = Math.multiplyExact(classes, classes);
        this.counts = new long[cells];
        this.weights = new double[cells];
        this.lost = new double[cells];
        this.squares = new double[cells];
    }

    /**
     * Takes a row.
     *
     * @param label the true class, 0 … classes - 1
     * @param prediction the predicted class
     * @param weight 0 or more
     */
    public void add(int label, int prediction, double weight) {
        add(label, prediction, 1, weight, weight * weight);
    }

    /** Takes rows of one cell together: how many, their weights' sum and the sum of the weights' squares. */
    public void add(int label, int prediction, long count, double weight, double squaredWeight) {
        int cell = cell(label, prediction);
        counts[cell] += count;
        squares[cell] += squaredWeight;
        // Neumaier's summation, see Sum; a million cells have no object each.
        double next = weights[cell] + weight;
        lost[cell] += weights[cell] >= weight ? (weights[cell] - next) + weight : (weight - next) + weights[cell];
        weights[cell] = next;
    }

    public int classes() {
        return classes;
    }

    public long count(int label, int prediction) {
        return counts[cell(label, prediction)];
    }

    public double weight(int label, int prediction) {
        int cell = cell(label, prediction);
        return weights[cell] + lost[cell];
    }

    public double squaredWeight(int label, int prediction) {
        return squares[cell(label, prediction)];
    }

    /** All rows. */
    public long rows() {
        long rows = 0;
        for (long count : counts) {
            rows += count;
        }
        return rows;
    }

    /** What can be said of two classes when one of them is called the positive one. */
    public ConfusionMatrix against(int positive) {
        ConfusionMatrix two = new ConfusionMatrix(2);
        for (int label = 0; label < classes; label++) {
            for (int prediction = 0; prediction < classes; prediction++) {
                two.add(
                        label == positive ? 1 : 0,
                        prediction == positive ? 1 : 0,
                        count(label, prediction),
                        weight(label, prediction),
                        squaredWeight(label, prediction));
            }
        }
        return two;
    }

    /** The metrics of the rows so far. */
    public ClassificationFigures figures() {
        return new ClassificationFigures(this);
    }

    private int cell(int label, int prediction) {
        if (label < 0 || label >= classes || prediction < 0 || prediction >= classes) {
            throw new IllegalArgumentException("no class " + label + " or " + prediction + " of " + classes);
        }
        return label * classes + prediction;
    }
}
