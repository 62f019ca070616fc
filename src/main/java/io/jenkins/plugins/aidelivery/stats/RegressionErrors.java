package io.jenkins.plugins.aidelivery.stats;

/**
 * Metrics of predicted numbers as scikit-learn defines them, weights as its {@code sample_weight}. Standard errors of
 * RMSE, R² and explained variance are by the delta method and need a second pass over the same rows: {@link #precision}.
 */
public final class RegressionErrors {
    /** What stands for a label of 0 below the line of MAPE (scikit-learn: the epsilon of a double). */
    private static final double EPSILON = Math.ulp(1.0);

    private final WeightedMean squares = new WeightedMean();
    private final WeightedMean sizes = new WeightedMean();
    private final WeightedMean shares = new WeightedMean();
    private final Moments labels = new Moments();
    private final Moments errors = new Moments();
    private double largest;

    /** Mean and sum of squares about it, both with the rows' weights. */
    private static final class Moments {
        private final Sum weights = new Sum();
        private double mean;
        private double squares;

        void add(double value, double weight) {
            if (weight > 0) {
                weights.add(weight);
                double off = value - mean;
                mean += off * (weight / weights.value());
                squares += weight * off * (value - mean);
            }
        }

        double variance() {
            return squares / weights.value();
        }
    }

    /** Takes a row. */
    public void add(double label, double prediction, double weight) {
        double error = prediction - label;
        squares.add(error * error, weight);
        sizes.add(Math.abs(error), weight);
        shares.add(Math.abs(error) / Math.max(Math.abs(label), EPSILON), weight);
        labels.add(label, weight);
        errors.add(error, weight);
        largest = Math.max(largest, Math.abs(error));
    }

    /** Mean squared error. */
    public WeightedMean mse() {
        return new WeightedMean(squares);
    }

    /** Mean absolute error. */
    public WeightedMean mae() {
        return new WeightedMean(sizes);
    }

    /** Mean absolute error as a share of the label, which may be far above 1. */
    public WeightedMean mape() {
        return new WeightedMean(shares);
    }

    public double rmse() {
        return Math.sqrt(squares.value());
    }

    /** Largest absolute error, of rows without weight too. */
    public double maxError() {
        return largest;
    }

    /**
     * Coefficient of determination, at most 1. NaN where all labels are equal: there it has no meaning (scikit-learn would say
     * 1 for no errors and 0 for any).
     */
    public double r2() {
        return labels.variance() > 0 ? 1 - squares.value() / labels.variance() : Double.NaN;
    }

    /** R² but for a constant error, at most 1; NaN where all labels are equal. */
    public double explainedVariance() {
        return labels.variance() > 0 ? 1 - errors.variance() / labels.variance() : Double.NaN;
    }

    /** The second pass. */
    public Precision precision() {
        return new Precision();
    }

    /** What one row contributes to the RMSE: the mean of it is 0, its standard error is the RMSE's. */
    public double rmseInfluence(double label, double prediction) {
        double error = prediction - label;
        double rmse = rmse();
        return rmse > 0 ? (error * error - squares.value()) / (2 * rmse) : 0;
    }

    /** Standard errors; feed it all rows again. */
    public final class Precision {
        private final WeightedMean rmse = new WeightedMean();
        private final WeightedMean r2 = new WeightedMean();
        private final WeightedMean explained = new WeightedMean();

        private Precision() {}

        public void add(double label, double prediction, double weight) {
            double error = prediction - label;
            double variance = labels.variance();
            rmse.add(rmseInfluence(label, prediction), weight);
            if (variance > 0) {
                double off = (label - labels.mean) * (label - labels.mean);
                double own = (error - errors.mean) * (error - errors.mean);
                r2.add(((1 - r2()) * off - error * error) / variance, weight);
                explained.add(((1 - explainedVariance()) * off - own) / variance, weight);
            }
        }

        /** Standard error of the RMSE; NaN of fewer than two rows, as the others. */
        public double ofRmse() {
            return rmse.standardError();
        }

        public double ofR2() {
            return r2.standardError();
        }

        public double ofExplainedVariance() {
            return explained.standardError();
        }
    }
}
