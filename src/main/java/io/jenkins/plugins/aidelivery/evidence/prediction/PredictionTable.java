package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import io.jenkins.plugins.aidelivery.evidence.table.TableFile;
import io.jenkins.plugins.aidelivery.evidence.table.TableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The columns of a predictions file that metrics are made of, inside the engine: {@code label} and {@code prediction} as the
 * file has them, {@code s0, s1, …} the scores and {@code weight} as numbers, {@code g0, g1, …} the groups and {@code id} as
 * texts. A row's number is its {@code rowid} plus 1.
 */
final class PredictionTable {
    private static final int LONGEST_SHOWN = 40;

    private final TableEngine engine;
    private final String sql;
    private final Columns columns;
    private final List<String> scores;
    private final TableSource.Type labelType;
    private final TableSource.Type predictionType;
    private final long rows;

    /** A number of rows that are not as they should be, and the first of them. */
    record Trouble(long count, long firstRow) {
        boolean isThere() {
            return count > 0;
        }

        /** "3 rows, the first is row 17". */
        String where() {
            return count == 1 ? "row " + firstRow : count + " rows, the first is row " + firstRow;
        }
    }

    /**
     * Reads a file into the engine.
     *
     * @param sql what to call the table
     */
    static PredictionTable load(TableEngine engine, TableFile file, String sql, Columns columns) throws IOException {
        boolean pattern = columns.score().contains("*");
        Set<String> named = new LinkedHashSet<>();
        for (String name : List.of(columns.label(), columns.prediction(), columns.weight(), columns.id())) {
            named.add(name);
        }
        named.addAll(columns.groups());
        if (!pattern) {
            named.add(columns.score());
        }
        named.remove("");
        TableSource source = file.source(engine, named);
        ColumnNames names = new ColumnNames(source.names());
        for (String name : named) {
            names.require(name);
        }
        List<String> scores = pattern
                ? names.matching(columns.score())
                : columns.score().isEmpty() ? List.of() : List.of(columns.score());
        named.addAll(scores);
        return new PredictionTable(engine, source, sql, columns, scores, new ArrayList<>(named));
    }

    private PredictionTable(
            TableEngine engine,
            TableSource source,
            String sql,
            Columns columns,
            List<String> scores,
            List<String> named)
            throws IOException {
        this.engine = engine;
        this.sql = sql;
        this.columns = columns;
        this.scores = scores;
        this.labelType = source.type(columns.label());
        this.predictionType = columns.prediction().isEmpty() ? labelType : source.type(columns.prediction());
        OptionalLong counted = source.rows();
        try {
            engine.run("CREATE TABLE " + sql + " AS SELECT " + String.join(", ", selected(source)) + " FROM "
                    + source.from(named));
        } catch (EvidenceException e) {
            throw source.explained(e);
        }
        this.rows = engine.count("SELECT count(*) FROM " + sql);
        if (counted.orElse(rows) != rows) {
            throw new EvidenceException("the table engine read " + rows + " rows where the file has "
                    + counted.getAsLong() + "; write it as Parquet to be sure");
        }
        if (rows == 0) {
            throw new EvidenceException("the table has no rows");
        }
    }

    private List<String> selected(TableSource source) throws EvidenceException {
        List<String> selected = new ArrayList<>();
        selected.add(source.cell(columns.label()) + " AS label");
        if (hasPredictions()) {
            selected.add(source.cell(columns.prediction()) + " AS prediction");
        }
        if (!columns.id().isEmpty()) {
            source.type(columns.id());
            selected.add("CAST(" + source.cell(columns.id()) + " AS VARCHAR) AS id");
        }
        for (int g = 0; g < columns.groups().size(); g++) {
            source.type(columns.groups().get(g));
            selected.add("CAST(" + source.cell(columns.groups().get(g)) + " AS VARCHAR) AS g" + g);
        }
        if (hasWeights()) {
            addNumber(selected, source, columns.weight(), "weight");
        }
        for (int s = 0; s < scores.size(); s++) {
            addNumber(selected, source, scores.get(s), "s" + s);
        }
        return selected;
    }

    /** A text that is no number is kept beside, to say so. */
    private static void addNumber(List<String> selected, TableSource source, String name, String as)
            throws EvidenceException {
        String cell = source.cell(name);
        boolean text = source.type(name) == TableSource.Type.TEXT;
        selected.add((text ? "TRY_CAST(" + cell + " AS DOUBLE)" : "CAST(" + cell + " AS DOUBLE)") + " AS " + as);
        selected.add((text
                        ? "CASE WHEN TRY_CAST(" + cell + " AS DOUBLE) IS NULL THEN left(" + cell + ", " + LONGEST_SHOWN
                                + ") END"
                        : "NULL::VARCHAR")
                + " AS " + as + "_text");
    }

    TableEngine engine() {
        return engine;
    }

    /** What the table is called in SQL. */
    String sql() {
        return sql;
    }

    Columns columns() {
        return columns;
    }

    /** The score columns' names, for s0, s1, …; none where there are no scores. */
    List<String> scores() {
        return scores;
    }

    long rows() {
        return rows;
    }

    boolean hasPredictions() {
        return !columns.prediction().isEmpty();
    }

    boolean hasWeights() {
        return !columns.weight().isEmpty();
    }

    /** The weight of a row in SQL. */
    String weight() {
        return hasWeights() ? "weight" : "1.0";
    }

    TableSource.Type labelType() {
        return labelType;
    }

    TableSource.Type predictionType() {
        return predictionType;
    }

    /** The rows that a condition is true for. */
    Trouble trouble(String condition) throws IOException {
        return engine.one(
                "SELECT count(*), min(rowid) FROM " + sql + " WHERE " + condition,
                row -> new Trouble(row.getLong(1), row.getLong(2) + 1));
    }

    /** What a column holds in a row, shortened. */
    String shown(String column, long row) throws IOException {
        return engine.one(
                "SELECT left(CAST(" + column + " AS VARCHAR), " + LONGEST_SHOWN + ") FROM " + sql + " WHERE rowid = "
                        + (row - 1),
                cell -> String.valueOf(cell.getString(1)));
    }

    /**
     * Checks that a column of numbers holds no text.
     *
     * @param as its name here
     * @param name its name in the file
     */
    void requireNumbers(String as, String name) throws IOException {
        Trouble text = trouble(as + "_text IS NOT NULL");
        if (text.isThere()) {
            throw new EvidenceException("column '" + name + "': a number was expected, but " + text.where() + " with '"
                    + shown(as + "_text", text.firstRow()) + "'");
        }
    }

    /** Checks the weights of the rows that are looked at: they are numbers from 0 on, and not all 0. */
    void requireWeights(String condition) throws IOException {
        if (!hasWeights()) {
            return;
        }
        requireNumbers("weight", columns.weight());
        Trouble wrong = trouble(condition + " AND (weight IS NULL OR NOT isfinite(weight) OR weight < 0)");
        if (wrong.isThere()) {
            throw new EvidenceException("column '" + columns.weight()
                    + "': a weight is a number from 0 on, but " + wrong.where() + " with '"
                    + shown("weight", wrong.firstRow()) + "'");
        }
        if (engine.count("SELECT count(*) FROM " + sql + " WHERE " + condition + " AND weight > 0") == 0) {
            throw new EvidenceException("column '" + columns.weight() + "': all weights are 0");
        }
    }
}
