package io.jenkins.plugins.aidelivery.drift.performance;

import io.jenkins.plugins.aidelivery.drift.profile.Answers;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.PredictionErrors;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures.Average;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures.OfClass;
import io.jenkins.plugins.aidelivery.stats.ConfusionMatrix;
import io.jenkins.plugins.aidelivery.stats.Figure;
import java.util.EnumMap;
import java.util.Map;

/** How good a table's predictions are, by its labels. */
public final class Measured {
    private Measured() {}

    /**
     * Of classes.
     *
     * @return by metric; those that can't be told are not there
     * @throws NotMeasurableException if no row has a label and a prediction
     */
    public static Map<Metric, Estimate> of(PerformanceProfile profile, Classes classes) throws NotMeasurableException {
        ConfusionMatrix matrix = matrix(profile, classes);
        Map<Metric, Estimate> measured = new EnumMap<>(Metric.class);
        if (matrix.rows() > 0) {
            measured.putAll(of(matrix, classes));
        }
        if (classes.isBinary()) {
            Scores scores = Scores.of(profile, classes);
            if (scores.rows() > 0) {
                scores.area().ifPresent(area -> measured.put(Metric.ROC_AUC, area));
                measured.put(Metric.LOG_LOSS, scores.logLoss());
                measured.put(Metric.BRIER, scores.brier());
                measured.put(Metric.CALIBRATION_ERROR, scores.calibrationError());
            }
        }
        if (measured.isEmpty()) {
            throw new NotMeasurableException("no row has a label and a prediction");
        }
        return measured;
    }

    /** Rows by label and prediction; where no column has predictions, a score of ½ and more says the positive class. */
    static ConfusionMatrix matrix(PerformanceProfile profile, Classes classes) {
        ConfusionMatrix matrix = new ConfusionMatrix(Math.max(1, classes.size()));
        boolean byScore = profile.columns().prediction().isEmpty() && classes.isBinary();
        for (Answers answer : profile.answers()) {
            int label = classes.label(answer);
            if (label >= 0 && byScore) {
                answer.scores().cells().forEach((cell, counted) -> {
                    int said = said(cell, profile, classes);
                    matrix.add(label, said, counted.count(), counted.count(), counted.count());
                });
            } else if (label >= 0 && classes.said(answer) >= 0) {
                matrix.add(label, classes.said(answer), answer.rows(), answer.rows(), answer.rows());
            }
        }
        return matrix;
    }

    /** What a score says. */
    static int said(int cell, PerformanceProfile profile, Classes classes) {
        return cell >= profile.scored().orElseThrow().half() ? classes.positive() : 1 - classes.positive();
    }

    /** The metrics of a confusion matrix, whose rows may be expected ones. */
    static Map<Metric, Estimate> of(ConfusionMatrix matrix, Classes classes) {
        ClassificationFigures figures = matrix.figures();
        long rows = matrix.rows();
        Map<Metric, Estimate> measured = new EnumMap<>(Metric.class);
        measured.put(Metric.ACCURACY, share(figures.accuracy(), rows));
        measured.put(Metric.BALANCED_ACCURACY, share(figures.balancedAccuracy(), rows));
        if (classes.isBinary()) {
            int positive = classes.positive();
            put(measured, Metric.PRECISION, figures.of(OfClass.PRECISION, positive), rows);
            put(measured, Metric.RECALL, figures.of(OfClass.RECALL, positive), rows);
            put(measured, Metric.F1, figures.of(OfClass.F1, positive), rows);
        } else {
            put(measured, Metric.F1_MACRO, figures.of(OfClass.F1, Average.MACRO), rows);
        }
        return measured;
    }

    /** Precision where nobody was predicted is 0 by convention only, and no number to compare. */
    private static void put(Map<Metric, Estimate> measured, Metric metric, Figure figure, long rows) {
        if (figure.trials() > 0) {
            measured.put(metric, share(figure, rows));
        }
    }

    private static Estimate share(Figure figure, long rows) {
        return Estimate.share(figure.value(), figure.trials(), rows);
    }

    /** Of numbers. */
    public static Map<Metric, Estimate> of(PredictionErrors errors) {
        double n = errors.rows();
        Map<Metric, Estimate> measured = new EnumMap<>(Metric.class);
        double mae = errors.absolute() / n;
        double mse = errors.e2() / n;
        double bias = errors.e() / n;
        double rmse = Math.sqrt(mse);
        measured.put(Metric.MAE, mean(mae, mse - mae * mae, errors.rows()));
        double ofSquares = error(errors.e4() / n - mse * mse, errors.rows());
        measured.put(Metric.RMSE, Estimate.mean(rmse, rmse > 0 ? ofSquares / (2 * rmse) : 0, errors.rows()));
        measured.put(Metric.BIAS, mean(Math.abs(bias), mse - bias * bias, errors.rows()));
        r2(errors, measured);
        return measured;
    }

    /** By the delta method: what a row adds to R² is {@code ((1 - R²) off² - e²) / variance}, where off is its distance from the mean. */
    private static void r2(PredictionErrors errors, Map<Metric, Estimate> measured) {
        double n = errors.rows();
        double m = errors.a() / n;
        double variance = errors.a2() / n - m * m;
        // Labels that are all equal, up to the rounding of their sums.
        if (!(variance > 1e-15 * (errors.a2() / n))) {
            return;
        }
        double rest = errors.e2() / n / variance;
        double off4 = errors.a4() - 4 * m * errors.a3() + 6 * m * m * errors.a2() - 3 * n * m * m * m * m;
        double off2e2 = errors.a2e2() - 2 * m * errors.ae2() + m * m * errors.e2();
        double squares = (rest * rest * off4 - 2 * rest * off2e2 + errors.e4()) / n / variance / variance;
        measured.put(Metric.R2, Estimate.mean(1 - rest, error(squares, errors.rows()), errors.rows()));
    }

    private static Estimate mean(double value, double variance, long rows) {
        return Estimate.mean(value, error(variance, rows), rows);
    }

    /** Of a mean, from the variance divided by n; rounding may have made it negative. */
    private static double error(double variance, long rows) {
        return rows < 2 ? Double.NaN : Math.sqrt(Math.max(0, variance) / (rows - 1.0));
    }
}
