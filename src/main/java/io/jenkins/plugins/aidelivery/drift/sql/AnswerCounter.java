package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Answers;
import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import io.jenkins.plugins.aidelivery.drift.profile.ScoreCells;
import io.jenkins.plugins.aidelivery.drift.profile.ScoreCounts;
import io.jenkins.plugins.aidelivery.drift.profile.ScoreKeys;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts rows by label, prediction and cell of the score: one statement, a few thousand rows of answer at most. */
final class AnswerCounter {
    /** Groups; what a score says is mostly one thing for all rows of a cell, so that there are three labels to each. */
    private static final int MOST = 4096;

    private static final int NO_SCORE = -1;
    private static final int UNUSABLE = -2;

    private final SqlEngine engine;
    private final Dialect dialect;
    private final Relation relation;
    private final DatasetProfile profile;
    private final ModelColumns model;

    AnswerCounter(SqlEngine engine, Relation relation, DatasetProfile profile, ModelColumns model) {
        this.engine = engine;
        this.dialect = engine.dialect();
        this.relation = relation;
        this.profile = profile;
        this.model = model;
    }

    /**
     * A label and a prediction, as they come.
     *
     * @param target null if there is none
     * @param prediction null if there is none
     */
    private record Pair(String target, String prediction) {}

    /** Rows of a pair, being counted. */
    private static final class Counted {
        private long rows;
        private long outside;
        private final Map<Integer, ScoreCounts.Cell> cells = new HashMap<>();
        private BigInteger squares = BigInteger.ZERO;
    }

    /** @param reference whose cells are used; empty for this table's own */
    PerformanceProfile count(Optional<ScoreCells> reference) throws IOException {
        Optional<ScoreCells> cells = column(model.score())
                .map(score -> reference.orElseGet(
                        () -> ScoreCells.of(profile.column(score.name()).flatMap(ColumnProfile::asNumbers))));
        Map<Pair, Counted> pairs = new HashMap<>();
        int[] groups = {0};
        engine.each(statement(cells), row -> {
            groups[0]++;
            Counted counted = pairs.computeIfAbsent(
                    new Pair(label(row, 1, model.target()), label(row, 2, model.prediction())), pair -> new Counted());
            long rows = row.getLong(4);
            int cell = row.getInt(3);
            counted.rows += rows;
            counted.outside += cell == UNUSABLE ? rows : 0;
            if (cell >= 0) {
                counted.cells.merge(
                        cell,
                        new ScoreCounts.Cell(
                                rows,
                                whole(row.getString(5)),
                                // Engines have either zero, here there is one.
                                ScoreCounts.common(row.getDouble(7) + 0.0, row.getDouble(8) + 0.0)),
                        ScoreCounts.Cell::plus);
                counted.squares = counted.squares.add(whole(row.getString(6)));
            }
        });
        if (groups[0] > MOST) {
            return PerformanceProfile.without(
                    model,
                    Task.CLASSIFICATION,
                    profile.rows(),
                    "there are too many different labels and predictions; if they are amounts and not classes, say"
                            + " task: regression");
        }
        List<Answers> answers = new ArrayList<>();
        pairs.forEach((pair, counted) -> answers.add(new Answers(
                pair.target(),
                pair.prediction(),
                counted.rows,
                ScoreCounts.of(counted.cells, counted.squares),
                counted.outside)));
        answers.sort(Comparator.comparing((Answers answer) -> answer.label().orElse(""))
                .thenComparing(answer -> answer.said().orElse(""))
                .thenComparing(answer -> answer.label().isPresent())
                .thenComparing(answer -> answer.said().isPresent()));
        return PerformanceProfile.of(model, profile.rows(), cells.orElse(null), answers);
    }

    /** A sum of whole numbers, which some engines write with decimals. */
    private static BigInteger whole(String sum) {
        return new BigDecimal(sum).toBigInteger();
    }

    private String statement(Optional<ScoreCells> cells) {
        Optional<SqlColumn> score = column(model.score());
        String rows = "SELECT " + label(model.target()) + " AS t, " + label(model.prediction()) + " AS p"
                + score.map(column -> ", " + dialect.number(column) + " AS s").orElse("") + " FROM "
                + relation.from();
        if (score.isEmpty()) {
            return "SELECT t, p, " + NO_SCORE + " AS cell, COUNT(*) AS n FROM (" + rows + ") r GROUP BY 1, 2 LIMIT "
                    + (MOST + 1);
        }
        // A score that is no number is a probability in no engine: NaN is larger than all, or unordered.
        String probable = "s BETWEEN " + dialect.literal(0.0) + " AND " + dialect.literal(1.0);
        String units = dialect.floor("s * " + dialect.literal(Math.scalb(1.0, ScoreCounts.BITS)), Scale.BITS);
        String keys = "SELECT t, p, s, CASE WHEN " + probable + " THEN " + key() + " WHEN s IS NULL THEN " + NO_SCORE
                + " ELSE " + UNUSABLE + " END AS k, CASE WHEN " + probable + " THEN " + units
                + " ELSE 0 END AS q FROM (" + rows + ") r";
        // Cells are many; so rows are put together by their keys first, of which there are not too many.
        String groups = "SELECT t, p, k, COUNT(*) AS n, " + dialect.exactSum("q") + " AS q, "
                + dialect.exactSum("q * q") + " AS q2, MIN(s) AS a, MAX(s) AS b FROM (" + keys + ") c GROUP BY t, p, k";
        ScoreCells known = cells.orElseThrow();
        return "SELECT t, p, cell, SUM(n) AS n, SUM(q) AS q, SUM(q2) AS q2, MIN(a) AS a, MAX(b) AS b"
                + " FROM (SELECT t, p, CASE WHEN k < 0 THEN k ELSE " + cell(known, 0, known.count() - 1)
                + " END AS cell, n, q, q2, a, b FROM (" + groups + ") g) c GROUP BY 1, 2, 3 LIMIT " + (MOST + 1);
    }

    /** {@link ScoreKeys#of} in SQL. */
    private String key() {
        return "CASE WHEN s < " + dialect.literal(0.5) + " THEN " + below("s") + " ELSE " + (ScoreKeys.COUNT - 1)
                + " - " + below("(" + dialect.literal(1.0) + " - s)") + " END";
    }

    private String below(String distance) {
        StringBuilder sql = new StringBuilder("CASE");
        for (int octave = 0; octave < ScoreKeys.OCTAVES; octave++) {
            sql.append(" WHEN " + distance + " >= " + dialect.literal(ScoreKeys.start(octave)) + " THEN "
                    + ScoreKeys.offset(octave) + " + "
                    + dialect.floor(distance + " * " + dialect.literal(ScoreKeys.factor(octave)), Short.SIZE));
        }
        return sql.append(" WHEN " + distance + " > " + dialect.literal(0.0) + " THEN 1 ELSE 0 END")
                .toString();
    }

    /** The cell of a key among some, which is half of them each time. */
    private static String cell(ScoreCells cells, int first, int last) {
        if (first == last) {
            return Integer.toString(first);
        }
        int middle = (first + last + 1) / 2;
        return "CASE WHEN k < " + cells.from(middle) + " THEN " + cell(cells, first, middle - 1) + " ELSE "
                + cell(cells, middle, last) + " END";
    }

    private Optional<SqlColumn> column(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : relation.column(name)
                        .map(column ->
                                column.as(profile.column(name).orElseThrow().kind()));
    }

    /** A number as one, everything else as text. */
    private String label(String name) {
        return column(name)
                .map(column -> column.kind() == Kind.NUMBER
                        ? dialect.number(column)
                        : dialect.prefix(dialect.asText(column), Categories.Count.LONGEST))
                .orElse("CAST(NULL AS " + dialect.textType() + ")");
    }

    /** A label as it is written anywhere: 1 and 1.0 are one, and what is not a number is none. */
    private String label(ResultSet row, int at, String name) throws SQLException {
        boolean number =
                column(name).filter(column -> column.kind() == Kind.NUMBER).isPresent();
        if (!number) {
            return row.getString(at);
        }
        double value = row.getDouble(at);
        if (row.wasNull() || !Double.isFinite(value)) {
            return null;
        }
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
