package io.jenkins.plugins.aidelivery.stats;

/**
 * The derivative of a metric by the weight of each cell. All metrics here have one of the form: something of the whole,
 * something of the cell's label, something of its prediction, and something more where the two are the same.
 */
final class Gradient {
    private final double[] ofLabel;
    private final double[] ofPrediction;
    private final double[] ofHit;
    private double ofAll;

    Gradient(int classes) {
        this.ofLabel = new double[classes];
        this.ofPrediction = new double[classes];
        this.ofHit = new double[classes];
    }

    Gradient all(double amount) {
        ofAll += amount;
        return this;
    }

    Gradient label(int label, double amount) {
        ofLabel[label] += amount;
        return this;
    }

    Gradient prediction(int prediction, double amount) {
        ofPrediction[prediction] += amount;
        return this;
    }

    Gradient hit(int label, double amount) {
        ofHit[label] += amount;
        return this;
    }

    double at(int label, int prediction) {
        return ofAll + ofLabel[label] + ofPrediction[prediction] + (label == prediction ? ofHit[label] : 0);
    }

    /** {@code √(Σ Σw² g²)} over all cells. */
    double standardError(ConfusionMatrix matrix) {
        double variance = 0;
        for (int label = 0; label < matrix.classes(); label++) {
            for (int prediction = 0; prediction < matrix.classes(); prediction++) {
                variance += term(matrix, label, prediction);
            }
        }
        return Math.sqrt(variance);
    }

    /** The same where only one class' row and column have a derivative. */
    double standardErrorOf(int one, ConfusionMatrix matrix) {
        double variance = term(matrix, one, one);
        for (int other = 0; other < matrix.classes(); other++) {
            if (other != one) {
                variance += term(matrix, one, other) + term(matrix, other, one);
            }
        }
        return Math.sqrt(variance);
    }

    private double term(ConfusionMatrix matrix, int label, int prediction) {
        double squared = matrix.squaredWeight(label, prediction);
        double slope = at(label, prediction);
        return squared == 0 ? 0 : squared * slope * slope;
    }
}
