package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.Calibration;
import io.jenkins.plugins.aidelivery.stats.ConfusionMatrix;
import io.jenkins.plugins.aidelivery.stats.PairwiseRoc;
import io.jenkins.plugins.aidelivery.stats.RocCurve;
import io.jenkins.plugins.aidelivery.stats.RocSweep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The metrics of a classifier's scores. */
final class ScoreMeasures {
    /** The rows are sorted once a class for the areas; of more classes nobody looks at them. */
    private static final int MOST_RANKED_CLASSES = 100;

    private static final List<String> OF_RANKS = List.of("roc_auc", "pr_auc");
    private static final List<String> OF_MANY_RANKS = List.of(
            "roc_auc_ovr_macro", "roc_auc_ovr_weighted", "roc_auc_ovo_macro", "pr_auc_macro", "pr_auc_weighted");
    private static final List<String> OF_PROBABILITIES =
            List.of("log_loss", "brier", "calibration_error", "calibration_error_15", "calibration_error_max");

    private final LabelledRows rows;
    private final ClassList classes;
    private final int positive;
    private final ScoreColumns scores;
    private final String pointer;

    /** @param positive number of the positive class of two; -1 of more */
    ScoreMeasures(LabelledRows rows, ClassList classes, int positive, ScoreColumns scores) {
        this.rows = rows;
        this.classes = classes;
        this.positive = positive;
        this.scores = scores;
        this.pointer = rows.table().columns().score();
    }

    void record(ClassificationRows read, MeasureWriter out) throws IOException {
        if (rows.table().scores().isEmpty()) {
            return;
        }
        if (scores.unusable().isPresent()) {
            errors(positive >= 0 ? OF_RANKS : OF_MANY_RANKS, scores.unusable().get(), out);
            errors(OF_PROBABILITIES, scores.unusable().get(), out);
            return;
        }
        if (scores.noProbability().isPresent()) {
            errors(OF_PROBABILITIES, scores.noProbability().get(), out);
        } else {
            recordProbabilities(read, out);
        }
        if (positive >= 0) {
            recordRanks(read.all(), out);
        } else {
            recordManyRanks(read.all(), out);
        }
    }

    private void errors(List<String> names, String why, MeasureWriter out) throws IOException {
        for (String name : names) {
            Direction direction = OF_PROBABILITIES.contains(name) ? Direction.LOWER : Direction.HIGHER;
            out.error(name, Slice.ALL, direction, why, pointer);
        }
    }

    private void recordProbabilities(ClassificationRows read, MeasureWriter out) throws IOException {
        out.loss("log_loss", Slice.ALL, read.logLoss(), pointer);
        out.loss("brier", Slice.ALL, read.brier(), pointer);
        Calibration ten = read.tenBins();
        calibration("calibration_error", ten.expectedError(), out);
        calibration("calibration_error_15", read.fifteenBins().expectedError(), out);
        calibration("calibration_error_max", ten.maximumError(), out);
    }

    private void calibration(String name, double error, MeasureWriter out) throws IOException {
        out.put(name, Slice.ALL, new Amount(error, Unit.RATIO, Direction.LOWER, Sampling.UNKNOWN), pointer);
    }

    private void recordRanks(ConfusionMatrix matrix, MeasureWriter out) throws IOException {
        RocCurve curve = curve(scores.columns().get(0), positive, matrix);
        if (Double.isNaN(curve.area())) {
            String why = "needs both classes, but every label is '" + only(matrix) + "'";
            errors(OF_RANKS, why, out);
            return;
        }
        long n = curve.positives() + curve.negatives();
        out.share("roc_auc", Slice.ALL, curve.area(), n, curve.areaTrials(), pointer);
        out.share("pr_auc", Slice.ALL, curve.averagePrecision(), n, curve.averagePrecisionTrials(), pointer);
    }

    private String only(ConfusionMatrix matrix) {
        int k = 0;
        while (k < classes.size() - 1 && matrix.figures().support(k) == 0) {
            k++;
        }
        return classes.name(k);
    }

    private RocCurve curve(String column, int of, ConfusionMatrix matrix) throws IOException {
        double own = matrix.figures().support(of);
        RocSweep sweep = new RocSweep(own, total(matrix) - own);
        rows.table()
                .engine()
                .each(
                        sorted(column),
                        row -> sweep.add(row.getDouble(2), classes.ofCode(row.getInt(1)) == of, row.getDouble(3)));
        return sweep.finish();
    }

    /** By row number among equal scores, so that sums of weights are the same every time. */
    private String sorted(String column) {
        PredictionTable table = rows.table();
        return "SELECT " + ClassList.code("label") + ", " + column + ", " + table.weight() + " FROM " + table.sql()
                + " WHERE " + rows.condition() + " ORDER BY " + column + ", rowid";
    }

    private void recordManyRanks(ConfusionMatrix matrix, MeasureWriter out) throws IOException {
        if (classes.size() > MOST_RANKED_CLASSES) {
            errors(OF_MANY_RANKS, "not computed for more than " + MOST_RANKED_CLASSES + " classes", out);
            return;
        }
        for (int k = 0; k < classes.size(); k++) {
            if (matrix.figures().support(k) == 0) {
                errors(OF_MANY_RANKS, "needs all classes, but no label is '" + classes.name(k) + "'", out);
                return;
            }
        }
        List<RocCurve> curves = new ArrayList<>();
        List<double[]> pairs = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            int of = k;
            double own = matrix.figures().support(k);
            RocSweep sweep = new RocSweep(own, total(matrix) - own);
            PairwiseRoc pairwise = new PairwiseRoc(classes.size(), k);
            rows.table().engine().each(sorted(scores.columns().get(k)), row -> {
                int label = classes.ofCode(row.getInt(1));
                double score = row.getDouble(2);
                double weight = row.getDouble(3);
                sweep.add(score, label == of, weight);
                pairwise.add(score, label, weight);
            });
            curves.add(sweep.finish());
            pairs.add(pairwise.areas());
        }
        recordAverages(curves, matrix, out);
        Amount ovo = new Amount(average(pairs), Unit.RATIO, Direction.HIGHER, Sampling.UNKNOWN);
        out.put("roc_auc_ovo_macro", Slice.ALL, ovo, pointer);
    }

    private void recordAverages(List<RocCurve> curves, ConfusionMatrix matrix, MeasureWriter out) throws IOException {
        double[] equal = new double[curves.size()];
        double[] byRows = new double[curves.size()];
        for (int k = 0; k < equal.length; k++) {
            equal[k] = 1.0 / equal.length;
            byRows[k] = matrix.figures().support(k) / total(matrix);
        }
        recordAverage("macro", curves, equal, out);
        recordAverage("weighted", curves, byRows, out);
    }

    /** The standard error of an average is at most the average of the standard errors, whatever their correlation. */
    private void recordAverage(String average, List<RocCurve> curves, double[] shares, MeasureWriter out)
            throws IOException {
        double area = 0;
        double areaError = 0;
        double precision = 0;
        double precisionError = 0;
        for (int k = 0; k < shares.length; k++) {
            RocCurve curve = curves.get(k);
            area += shares[k] * curve.area();
            areaError += shares[k] * error(curve.area(), curve.areaTrials());
            precision += shares[k] * curve.averagePrecision();
            precisionError += shares[k] * error(curve.averagePrecision(), curve.averagePrecisionTrials());
        }
        out.share("roc_auc_ovr_" + average, Slice.ALL, area, rows.count(), trials(area, areaError), pointer);
        out.share("pr_auc_" + average, Slice.ALL, precision, rows.count(), trials(precision, precisionError), pointer);
    }

    private static double error(double value, double trials) {
        return Math.sqrt(value * (1 - value) / trials);
    }

    private static double trials(double value, double error) {
        return error > 0 ? value * (1 - value) / (error * error) : 0;
    }

    /** Of all pairs of classes, each from both sides (scikit-learn's one-vs-one). */
    private static double average(List<double[]> pairs) {
        double sum = 0;
        for (int a = 0; a < pairs.size(); a++) {
            for (int b = 0; b < a; b++) {
                sum += (pairs.get(a)[b] + pairs.get(b)[a]) / 2;
            }
        }
        return sum / (pairs.size() * (pairs.size() - 1) / 2.0);
    }

    private static double total(ConfusionMatrix matrix) {
        double total = 0;
        for (int k = 0; k < matrix.classes(); k++) {
            total += matrix.figures().support(k);
        }
        return total;
    }
}
