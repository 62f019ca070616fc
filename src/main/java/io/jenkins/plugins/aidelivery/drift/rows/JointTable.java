package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.drift.sql.RowSampler.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of both tables, as far as some columns go.
 *
 * @param texts names of the columns that hold texts, in the rows' order
 * @param numbers names of those that hold numbers
 * @param reference rows
 * @param current rows
 */
public record JointTable(List<String> texts, List<String> numbers, List<TableRow> reference, List<TableRow> current) {
    /** Columns of which all take part; the first of more. */
    public static final int MOST_COLUMNS = 200;

    /** Rows a side of which half teach something. */
    private static final int FEWEST = 20;

    public JointTable {
        texts = List.copyOf(texts);
        numbers = List.copyOf(numbers);
        reference = List.copyOf(reference);
        current = List.copyOf(current);
    }

    /** Looks at the rows. */
    public JointFinding look(Multivariate kind) {
        if (columns().size() < 2) {
            return JointFinding.without(
                    kind, this, "there are fewer than two columns of numbers or categories to look at together");
        }
        if (Math.min(reference.size(), current.size()) < FEWEST) {
            return JointFinding.without(
                    kind, this, "fewer than " + FEWEST + " rows of a table are too few to learn from");
        }
        return kind == Multivariate.DOMAIN_CLASSIFIER
                ? new RowClassifier(this).finding()
                : new PrincipalComponents(this).finding();
    }

    List<String> columns() {
        List<String> columns = new ArrayList<>(numbers);
        columns.addAll(texts);
        return columns;
    }

    List<TableRow> all() {
        List<TableRow> all = new ArrayList<>(reference);
        all.addAll(current);
        return all;
    }

    boolean isTwiceTheSame() {
        return contents(reference).stream()
                .sorted()
                .toList()
                .equals(contents(current).stream().sorted().toList());
    }

    HeldOut halves() {
        return HeldOut.of(contents(reference), contents(current));
    }

    private static List<String> contents(List<TableRow> rows) {
        return rows.stream().map(TableRow::content).toList();
    }

    /** Of a column of numbers, by row; NaN where there is none. */
    double[] numbersOf(int column, List<TableRow> rows) {
        return rows.stream().mapToDouble(row -> row.numbers().get(column)).toArray();
    }

    /** Of a column of texts, by row; nothing where there is none. */
    String[] textsOf(int column, List<TableRow> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(row -> rows.get(row).texts().get(column).orElse(""))
                .toArray(String[]::new);
    }
}
