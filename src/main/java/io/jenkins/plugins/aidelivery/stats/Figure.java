package io.jenkins.plugins.aidelivery.stats;

/**
 * A metric of a {@link ConfusionMatrix} with its precision, by the delta method: a metric that is a smooth function of the
 * cells' weights has the variance {@code Σ Σw² g²}, where g is its derivative by a cell's weight (for rows of weight 1 the
 * multinomial one: A. Agresti, "Categorical Data Analysis", 3rd ed., 16.1).
 */
public final class Figure {
    private final double value;
    private final double standardError;
    private final double deciding;
    private final Gradient gradient;

    /**
     * @param deciding effective number of rows that decide the metric; NaN where there are none
     */
    Figure(double value, double standardError, double deciding, Gradient gradient) {
        this.value = value;
        this.standardError = standardError;
        this.deciding = deciding;
        this.gradient = gradient;
    }

    Figure with(double otherError) {
        return new Figure(value, otherError, deciding, gradient);
    }

    public double value() {
        return value;
    }

    /** 0 or more; for a metric at the end of its range see the method that made it. */
    public double standardError() {
        return standardError;
    }

    /**
     * For a metric between 0 and 1: how many independent trials a share would need to be as precise,
     * {@code value (1 - value) / variance}. At 0, at 1 and without variance, where that says nothing, the effective number
     * of rows that decide the metric, so that a perfect score on five rows is as uncertain as five out of five.
     *
     * @return more than 0; NaN where no row decides (the value is 0 by convention then)
     */
    public double trials() {
        double variance = standardError * standardError;
        double spread = value * (1 - value);
        return spread > 0 && variance > 0 ? spread / variance : deciding;
    }

    /** What a little more weight in a cell adds to the metric, for paired comparisons. */
    public double derivative(int label, int prediction) {
        return gradient.at(label, prediction);
    }
}
