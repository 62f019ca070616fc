package io.jenkins.plugins.aidelivery.stats;

/**
 * The metrics of a {@link ConfusionMatrix}, as scikit-learn 1.9 defines them with {@code zero_division=0}: precision of a class
 * that nobody predicted, recall of one that has no row and F1 of one without either are 0.
 */
public final class ClassificationFigures {
    private final ConfusionMatrix matrix;
    private final Margins margins;
    private final double total;
    private final double[] hits;
    private final double[] labels;
    private final double[] predictions;

    ClassificationFigures(ConfusionMatrix matrix) {
        this.matrix = matrix;
        this.margins = new Margins(matrix);
        this.total = margins.total();
        this.hits = margins.hits();
        this.labels = margins.labels();
        this.predictions = margins.predictions();
    }

    /** How a metric of each class becomes one number. */
    public enum Average {
        /** The mean over classes that occur as label or prediction. */
        MACRO,
        /** The mean over classes, each with the weight of its rows. */
        WEIGHTED
    }

    /** A metric of one class. */
    public enum OfClass {
        /** Right ones among those predicted. */
        PRECISION,
        /** Found ones among those that are. */
        RECALL,
        /** Harmonic mean of the two, {@code 2 hits / (labels + predictions)}. */
        F1
    }

    /** The share of rows that are right, 0 … 1; precision, recall and F1 averaged over rows ("micro") are the same. */
    public Figure accuracy() {
        double value = share(margins.right(), total);
        Gradient gradient = new Gradient(hits.length).all(-value / total);
        for (int k = 0; k < hits.length; k++) {
            gradient.hit(k, 1 / total);
        }
        return figure(value, gradient, margins.effectiveRows());
    }

    /** The mean recall of the classes that have rows, 0 … 1. */
    public Figure balancedAccuracy() {
        double[] shares = new double[hits.length];
        int present = 0;
        for (double weight : labels) {
            present += weight > 0 ? 1 : 0;
        }
        for (int k = 0; k < hits.length; k++) {
            shares[k] = labels[k] > 0 ? 1.0 / present : 0;
        }
        return averaged(OfClass.RECALL, shares);
    }

    /** A metric of one class, 0 … 1. */
    public Figure of(OfClass metric, int k) {
        double value = value(metric, k);
        Gradient gradient = new Gradient(hits.length);
        addGradient(metric, k, 1, gradient);
        return new Figure(value, gradient.standardErrorOf(k, matrix), deciding(metric, k), gradient);
    }

    /** A metric averaged over classes, 0 … 1. */
    public Figure of(OfClass metric, Average average) {
        double[] shares = new double[hits.length];
        int occurring = 0;
        for (int k = 0; k < hits.length; k++) {
            occurring += labels[k] + predictions[k] > 0 ? 1 : 0;
        }
        for (int k = 0; k < hits.length; k++) {
            shares[k] = average == Average.WEIGHTED
                    ? share(labels[k], total)
                    : labels[k] + predictions[k] > 0 ? 1.0 / occurring : 0;
        }
        Figure figure = averaged(metric, shares);
        if (average == Average.MACRO) {
            return figure;
        }
        // The shares move too: a row more of class k pulls the average towards that class' value.
        Gradient gradient = new Gradient(hits.length).all(-figure.value() / total);
        for (int k = 0; k < hits.length; k++) {
            addGradient(metric, k, shares[k], gradient);
            gradient.label(k, value(metric, k) / total);
        }
        return new Figure(figure.value(), gradient.standardError(matrix), deciding(metric, shares), gradient);
    }

    /**
     * Matthews' correlation of two and more classes (J. Gorodkin, Computational Biology and Chemistry 28, 2004), -1 … 1; 0
     * where labels or predictions are all the same. Perfect predictions don't have a standard error of 0: it is taken with
     * two rows more, spread evenly over all cells.
     */
    public Figure matthews() {
        return Agreement.notCertain(matrix, Agreement::matthews);
    }

    /**
     * J. Cohen's kappa (1960), agreement beyond chance, at most 1; 0 where chance alone would agree on every row. Standard
     * error of perfect agreement as in {@link #matthews}.
     */
    public Figure cohenKappa() {
        return Agreement.notCertain(matrix, Agreement::kappa);
    }

    /** The weight of the rows that are of a class. */
    public double support(int k) {
        return labels[k];
    }

    /** The weight of the rows that were predicted to be of a class. */
    public double predicted(int k) {
        return predictions[k];
    }

    private Figure averaged(OfClass metric, double[] shares) {
        Gradient gradient = new Gradient(hits.length);
        Sum value = new Sum();
        for (int k = 0; k < hits.length; k++) {
            value.add(shares[k] * value(metric, k));
            addGradient(metric, k, shares[k], gradient);
        }
        return figure(value.value(), gradient, deciding(metric, shares));
    }

    private Figure figure(double value, Gradient gradient, double deciding) {
        return new Figure(value, gradient.standardError(matrix), deciding, gradient);
    }

    private double value(OfClass metric, int k) {
        return switch (metric) {
            case PRECISION -> share(hits[k], predictions[k]);
            case RECALL -> share(hits[k], labels[k]);
            case F1 -> share(2 * hits[k], labels[k] + predictions[k]);
        };
    }

    private void addGradient(OfClass metric, int k, double scale, Gradient gradient) {
        double below = below(metric, k);
        if (below > 0 && scale != 0) {
            double pull = -scale * value(metric, k) / below;
            gradient.hit(k, scale * (metric == OfClass.F1 ? 2 : 1) / below);
            if (metric != OfClass.PRECISION) {
                gradient.label(k, pull);
            }
            if (metric != OfClass.RECALL) {
                gradient.prediction(k, pull);
            }
        }
    }

    private double below(OfClass metric, int k) {
        return switch (metric) {
            case PRECISION -> predictions[k];
            case RECALL -> labels[k];
            case F1 -> labels[k] + predictions[k];
        };
    }

    /** Effective number of rows that a metric of a class depends on. */
    private double deciding(OfClass metric, int k) {
        return switch (metric) {
            case PRECISION -> margins.effectivePredictions(k);
            case RECALL -> margins.effectiveLabels(k);
            case F1 -> margins.effectiveEither(k);
        };
    }

    /**
     * As many trials as make a share as precise as the average of shares of {@code m_k} trials each that have all the same
     * value: {@code 1 / Σ share_k² / m_k}.
     */
    private double deciding(OfClass metric, double[] shares) {
        double inverse = 0;
        for (int k = 0; k < shares.length; k++) {
            double rows = deciding(metric, k);
            if (shares[k] > 0 && rows > 0) {
                inverse += shares[k] * shares[k] / rows;
            }
        }
        return inverse > 0 ? 1 / inverse : Double.NaN;
    }

    private static double share(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }
}
