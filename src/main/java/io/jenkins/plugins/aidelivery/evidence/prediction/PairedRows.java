package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import java.io.IOException;

/**
 * The labelled rows of a table beside those of the version before, matched by id.
 *
 * @param rows the candidate's
 * @param before those of the version before
 * @param name what its file is called
 */
record PairedRows(LabelledRows rows, LabelledRows before, String name) {

    /** Matches them; each must have each id once, and the same labels. */
    static PairedRows of(LabelledRows rows, PredictionTable baseline, String name) throws IOException {
        requireUnique(rows.table(), "");
        requireUnique(baseline, "the baseline '" + name + "': ");
        TableEngine engine = rows.table().engine();
        long here = engine.count("SELECT count(*) FROM candidate ANTI JOIN baseline USING (id)");
        long there = engine.count("SELECT count(*) FROM baseline ANTI JOIN candidate USING (id)");
        if (here + there > 0) {
            throw new EvidenceException("this file and the baseline '" + name + "' don't hold the same rows: by '"
                    + baseline.columns().id() + "', " + here + " are only here and " + there + " only there");
        }
        PairedRows paired = new PairedRows(rows, labelled(baseline, name), name);
        paired.requireSameLabels();
        return paired;
    }

    private static LabelledRows labelled(PredictionTable baseline, String name) throws IOException {
        try {
            return LabelledRows.of(baseline);
        } catch (EvidenceException e) {
            throw new EvidenceException("the baseline '" + name + "': " + e.getMessage(), e);
        }
    }

    private static void requireUnique(PredictionTable table, String where) throws IOException {
        String column = "column '" + table.columns().id() + "': ";
        PredictionTable.Trouble none = table.trouble("id IS NULL");
        if (none.isThere()) {
            throw new EvidenceException(where + column + "no id in " + none.where());
        }
        String twice = "FROM " + table.sql() + " GROUP BY id HAVING count(*) > 1";
        long ids = table.engine().count("SELECT count(*) FROM (SELECT id " + twice + ")");
        if (ids > 0) {
            String first = table.engine()
                    .one(
                            "SELECT left(id, 40), min(rowid) + 1 AS r " + twice + " ORDER BY r LIMIT 1",
                            row -> "'" + row.getString(1) + "', first in row " + row.getLong(2));
            throw new EvidenceException(where + column + "an id stands for one row, but " + ids
                    + (ids == 1 ? " is" : " are") + " there more than once: " + first);
        }
    }

    private void requireSameLabels() throws IOException {
        boolean numbers = rows.labels().numeric() && before.labels().numeric();
        String value = numbers ? ValueProfile.number("label") : "CAST(label AS VARCHAR)";
        String different = "SELECT count(*), min(place) FROM (SELECT rowid AS place, id, CASE WHEN " + rows.condition()
                + " THEN " + value + " END AS here FROM candidate) JOIN (SELECT id, CASE WHEN " + before.condition()
                + " THEN " + value + " END AS there FROM baseline) USING (id) WHERE here IS DISTINCT FROM there";
        PredictionTable.Trouble trouble = rows.table()
                .engine()
                .one(different, row -> new PredictionTable.Trouble(row.getLong(1), row.getLong(2) + 1));
        if (trouble.isThere()) {
            throw new EvidenceException(
                    "the labels here and in the baseline '" + name + "' differ in " + trouble.where());
        }
    }

    /** Whether its predictions are numbers. */
    boolean isNumeric() {
        return before.predictions().numeric();
    }

    /** Adds its predictions to an SQL query of all classes. */
    String values() {
        return before.table().hasPredictions()
                ? " UNION ALL SELECT CAST(prediction AS VARCHAR) FROM baseline WHERE " + before.condition()
                : "";
    }

    /**
     * All pairs, in SQL.
     *
     * @param here expressions over the candidate's columns, with names
     * @param there over the baseline's
     */
    String joined(String here, String there) {
        return "(SELECT rowid AS place, id, " + here + " FROM candidate WHERE " + rows.condition()
                + ") JOIN (SELECT id, " + there + " FROM baseline) USING (id)";
    }
}
