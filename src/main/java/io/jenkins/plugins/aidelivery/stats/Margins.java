package io.jenkins.plugins.aidelivery.stats;

/** The sums over a {@link ConfusionMatrix}' rows and columns. */
final class Margins {
    private final ConfusionMatrix matrix;
    private final double[] hits;
    private final double[] labels;
    private final double[] predictions;
    private final double[] labelSquares;
    private final double[] predictionSquares;
    private final double total;
    private final double totalSquares;
    private final double right;

    Margins(ConfusionMatrix matrix) {
        int classes = matrix.classes();
        this.matrix = matrix;
        this.hits = new double[classes];
        this.labels = new double[classes];
        this.predictions = new double[classes];
        this.labelSquares = new double[classes];
        this.predictionSquares = new double[classes];
        Sum all = new Sum();
        Sum squares = new Sum();
        Sum diagonal = new Sum();
        for (int label = 0; label < classes; label++) {
            hits[label] = matrix.weight(label, label);
            diagonal.add(hits[label]);
            for (int prediction = 0; prediction < classes; prediction++) {
                double weight = matrix.weight(label, prediction);
                double square = matrix.squaredWeight(label, prediction);
                labels[label] += weight;
                predictions[prediction] += weight;
                labelSquares[label] += square;
                predictionSquares[prediction] += square;
                all.add(weight);
                squares.add(square);
            }
        }
        this.total = all.value();
        this.totalSquares = squares.value();
        this.right = diagonal.value();
    }

    /** Weight of all rows. */
    double total() {
        return total;
    }

    double totalSquares() {
        return totalSquares;
    }

    /** Weight of all rows that are right. */
    double right() {
        return right;
    }

    /** Weight of the right rows, a class each. */
    double[] hits() {
        return hits;
    }

    /** Weight of the rows by their label. */
    double[] labels() {
        return labels;
    }

    /** Weight of the rows by their prediction. */
    double[] predictions() {
        return predictions;
    }

    /** Effective number of rows; NaN of none, as the following. */
    double effectiveRows() {
        return effective(total, totalSquares);
    }

    double effectiveLabels(int k) {
        return effective(labels[k], labelSquares[k]);
    }

    double effectivePredictions(int k) {
        return effective(predictions[k], predictionSquares[k]);
    }

    /** Of the rows that have a class as label or prediction. */
    double effectiveEither(int k) {
        return effective(
                labels[k] + predictions[k] - hits[k],
                labelSquares[k] + predictionSquares[k] - matrix.squaredWeight(k, k));
    }

    private static double effective(double weight, double squares) {
        return weight > 0 ? weight * weight / squares : Double.NaN;
    }
}
