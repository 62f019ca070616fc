package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.stats.Binomial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some rows of a table for what can't be counted: every row with the same probability, and always the same ones.
 *
 * <p>What a row holds is hashed to a number u of 32 bits, and rows of one u are counted. Of n such rows, k are taken: the quantile of
 * the binomial law of n rows at u. So each row is in or out independently of all others, equal rows too, though no row needs a number or a place; and
 * the rows of a text that is there a million times are neither all in nor all out. It takes two scans, of which the first
 * returns no more than the second, and needs no order of the rows. A table of few rows is taken as a whole.
 */
public final class RowSampler {
    /** Rows that are looked at. */
    public static final int MOST = 4096;

    /** Characters of a text that are looked at. */
    public static final int LONGEST = 1000;

    /** Of a larger table; so far below the most that it takes five standard deviations of luck to exceed it. */
    private static final double EXPECTED = 3800;

    private static final double HASHES = 0x1p32;

    private final SqlEngine engine;
    private final Relation table;

    public RowSampler(SqlEngine engine, Relation table) {
        this.engine = engine;
        this.table = table;
    }

    /**
     * A row.
     *
     * @param texts those of its cells that are texts; empty where there is nothing
     * @param numbers the others; NaN where there is nothing
     */
    public record TableRow(List<Optional<String>> texts, List<Double> numbers) {
        public TableRow {
            texts = List.copyOf(texts);
            numbers = List.copyOf(numbers);
        }

        /** All that it holds, by which rows are told apart. */
        public String content() {
            return texts + " " + numbers;
        }
    }

    /** Texts of a column, each as often as it was drawn; empty if the engine has no hash that others have as well. */
    public Optional<List<String>> texts(ColumnProfile column) throws IOException {
        String text = engine.dialect().prefix(engine.dialect().asText(column(column)), LONGEST);
        // The hash of the same text, whatever the engine.
        return drawn(new Question(List.of(text), List.of(), engine.dialect().hash(text), true), column.usable())
                .map(RowSampler::onlyTexts);
    }

    /** Vectors of a column as the engine writes them. */
    public Optional<List<String>> vectors(ColumnProfile column) throws IOException {
        String vector = engine.dialect().vector(column(column));
        String hashed = column(column).isText() ? vector : column(column).sql();
        return drawn(
                        new Question(
                                List.of(vector), List.of(), engine.dialect().hash(List.of(hashed)), true),
                        column.usable())
                .map(RowSampler::onlyTexts);
    }

    private static List<String> onlyTexts(List<TableRow> rows) {
        return rows.stream().flatMap(row -> row.texts().get(0).stream()).toList();
    }

    /**
     * Whole rows, as far as some columns go: numbers and times as numbers, others as texts.
     *
     * @param columns in the order in which each kind comes back
     * @param rows of the table
     */
    public Optional<List<TableRow>> rows(List<ColumnProfile> columns, long rows) throws IOException {
        Dialect dialect = engine.dialect();
        List<String> texts = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (ColumnProfile profile : columns) {
            SqlColumn column = column(profile);
            if (isNumber(profile)) {
                numbers.add(dialect.number(column));
            } else {
                texts.add(dialect.prefix(dialect.asText(column), LONGEST));
            }
        }
        List<String> all = new ArrayList<>(texts);
        all.addAll(numbers);
        return drawn(new Question(texts, numbers, dialect.hash(all), false), rows);
    }

    /** Whether its cells come as numbers. */
    public static boolean isNumber(ColumnProfile column) {
        return column.kind() == Kind.NUMBER || column.kind() == Kind.TIME;
    }

    private SqlColumn column(ColumnProfile profile) {
        return table.column(profile.name())
                .map(column -> column.as(profile.kind()))
                .orElseThrow(() -> new IllegalArgumentException("no column " + profile.name()));
    }

    /** What is asked for; of one column, its cells that hold something. */
    private record Question(List<String> texts, List<String> numbers, Optional<String> hash, boolean onlyFilled) {
        /** The cells, perhaps with their hash, as a table. */
        String from(String table, boolean hashed) {
            List<String> cells = new ArrayList<>();
            if (hashed) {
                cells.add(hash.orElseThrow() + " AS u");
            }
            for (int i = 0; i < size(); i++) {
                cells.add((i < texts.size() ? texts.get(i) : numbers.get(i - texts.size())) + " AS v" + i);
            }
            return "(SELECT " + String.join(", ", cells) + " FROM " + table + ") a"
                    + (onlyFilled ? " WHERE v0 IS NOT NULL" : "");
        }

        String names() {
            return IntStream.range(0, size()).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        }

        int size() {
            return texts.size() + numbers.size();
        }
    }

    /** Rows that hold the same, and how many of them there are, or of them are taken. */
    private record Group(TableRow row, long rows) {}

    private Optional<List<TableRow>> drawn(Question question, long rows) throws IOException {
        if (rows <= MOST) {
            List<Group> all = new ArrayList<>();
            ask(question, "", (u, group) -> all.add(group));
            all.sort(Comparator.comparing(group -> group.row().content()));
            return Optional.of(expanded(all));
        }
        if (question.hash().isEmpty()) {
            return Optional.empty();
        }
        TreeMap<Long, Long> taken = new TreeMap<>();
        double share = EXPECTED / rows;
        Dialect dialect = engine.dialect();
        engine.each(
                "SELECT u, n FROM (SELECT u, COUNT(*) AS n FROM " + question.from(table.from(), true)
                        + " GROUP BY u) g WHERE " + dialect.asDouble("u") + " < " + dialect.asDouble("n") + " * "
                        + dialect.literal(share * HASHES),
                row -> taken.put(row.getLong(1), taken(row.getLong(1), row.getLong(2), share)));
        taken.values().removeIf(count -> count == 0);
        return Optional.of(taken.isEmpty() ? List.of() : chosen(question, taken));
    }

    /** The largest number of rows that at least so many of n rows reach with more probability than u has of its range. */
    static long taken(long u, long n, double share) {
        double level = (u + 0.5) / HASHES;
        long least = 0;
        long most = n + 1;
        while (most - least > 1) {
            long middle = least + (most - least) / 2;
            if (Binomial.sf(middle - 1, n, share) > level) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return least;
    }

    private List<TableRow> chosen(Question question, TreeMap<Long, Long> taken) throws IOException {
        TreeMap<Long, List<Group>> found = new TreeMap<>();
        String hashes = taken.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
        ask(
                question,
                hashes,
                (u, group) ->
                        found.computeIfAbsent(u, hash -> new ArrayList<>()).add(group));
        List<Group> chosen = new ArrayList<>();
        found.forEach((u, groups) -> {
            groups.sort(Comparator.comparing(group -> group.row().content()));
            long left = taken.get(u);
            // More than one only where two contents have one hash.
            for (Group group : groups) {
                chosen.add(new Group(group.row(), Math.min(left, group.rows())));
                left -= Math.min(left, group.rows());
            }
        });
        List<TableRow> rows = expanded(chosen);
        return rows.subList(0, Math.min(MOST, rows.size()));
    }

    private static List<TableRow> expanded(List<Group> groups) {
        List<TableRow> rows = new ArrayList<>();
        for (Group group : groups) {
            for (long i = 0; i < group.rows(); i++) {
                rows.add(group.row());
            }
        }
        return rows;
    }

    /** What is done with rows that hold the same. */
    @FunctionalInterface
    private interface Groups {
        void take(long u, Group group);
    }

    /** @param hashes of what is wanted; empty for all */
    private void ask(Question question, String hashes, Groups groups) throws IOException {
        boolean hashed = !hashes.isEmpty();
        String from = question.from(table.from(), hashed);
        String sql = "SELECT " + (hashed ? "u" : "0") + " AS h, COUNT(*) AS n, " + question.names() + " FROM " + from
                + (hashed ? (question.onlyFilled() ? " AND" : " WHERE") + " u IN (" + hashes + ")" : "")
                + " GROUP BY " + (hashed ? "u, " : "") + question.names();
        engine.each(sql, row -> {
            List<Optional<String>> texts = new ArrayList<>();
            List<Double> numbers = new ArrayList<>();
            for (int i = 0; i < question.size(); i++) {
                if (i < question.texts().size()) {
                    texts.add(Optional.ofNullable(row.getString(i + 3)));
                } else {
                    double number = row.getDouble(i + 3);
                    numbers.add(row.wasNull() ? Double.NaN : number + 0.0);
                }
            }
            groups.take(row.getLong(1), new Group(new TableRow(texts, numbers), row.getLong(2)));
        });
    }
}
