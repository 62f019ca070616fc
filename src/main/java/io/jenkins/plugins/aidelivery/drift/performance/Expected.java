package io.jenkins.plugins.aidelivery.drift.performance;

import io.jenkins.plugins.aidelivery.drift.profile.Answers;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.ScoreCounts;
import io.jenkins.plugins.aidelivery.stats.ConfusionMatrix;
import io.jenkins.plugins.aidelivery.stats.RocCurve;
import io.jenkins.plugins.aidelivery.stats.RocSweep;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How good predictions must be expected to be while nobody knows the labels: "confidence-based performance estimation" (NannyML). A score
 * says how probable the positive class is, so a positive prediction with score p is right with probability p, and the confusion matrix
 * is expected to be the sum of these. It holds as long as a score means what it meant in the reference; that rows come with other
 * labels than before though they look the same (concept drift) can't be seen so.
 *
 * <p>The standard error is that of as many rows, together with what the reference's labels leave open about the meaning of scores.
 */
public final class Expected {
    private static final Set<Metric> ESTIMATED = Set.of(
            Metric.ACCURACY, Metric.F1, Metric.ROC_AUC, Metric.PRECISION, Metric.RECALL, Metric.BALANCED_ACCURACY);

    private final PerformanceProfile current;
    private final Classes classes;

    private Expected(PerformanceProfile current, Classes classes) {
        this.current = current;
        this.classes = classes;
    }

    /**
     * What is to be expected.
     *
     * @param metrics by metric
     * @param rows that have a score and a prediction
     * @param calibrated whether scores were calibrated on the reference
     * @param errorBefore expected calibration error of the scores as they came, on the reference
     * @param errorAfter the same once they were calibrated
     */
    public record Result(
            Map<Metric, Estimate> metrics, long rows, boolean calibrated, double errorBefore, double errorAfter) {
        public Result {
            metrics = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(metrics));
        }
    }

    /**
     * Estimates.
     *
     * @param reference with labels and scores
     * @param current with scores
     * @throws NotMeasurableException if there is nothing to estimate by
     */
    public static Result of(PerformanceProfile reference, PerformanceProfile current, Classes classes)
            throws NotMeasurableException {
        if (!classes.isBinary()) {
            throw new NotMeasurableException("without labels, performance can be estimated for two classes only");
        }
        if (!reference.scored().equals(current.scored())) {
            throw new NotMeasurableException(
                    "scores were counted in other cells than the reference's; make its profile again");
        }
        Scores known = Scores.of(reference, classes);
        if (!known.hasBoth()) {
            throw new NotMeasurableException(
                    "without labels, performance is estimated from scores that the reference has labels for; it has "
                            + (known.rows() == 0 ? "none" : "those of one class only"));
        }
        Calibrator calibrator = Calibrator.of(known);
        Expected expected = new Expected(current, classes);
        Map<Metric, Estimate> metrics = expected.metrics(calibrator);
        if (metrics.isEmpty()) {
            throw new NotMeasurableException("now no row has a score and a prediction");
        }
        Map<Metric, Double> squares = new EnumMap<>(Metric.class);
        for (Calibrator neighbour : calibrator.neighbours()) {
            Map<Metric, Estimate> moved = expected.metrics(neighbour);
            metrics.forEach((metric, estimate) -> {
                double change = moved.containsKey(metric) ? moved.get(metric).value() - estimate.value() : 0;
                squares.merge(metric, change * change, Double::sum);
            });
        }
        metrics.replaceAll((metric, estimate) ->
                estimate.withError(Math.hypot(estimate.standardError(), Math.sqrt(squares.get(metric)))));
        return new Result(
                metrics,
                metrics.values().iterator().next().rows(),
                calibrator.isCalibrated(),
                calibrator.errorBefore(),
                calibrator.errorAfter());
    }

    /** What is expected of the rows of a cell. */
    private static final class Part {
        private double negative;
        private double positive;
        private double only = Double.POSITIVE_INFINITY;

        void add(double wrong, double right, double score) {
            negative += wrong;
            positive += right;
            only = Double.isInfinite(only) ? score : ScoreCounts.common(only, score);
        }
    }

    private Map<Metric, Estimate> metrics(Calibrator calibrator) {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        TreeMap<Integer, Part> cells = new TreeMap<>();
        boolean byScore = current.columns().prediction().isEmpty();
        int positive = classes.positive();
        for (Answers answer : current.answers()) {
            answer.scores().cells().forEach((number, counted) -> {
                int said = byScore ? Measured.said(number, current, classes) : classes.said(answer);
                if (said >= 0) {
                    double p = calibrator.probability(number, counted.mean());
                    double right = counted.count() * p;
                    double wrong = counted.count() - right;
                    matrix.add(positive, said, counted.count(), right, right);
                    matrix.add(1 - positive, said, 0, wrong, wrong);
                    cells.computeIfAbsent(number, each -> new Part()).add(wrong, right, counted.only());
                }
            });
        }
        Map<Metric, Estimate> metrics = new EnumMap<>(Metric.class);
        if (matrix.rows() > 0) {
            metrics.putAll(Measured.of(matrix, classes));
            area(cells, metrics, matrix.rows());
            metrics.keySet().retainAll(ESTIMATED);
        }
        return metrics;
    }

    private static void area(TreeMap<Integer, Part> cells, Map<Metric, Estimate> metrics, long rows) {
        double negative =
                cells.values().stream().mapToDouble(cell -> cell.negative).sum();
        double positive =
                cells.values().stream().mapToDouble(cell -> cell.positive).sum();
        if (!(negative > 0 && positive > 0)) {
            return;
        }
        RocSweep sweep = new RocSweep(positive, negative);
        double tied = 0;
        for (Map.Entry<Integer, Part> entry : cells.entrySet()) {
            Part cell = entry.getValue();
            sweep.add(entry.getKey(), false, (long) Math.ceil(cell.negative), cell.negative, cell.negative);
            sweep.add(entry.getKey(), true, (long) Math.ceil(cell.positive), cell.positive, cell.positive);
            tied += Double.isNaN(cell.only) ? cell.negative / negative * (cell.positive / positive) : 0;
        }
        RocCurve curve = sweep.finish();
        metrics.put(
                Metric.ROC_AUC,
                Estimate.share(curve.area(), curve.areaTrials(), rows).withSlack(tied / 2));
    }
}
