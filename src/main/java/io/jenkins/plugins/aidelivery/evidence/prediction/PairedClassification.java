package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures;
import io.jenkins.plugins.aidelivery.stats.ConfusionMatrix;
import io.jenkins.plugins.aidelivery.stats.DeLong;
import io.jenkins.plugins.aidelivery.stats.Figure;
import io.jenkins.plugins.aidelivery.stats.McNemar;
import io.jenkins.plugins.aidelivery.stats.Means;
import io.jenkins.plugins.aidelivery.stats.Normal;
import io.jenkins.plugins.aidelivery.stats.TestResult;
import io.jenkins.plugins.aidelivery.stats.WeightedMean;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two versions of a classifier on the same rows: McNemar's test for the accuracy, the delta method over both confusion
 * matrices at once for what is made of them, DeLong's test for the area under the ROC curve and the paired t test for losses.
 */
final class PairedClassification {
    /** Where the candidate's scores begin, after label, weight and prediction. */
    private static final int OUR_SCORES = 4;

    private final PairedRows pairs;
    private final ClassList classes;
    private final Side candidate;
    private final Side baseline;
    private final WeightedMean logLoss = new WeightedMean();
    private final WeightedMean brier = new WeightedMean();
    private long onlyCandidateRight;
    private long onlyBaselineRight;

    /** One version's way from a row to its outcome. */
    record Side(RowOutcome outcome, ScoreColumns scores) {
        boolean hasProbabilities() {
            return scores.isUsable() && scores.noProbability().isEmpty();
        }

        /** In SQL, with a prefix to its names. */
        String selected(PredictionTable table, String prefix) {
            List<String> selected = new ArrayList<>();
            selected.add((table.hasPredictions() ? ClassList.code("prediction") : "-1") + " AS " + prefix + "p");
            for (int k = 0; k < outcome.scores(); k++) {
                selected.add(scores.columns().get(k) + " AS " + prefix + k);
            }
            return String.join(", ", selected);
        }

        List<String> names(String prefix) {
            List<String> names = new ArrayList<>(List.of(prefix + "p"));
            for (int k = 0; k < outcome.scores(); k++) {
                names.add(prefix + k);
            }
            return names;
        }
    }

    PairedClassification(PairedRows pairs, ClassList classes, Side candidate, Side baseline) {
        this.pairs = pairs;
        this.classes = classes;
        this.candidate = candidate;
        this.baseline = baseline;
    }

    /** What is made of a confusion matrix, by name. */
    interface Figures {
        Map<String, Figure> of(ClassificationFigures figures);
    }

    /**
     * Compares.
     *
     * @param read what the candidate's rows gave
     * @param mine the candidate's figures
     * @param figures makes the same of the baseline's
     * @return by name of the measure
     */
    Map<String, Paired> compare(ClassificationRows read, Map<String, Figure> mine, Figures figures) throws IOException {
        store();
        ConfusionMatrix before = new ConfusionMatrix(classes.size());
        each(row -> before.add(label(row), theirs(row), row.getDouble(2)));
        Map<String, Figure> theirs = figures.of(before.figures());
        Gaps gaps = new Gaps(mine, theirs);
        each(row -> add(row, gaps));
        Map<String, Paired> compared = new LinkedHashMap<>();
        gaps.errors()
                .forEach((name, error) -> compared.put(
                        name,
                        figure(
                                name,
                                mine.get(name),
                                theirs.get(name),
                                error,
                                read.all().rows())));
        if (candidate.hasProbabilities() && baseline.hasProbabilities()) {
            compared.put("log_loss", loss(read.logLoss().value(), logLoss));
            compared.put("brier", loss(read.brier().value(), brier));
        }
        int positive = candidate.outcome().positive();
        if (positive >= 0 && candidate.scores().isUsable() && baseline.scores().isUsable()) {
            DeLong.Comparison areas = new PairedAreas(
                            pairs.rows().table().engine(),
                            classes,
                            pairs.rows().table().hasWeights())
                    .compare(positive, read.all().figures());
            if (areas.standardError() >= 0) {
                Sampling.Mean precision = new Sampling.Mean(read.all().rows(), areas.standardError());
                Paired.Test test = new Paired.Test("DeLong", areas.test().pValue());
                compared.put("roc_auc", new Paired(areas.second(), areas.difference(), precision, test));
            }
        }
        return compared;
    }

    /** Keeps the pairs in the candidate's order, so that they are matched only once. */
    private void store() throws IOException {
        PredictionTable table = pairs.rows().table();
        String here = ClassList.code("label") + " AS y, " + table.weight() + " AS w, " + candidate.selected(table, "c");
        String there = baseline.selected(pairs.before().table(), "b");
        table.engine().run("CREATE TABLE pairs AS SELECT * FROM " + pairs.joined(here, there) + " ORDER BY place");
    }

    private void each(TableEngine.Row row) throws IOException {
        List<String> names = new ArrayList<>(List.of("y", "w"));
        names.addAll(candidate.names("c"));
        names.addAll(baseline.names("b"));
        pairs.rows().table().engine().each("SELECT " + String.join(", ", names) + " FROM pairs", row);
    }

    private int label(ResultSet row) throws SQLException {
        return classes.ofCode(row.getInt(1));
    }

    /** Where the baseline's prediction stands, before its scores. */
    private int theirPlace() {
        return OUR_SCORES + candidate.outcome().scores();
    }

    private int theirs(ResultSet row) throws SQLException {
        return baseline.outcome().prediction(row, theirPlace(), theirPlace() + 1);
    }

    private void add(ResultSet row, Gaps gaps) throws SQLException {
        int label = label(row);
        double weight = row.getDouble(2);
        int ours = candidate.outcome().prediction(row, OUR_SCORES - 1, OUR_SCORES);
        int other = theirs(row);
        if (ours != other) {
            onlyCandidateRight += ours == label ? 1 : 0;
            onlyBaselineRight += other == label ? 1 : 0;
        }
        gaps.add(label, ours, other, weight);
        if (candidate.hasProbabilities() && baseline.hasProbabilities()) {
            RowOutcome before = baseline.outcome();
            RowOutcome now = candidate.outcome();
            int place = theirPlace() + 1;
            logLoss.add(now.logLoss(row, label, OUR_SCORES) - before.logLoss(row, label, place), weight);
            brier.add(now.brier(row, label, OUR_SCORES) - before.brier(row, label, place), weight);
        }
    }

    private Paired figure(String name, Figure mine, Figure theirs, double error, long rows) {
        double difference = mine.value() - theirs.value();
        // Two versions that say the same of every row are not known to be the same of all others (Agresti and Min 2005
        // add two rows).
        double shown = error > 0 ? error : 1 / (mine.trials() > 0 ? mine.trials() + 2 : rows + 2.0);
        Sampling.Mean precision = new Sampling.Mean(rows, shown);
        if (name.equals("accuracy") && !pairs.rows().table().hasWeights()) {
            TestResult test = McNemar.test(onlyCandidateRight, onlyBaselineRight);
            boolean exact = onlyCandidateRight + onlyBaselineRight < McNemar.EXACT_BELOW;
            String testName = exact ? "McNemar (exact)" : "McNemar";
            return new Paired(theirs.value(), difference, precision, new Paired.Test(testName, test.pValue()));
        }
        double p = error > 0 ? Math.min(1, 2 * Normal.sf(Math.abs(difference) / error)) : 1;
        return new Paired(theirs.value(), difference, precision, new Paired.Test("paired z (delta method)", p));
    }

    /** The difference of two mean losses on the same rows. */
    static Paired loss(double mine, WeightedMean difference) {
        return difference(mine, difference.value(), difference.n(), difference.standardError());
    }

    /** The same where the standard error comes from elsewhere; NaN of a single row, which proves nothing. */
    static Paired difference(double mine, double difference, long rows, double standardError) {
        boolean known = rows > 1 && Double.isFinite(standardError);
        double p = known ? Means.paired(difference, rows, standardError).pValue() : 1;
        Sampling.Mean precision = new Sampling.Mean(Math.max(1, rows), known ? standardError : 0);
        return new Paired(mine - difference, difference, precision, new Paired.Test("paired t", p));
    }

    /** The two versions' figures side by side, and what the rows say of the variance of their differences. */
    private static final class Gaps {
        private final List<String> names;
        private final Figure[] mine;
        private final Figure[] theirs;
        private final double[] squares;

        Gaps(Map<String, Figure> mine, Map<String, Figure> theirs) {
            this.names = List.copyOf(mine.keySet());
            this.mine = names.stream().map(mine::get).toArray(Figure[]::new);
            this.theirs = names.stream().map(theirs::get).toArray(Figure[]::new);
            this.squares = new double[names.size()];
        }

        void add(int label, int ours, int other, double weight) {
            for (int i = 0; i < squares.length; i++) {
                double gap = mine[i].derivative(label, ours) - theirs[i].derivative(label, other);
                squares[i] += weight * weight * gap * gap;
            }
        }

        Map<String, Double> errors() {
            Map<String, Double> errors = new LinkedHashMap<>();
            for (int i = 0; i < squares.length; i++) {
                errors.put(names.get(i), Math.sqrt(squares[i]));
            }
            return errors;
        }
    }
}
