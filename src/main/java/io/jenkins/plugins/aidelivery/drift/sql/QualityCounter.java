package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.QualityProfile;
import io.jenkins.plugins.aidelivery.drift.profile.QualityQuestions;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks about whole rows: which are there twice, which have no key, which another table has as well. */
public final class QualityCounter {
    private final SqlEngine engine;
    private final Dialect dialect;
    private final QualityQuestions questions;

    public QualityCounter(SqlEngine engine, QualityQuestions questions) {
        this.engine = engine;
        this.dialect = engine.dialect();
        this.questions = questions;
    }

    /**
     * What one table tells.
     *
     * @param relation with all columns that are judged, and those of the key
     * @param profile of the same table
     * @param reference whose ranges numbers are placed on; the table's own profile for a reference itself
     * @param numbers columns whose correlations are wanted
     * @throws IOException with a sentence, if the engine doesn't answer, or there is no such key
     */
    public QualityProfile count(
            Relation relation, DatasetProfile profile, DatasetProfile reference, List<String> numbers)
            throws IOException {
        Long duplicates = questions.duplicates() ? profile.rows() - distinct(relation.from(), whole(relation)) : null;
        QualityProfile.Keys keys = questions.key().isEmpty() ? null : keys(relation, profile.rows());
        List<QualityProfile.Pair> pairs = questions.correlations()
                ? new CorrelationCounter(engine, relation, reference).count(numbers)
                : List.of();
        return new QualityProfile(duplicates, keys, null, pairs);
    }

    /** A column as what it is compared by, so that it is the same in every engine. */
    private String compared(SqlColumn column) {
        boolean text = column.isText() || column.kind() == Kind.TEXT || column.kind() == Kind.BOOLEAN;
        return text ? dialect.asText(column) : column.sql();
    }

    /** Structures can't be compared everywhere. */
    private static List<SqlColumn> comparable(Relation relation) {
        return relation.columns().stream()
                .filter(column -> column.kind() != Kind.OTHER)
                .toList();
    }

    private List<String> whole(Relation relation) {
        return comparable(relation).stream().map(this::compared).toList();
    }

    private long distinct(String from, List<String> columns) throws IOException {
        if (columns.isEmpty()) {
            return 0;
        }
        String list = String.join(", ", columns);
        return count("SELECT COUNT(*) FROM (SELECT COUNT(*) AS n FROM " + from + " GROUP BY " + list + ") g");
    }

    private long count(String sql) throws IOException {
        long[] found = {0};
        engine.each(sql, row -> found[0] = row.getLong(1));
        return found[0];
    }

    private QualityProfile.Keys keys(Relation relation, long rows) throws IOException {
        List<SqlColumn> columns = columns(relation, questions.key());
        String complete = complete(columns);
        long filled = count("SELECT COUNT(*) FROM " + relation.from() + " WHERE " + complete);
        long distinct = distinct(
                relation.from() + " WHERE " + complete,
                columns.stream().map(this::compared).toList());
        return new QualityProfile.Keys(questions.key(), rows - filled, filled - distinct);
    }

    private static String complete(List<SqlColumn> columns) {
        return columns.stream().map(column -> column.sql() + " IS NOT NULL").collect(Collectors.joining(" AND "));
    }

    private static List<SqlColumn> columns(Relation relation, List<String> names) throws EvidenceException {
        List<SqlColumn> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(relation.column(name)
                    .orElseThrow(() -> new EvidenceException(
                            relation.label() + " has no column '" + name + "', which the key names")));
        }
        return columns;
    }

    /**
     * What two tables in one place have in common; empty if nobody asks.
     *
     * @throws IOException with a sentence, if the engine doesn't answer, or there is no such key
     */
    public Optional<QualityProfile.Overlap> overlap(Relation reference, Relation current, DatasetProfile profile)
            throws IOException {
        if (!questions.leakage()) {
            return Optional.empty();
        }
        List<String> names = questions.key().isEmpty()
                ? comparable(reference).stream()
                        .map(SqlColumn::name)
                        .filter(name -> current.column(name)
                                .filter(column -> column.kind() != Kind.OTHER)
                                .isPresent())
                        .toList()
                : questions.key();
        if (names.isEmpty()) {
            throw new EvidenceException("the tables have no column in common by which rows could be compared");
        }
        List<SqlColumn> before = columns(reference, names);
        List<SqlColumn> now = columns(current, names);
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean alike = before.get(i).isText() == now.get(i).isText()
                    && before.get(i).type().equals(now.get(i).type());
            Kind kind = profile.column(names.get(i))
                    .map(ColumnProfile::kind)
                    .orElse(before.get(i).kind());
            one.add(alike ? compared(before.get(i)) : converted(before.get(i).as(kind)));
            other.add(alike ? compared(now.get(i)) : converted(now.get(i).as(kind)));
        }
        String key = questions.key().isEmpty() ? "" : " WHERE ";
        String both = "SELECT " + named(one) + ", 1 AS r, 0 AS c FROM " + reference.from()
                + (key.isEmpty() ? "" : key + complete(before)) + " UNION ALL SELECT " + named(other)
                + ", 0 AS r, 1 AS c FROM " + current.from() + (key.isEmpty() ? "" : key + complete(now));
        List<QualityProfile.Overlap> found = new ArrayList<>();
        engine.each(
                "SELECT SUM(CASE WHEN r > 0 THEN c ELSE 0 END) AS shared, SUM(c) AS c,"
                        + " SUM(CASE WHEN r = 1 THEN 1 ELSE 0 END) AS single, SUM(r) AS r FROM (SELECT SUM(r) AS r,"
                        + " SUM(c) AS c FROM (" + both + ") u GROUP BY " + numbered(names.size()) + ") g",
                row -> found.add(new QualityProfile.Overlap(
                        questions.key(), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))));
        return found.stream().findFirst();
    }

    /** Columns of different types in the two tables: as numbers, times or texts. */
    private String converted(SqlColumn column) {
        return column.kind() == Kind.NUMBER || column.kind() == Kind.TIME
                ? dialect.number(column)
                : dialect.asText(column);
    }

    private static String named(List<String> columns) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            list.append(i == 0 ? "" : ", ")
                    .append(columns.get(i))
                    .append(" AS k")
                    .append(i);
        }
        return list.toString();
    }

    private static String numbered(int columns) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            list.append(i == 0 ? "k" : ", k").append(i);
        }
        return list.toString();
    }
}
