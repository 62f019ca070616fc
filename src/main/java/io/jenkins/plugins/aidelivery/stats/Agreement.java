package io.jenkins.plugins.aidelivery.stats;

import java.util.function.Function;

/** Correlations of labels and predictions, which chance alone leaves at 0. */
final class Agreement {
    private final ConfusionMatrix matrix;
    private final Margins margins;
    private final double total;
    private final double[] labels;
    private final double[] predictions;

    private Agreement(ConfusionMatrix matrix) {
        this.matrix = matrix;
        this.margins = new Margins(matrix);
        this.total = margins.total();
        this.labels = margins.labels();
        this.predictions = margins.predictions();
    }

    /** A correlation; where all rows agree, with the standard error that it has with two rows more. */
    static Figure notCertain(ConfusionMatrix matrix, Function<Agreement, Figure> correlation) {
        Agreement agreement = new Agreement(matrix);
        Figure figure = correlation.apply(agreement);
        // What rounding leaves of 0 is no precision.
        if (figure.standardError() > 1e-12 || !(agreement.total > 0)) {
            return figure;
        }
        Figure smoothed = correlation.apply(new Agreement(agreement.smoothed()));
        return figure.with(smoothed.standardError());
    }

    Figure matthews() {
        double ofPredictions = total * total - dot(predictions, predictions);
        double ofLabels = total * total - dot(labels, labels);
        double root = Math.sqrt(ofPredictions) * Math.sqrt(ofLabels);
        Gradient gradient = new Gradient(labels.length);
        if (!(root > 0)) {
            return figure(0, 0, gradient);
        }
        double value = covariance() / root;
        addCovariance(gradient, 1 / root);
        gradient.all(-value * total * (1 / ofPredictions + 1 / ofLabels));
        for (int k = 0; k < labels.length; k++) {
            gradient.prediction(k, value * predictions[k] / ofPredictions);
            gradient.label(k, value * labels[k] / ofLabels);
        }
        return figure(value, gradient.standardError(matrix), gradient);
    }

    Figure kappa() {
        double most = total * total - dot(labels, predictions);
        Gradient gradient = new Gradient(labels.length);
        if (!(most > 0)) {
            return figure(0, 0, gradient);
        }
        double value = covariance() / most;
        addCovariance(gradient, 1 / most);
        gradient.all(-value * 2 * total / most);
        for (int k = 0; k < labels.length; k++) {
            gradient.prediction(k, value * labels[k] / most);
            gradient.label(k, value * predictions[k] / most);
        }
        return figure(value, gradient.standardError(matrix), gradient);
    }

    private double covariance() {
        return margins.right() * total - dot(labels, predictions);
    }

    /** The derivative of {@link #covariance}. */
    private void addCovariance(Gradient gradient, double scale) {
        gradient.all(scale * margins.right());
        for (int k = 0; k < labels.length; k++) {
            gradient.hit(k, scale * total).prediction(k, -scale * labels[k]).label(k, -scale * predictions[k]);
        }
    }

    private ConfusionMatrix smoothed() {
        int classes = labels.length;
        ConfusionMatrix more = new ConfusionMatrix(classes);
        // Two rows of the average weight.
        double each = margins.totalSquares() / total;
        double part = 2.0 / classes / classes * each;
        for (int label = 0; label < classes; label++) {
            for (int prediction = 0; prediction < classes; prediction++) {
                double weight = matrix.weight(label, prediction);
                double squared = matrix.squaredWeight(label, prediction);
                more.add(label, prediction, 1, weight + part, squared + part * each);
            }
        }
        return more;
    }

    private Figure figure(double value, double standardError, Gradient gradient) {
        return new Figure(value, standardError, margins.effectiveRows(), gradient);
    }

    private static double dot(double[] one, double[] other) {
        Sum sum = new Sum();
        for (int k = 0; k < one.length; k++) {
            sum.add(one[k] * other[k]);
        }
        return sum.value();
    }
}
