package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.stats.Calibration;
import io.jenkins.plugins.aidelivery.stats.ConfusionMatrix;
import io.jenkins.plugins.aidelivery.stats.WeightedMean;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What one pass over the labelled rows of a classifier gives: confusion matrices and losses. */
final class ClassificationRows {
    /** Cells of all groups' confusion matrices together; more would not fit beside a small agent. */
    private static final long MOST_CELLS = 2_000_000;

    private final ClassList classes;
    private final RowOutcome outcome;
    private final boolean probabilities;
    private final ConfusionMatrix all;
    private final List<List<ConfusionMatrix>> groups = new ArrayList<>();
    private final WeightedMean logLoss = new WeightedMean();
    private final WeightedMean brier = new WeightedMean();
    private final Calibration tenBins = new Calibration(10);
    private final Calibration fifteenBins = new Calibration(15);

    private ClassificationRows(ClassList classes, RowOutcome outcome, ScoreColumns scores) {
        this.classes = classes;
        this.outcome = outcome;
        this.probabilities = scores.isUsable() && scores.noProbability().isEmpty();
        this.all = new ConfusionMatrix(classes.size());
    }

    /** Reads the rows. */
    static ClassificationRows read(
            LabelledRows rows, ClassList classes, RowOutcome outcome, ScoreColumns scores, List<GroupColumn> groups)
            throws IOException {
        PredictionTable table = rows.table();
        ClassificationRows read = new ClassificationRows(classes, outcome, scores);
        read.prepare(groups);
        List<String> selected = new ArrayList<>();
        selected.add(ClassList.code("label"));
        selected.add(table.hasPredictions() ? ClassList.code("prediction") : "-1");
        selected.add(table.weight());
        groups.forEach(group -> selected.add(group.code()));
        if (scores.isUsable()) {
            selected.addAll(scores.columns());
        }
        table.engine()
                .each(
                        "SELECT " + String.join(", ", selected) + " FROM " + table.sql() + " WHERE " + rows.condition(),
                        read::add);
        return read;
    }

    private void prepare(List<GroupColumn> columns) throws EvidenceException {
        long cells = 0;
        for (GroupColumn column : columns) {
            List<ConfusionMatrix> matrices = new ArrayList<>();
            cells += (long) column.values().size() * classes.size() * classes.size();
            if (cells > MOST_CELLS) {
                throw new EvidenceException("column '" + column.name() + "': " + classes.size() + " classes in "
                        + column.values().size() + " groups are too many to compare");
            }
            column.values().forEach(value -> matrices.add(new ConfusionMatrix(classes.size())));
            groups.add(matrices);
        }
    }

    private void add(ResultSet row) throws SQLException {
        int label = classes.ofCode(row.getInt(1));
        double weight = row.getDouble(3);
        int firstScore = 4 + groups.size();
        int prediction = outcome.prediction(row, 2, firstScore);
        all.add(label, prediction, weight);
        for (int g = 0; g < groups.size(); g++) {
            int group = row.getInt(4 + g);
            if (group >= 0) {
                groups.get(g).get(group).add(label, prediction, weight);
            }
        }
        if (probabilities) {
            logLoss.add(outcome.logLoss(row, label, firstScore), weight);
            brier.add(outcome.brier(row, label, firstScore), weight);
            double confidence = outcome.confidence(row, firstScore);
            boolean came = outcome.cameTrue(row, label, firstScore);
            tenBins.add(confidence, came, weight);
            fifteenBins.add(confidence, came, weight);
        }
    }

    ConfusionMatrix all() {
        return all;
    }

    /** Of each group of a column, in the order of its values. */
    List<ConfusionMatrix> groups(int column) {
        return groups.get(column);
    }

    /** Of rows with probabilities; of nothing if there are none. */
    WeightedMean logLoss() {
        return logLoss;
    }

    WeightedMean brier() {
        return brier;
    }

    Calibration tenBins() {
        return tenBins;
    }

    Calibration fifteenBins() {
        return fifteenBins;
    }
}
