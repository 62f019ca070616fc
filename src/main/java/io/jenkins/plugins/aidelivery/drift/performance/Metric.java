package io.jenkins.plugins.aidelivery.drift.performance;

import java.util.Arrays;
import java.util.Optional;

/** How good predictions are. The names are those of a gate's measures. */
public enum Metric {
    ACCURACY("accuracy", "Accuracy", true, 0.05),
    /** Of two classes: of the positive one, as the two before it. */
    F1("f1", "F1", true, 0.05),
    /** The mean of the classes' F1. */
    F1_MACRO("f1_macro", "Macro F1", true, 0.05),
    ROC_AUC("roc_auc", "ROC AUC", true, 0.05),
    PRECISION("precision", "Precision", true, Double.NaN),
    RECALL("recall", "Recall", true, Double.NaN),
    /** The mean of the classes' recall. */
    BALANCED_ACCURACY("balanced_accuracy", "Balanced accuracy", true, Double.NaN),
    LOG_LOSS("log_loss", "Log loss", false, Double.NaN),
    BRIER("brier", "Brier score", false, Double.NaN),
    /** Over ten bins of equal width. */
    CALIBRATION_ERROR("calibration_error", "Calibration error", false, Double.NaN),
    MAE("mae", "Mean absolute error", false, 0.1),
    RMSE("rmse", "Root of the mean squared error", false, 0.1),
    /** The size of the mean error, whatever its sign. */
    BIAS("bias", "Bias", false, Double.NaN),
    R2("r2", "R²", true, Double.NaN);

    private final String id;
    private final String label;
    private final boolean higherIsBetter;
    private final double usualChange;

    Metric(String id, String label, boolean higherIsBetter, double usualChange) {
        this.id = id;
        this.label = label;
        this.higherIsBetter = higherIsBetter;
        this.usualChange = usualChange;
    }

    /** The one with an id. */
    public static Optional<Metric> named(String id) {
        return Arrays.stream(values()).filter(metric -> metric.id.equals(id)).findFirst();
    }

    public String id() {
        return id;
    }

    /** For people. */
    public String label() {
        return label;
    }

    public boolean isHigherBetter() {
        return higherIsBetter;
    }

    /** By how much it got worse; less than 0 if it got better. */
    public double worse(double before, double now) {
        return higherIsBetter ? before - now : now - before;
    }

    /**
     * How much worse, relative to the reference, may be if nothing is said: M9's drop of accuracy, and its rise of errors.
     *
     * @return empty for a metric that isn't judged unless somebody sets a limit
     */
    public Optional<Double> usualChange() {
        return Double.isNaN(usualChange) ? Optional.empty() : Optional.of(usualChange);
    }
}
