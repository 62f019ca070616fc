package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.profile.Histogram;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import io.jenkins.plugins.aidelivery.drift.profile.Words;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a profile of a table by asking the engine that has it: a handful of statements for all columns, each of which returns a
 * few thousand small rows a column at most, whatever the table holds.
 */
public final class TableProfiler {
    /** A column with more different texts is text, not a category. */
    private static final long MOST_CATEGORIES = Categories.MOST;

    private final SqlEngine engine;
    private final Relation relation;
    private final Optional<DatasetProfile> reference;
    private final List<SqlColumn> columns;
    private final Map<SqlColumn, Long> filled = new LinkedHashMap<>();
    private final Map<SqlColumn, NumberSource> numbers = new LinkedHashMap<>();
    private final Map<SqlColumn, TextSource> texts = new LinkedHashMap<>();
    private final Map<SqlColumn, NumberSource> lengths = new LinkedHashMap<>();
    private long rows;

    private TableProfiler(SqlEngine engine, Relation relation, Optional<DatasetProfile> reference) {
        this.engine = engine;
        this.relation = relation;
        this.reference = reference;
        this.columns = relation.columns().stream().map(this::asInReference).toList();
    }

    /**
     * A column counted on a grid with one round more than before.
     *
     * @throws IllegalArgumentException if the relation doesn't have the column
     */
    public static ColumnProfile divided(SqlEngine engine, Relation relation, ColumnProfile column, Grid grid)
            throws IOException {
        Numbers numbers = column.compared().orElseThrow();
        if (numbers.oneByOne().isPresent()) {
            return column;
        }
        Histogram more = new NumberCounter(engine, relation.from())
                .countLast(number(engine, relation, column), numbers.inCells().orElseThrow(), grid);
        return column.withCompared(Numbers.of(numbers.min(), numbers.max(), more));
    }

    /** The scale of the numbers in a cell; empty if there are none. */
    public static Optional<Scale> extremes(
            SqlEngine engine, Relation relation, ColumnProfile column, Grid grid, int of, long cell)
            throws IOException {
        return new NumberCounter(engine, relation.from()).extremes(number(engine, relation, column), grid, of, cell);
    }

    private static String number(SqlEngine engine, Relation relation, ColumnProfile column) {
        return relation.column(column.name())
                .map(same -> number(engine, same.as(column.kind())))
                .orElseThrow(() -> new IllegalArgumentException("no column " + column.name()));
    }

    /** What is compared of a column in SQL: its number, or the length of its text. */
    private static String number(SqlEngine engine, SqlColumn column) {
        Dialect dialect = engine.dialect();
        return column.kind() == Kind.TEXT
                ? dialect.asDouble(dialect.length(dialect.asText(column)))
                : dialect.number(column);
    }

    /** Texts are read as what they were in the reference: one wrong cell doesn't make a number a category. */
    private SqlColumn asInReference(SqlColumn column) {
        return reference
                .filter(profile -> column.isText())
                .flatMap(profile -> profile.column(column.name()))
                .map(same -> column.as(same.kind()))
                .orElse(column);
    }

    /**
     * Profiles a table.
     *
     * @param reference whose grids and categories are used, so that the two can be compared; none for a reference itself
     * @param createdAt epoch milliseconds
     * @throws IOException with a sentence, if the engine doesn't answer all that it is asked
     */
    public static DatasetProfile profile(
            SqlEngine engine, Relation relation, Optional<DatasetProfile> reference, long createdAt)
            throws IOException {
        TableProfiler profiler = new TableProfiler(engine, relation, reference);
        profiler.sortColumns();
        profiler.askBasics();
        new NumberCounter(engine, relation.from()).count(new ArrayList<>(profiler.numbers.values()));
        new TextCounter(engine, relation.from()).count(new ArrayList<>(profiler.texts.values()));
        profiler.countLengths();
        profiler.checkSums();
        List<ColumnProfile> profiles =
                profiler.columns.stream().map(profiler::profile).toList();
        return new DatasetProfile(relation.label(), createdAt, profiler.rows, profiles);
    }

    private void sortColumns() {
        for (SqlColumn column : columns) {
            Optional<ColumnProfile> same = same(column);
            switch (column.kind()) {
                case NUMBER, TIME ->
                    numbers.put(
                            column,
                            new NumberSource(engine.dialect().number(column), same.flatMap(ColumnProfile::asNumbers)));
                case TEXT, BOOLEAN ->
                    texts.put(
                            column,
                            new TextSource(engine.dialect().asText(column), same.flatMap(ColumnProfile::asCategories)));
                default -> {
                    // Only whether there is something is counted.
                }
            }
        }
    }

    /** The reference's profile of the same column, if it is of the same kind. */
    private Optional<ColumnProfile> same(SqlColumn column) {
        return reference
                .flatMap(profile -> profile.column(column.name()))
                .filter(profile -> profile.kind() == column.kind());
    }

    private void askBasics() throws IOException {
        int most = engine.dialect().columnsPerStatement();
        for (int start = 0; start == 0 || start < columns.size(); start += most) {
            List<SqlColumn> some = columns.subList(start, Math.min(columns.size(), start + most));
            StringBuilder sql = new StringBuilder("SELECT COUNT(*)");
            for (SqlColumn column : some) {
                sql.append(", COUNT(").append(column.sql()).append(')');
                if (numbers.containsKey(column)) {
                    String x = numbers.get(column).sql();
                    sql.append(", COUNT(" + x + "), MIN(" + x + "), MAX(" + x + ")");
                }
            }
            engine.each(sql + " FROM " + relation.from(), row -> {
                rows = row.getLong(1);
                int at = 2;
                for (SqlColumn column : some) {
                    long cells = row.getLong(at++);
                    filled.put(column, cells);
                    if (numbers.containsKey(column)) {
                        bounds(numbers.get(column), row, at);
                        at += 3;
                    } else if (texts.containsKey(column)) {
                        texts.get(column).rows(cells);
                    }
                }
            });
        }
    }

    /** Count, smallest and largest; none is smallest of nothing, and in some engines of what is not a number. */
    private static void bounds(NumberSource source, ResultSet row, int at) throws SQLException {
        source.count(row.getLong(at));
        double least = row.getDouble(at + 1);
        boolean none = row.wasNull();
        source.bounds(none ? Double.NaN : least, none ? Double.NaN : row.getDouble(at + 2));
    }

    private void countLengths() throws IOException {
        for (Map.Entry<SqlColumn, TextSource> text : texts.entrySet()) {
            Optional<ColumnProfile> same = same(text.getKey());
            boolean wanted = same.map(profile -> profile.asLengths().isPresent())
                    .orElseGet(() -> isFree(text.getKey(), text.getValue().categories()));
            if (wanted) {
                lengths.put(
                        text.getKey(),
                        new NumberSource(number(engine, text.getKey()), same.flatMap(ColumnProfile::asLengths)));
            }
        }
        if (lengths.isEmpty()) {
            return;
        }
        List<NumberSource> sources = new ArrayList<>(lengths.values());
        Branches bounds = new Branches(engine);
        for (int i = 0; i < sources.size(); i++) {
            String x = sources.get(i).sql();
            bounds.add("SELECT " + i + " AS col, COUNT(" + x + "), MIN(" + x + "), MAX(" + x + ") FROM "
                    + relation.from());
        }
        bounds.each(row -> {
            bounds(sources.get(row.getInt(1)), row, 2);
        });
        new NumberCounter(engine, relation.from()).count(sources);
    }

    /** Texts that are no categories: too many different ones, or written by somebody and hardly one of them twice. */
    private static boolean isFree(SqlColumn column, Categories texts) {
        return texts.distinct() > MOST_CATEGORIES
                || column.kind() == Kind.TEXT && 2 * texts.distinct() >= texts.rows() && Words.areSentences(texts);
    }

    /** Not every engine sees one state of the data in all statements. */
    private void checkSums() throws EvidenceException {
        boolean more = Stream.of(numbers.values(), lengths.values())
                .flatMap(Collection::stream)
                .anyMatch(source -> source.oddities().nan() < 0);
        more |= texts.values().stream().anyMatch(source -> source.categories().otherRows() < 0);
        if (more) {
            throw new EvidenceException(
                    "the table changed while it was counted, or the query gives other rows each time");
        }
    }

    private ColumnProfile profile(SqlColumn column) {
        long cells = filled.get(column);
        Optional<NumberSource> number = Optional.ofNullable(numbers.get(column));
        Optional<TextSource> text = Optional.ofNullable(texts.get(column));
        return new ColumnProfile(
                column.name(),
                column.kind(),
                column.type(),
                rows,
                rows - cells,
                number.map(source -> cells - source.count()).orElse(0L),
                number.map(NumberSource::oddities).orElse(ColumnProfile.Oddities.NONE),
                number.flatMap(NumberSource::numbers).orElse(null),
                // Texts that are no categories are nobody's business.
                text.map(TextSource::categories)
                        .map(found -> lengths.containsKey(column) ? found.withoutTexts() : found)
                        .orElse(null),
                Optional.ofNullable(lengths.get(column))
                        .flatMap(NumberSource::numbers)
                        .orElse(null));
    }
}
