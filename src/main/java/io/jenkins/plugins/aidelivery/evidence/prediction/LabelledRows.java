package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.io.IOException;

/**
 * The rows of a table that metrics are computed from: those with a label.
 *
 * @param table where they are
 * @param condition what is true of them, in SQL
 * @param count how many
 * @param labels what the labels look like
 * @param predictions what the predictions look like; the same where there is no such column
 */
record LabelledRows(
        PredictionTable table, String condition, long count, ValueProfile labels, ValueProfile predictions) {

    static LabelledRows of(PredictionTable table) throws IOException {
        ValueProfile labels = ValueProfile.of(table, "label", table.labelType());
        ValueProfile predictions =
                table.hasPredictions() ? ValueProfile.of(table, "prediction", table.predictionType()) : labels;
        String condition = condition(labels);
        long count = table.engine().count("SELECT count(*) FROM " + table.sql() + " WHERE " + condition);
        if (count == 0) {
            throw new EvidenceException(
                    "no row has a label in '" + table.columns().label() + "'");
        }
        LabelledRows rows = new LabelledRows(table, condition, count, labels, predictions);
        rows.requirePredictions();
        table.requireWeights(condition);
        for (int s = 0; s < table.scores().size(); s++) {
            table.requireNumbers("s" + s, table.scores().get(s));
        }
        return rows;
    }

    /** In a column of numbers NaN is how some tools write nothing. */
    static String condition(ValueProfile labels) {
        return labels.numeric()
                ? "label IS NOT NULL AND NOT isnan(" + ValueProfile.number("label") + ")"
                : "label IS NOT NULL";
    }

    private void requirePredictions() throws IOException {
        if (!table.hasPredictions()) {
            return;
        }
        String number = ValueProfile.number("prediction");
        PredictionTable.Trouble wrong = table.trouble(condition
                + (predictions.numeric()
                        ? " AND (prediction IS NULL OR NOT isfinite(" + number + "))"
                        : " AND prediction IS NULL"));
        if (wrong.isThere()) {
            throw new EvidenceException("column '" + table.columns().prediction() + "': no prediction (empty"
                    + (predictions.numeric() ? ", NaN or infinite" : "") + ") for a row that has a label: "
                    + wrong.where());
        }
    }
}
