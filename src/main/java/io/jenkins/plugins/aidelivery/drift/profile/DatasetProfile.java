package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stays of a table: enough to compare another one with, and small enough to be kept with a build.
 *
 * @param schema version of this format
 * @param label what the table is called by people
 * @param createdAt epoch milliseconds
 * @param rows of the table
 * @param columns in the table's order
 * @param performance of a model whose predictions the table holds; null if it holds none
 * @param quality what was found of the table as a whole; null if nobody asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetProfile(
        int schema,
        String label,
        long createdAt,
        long rows,
        List<ColumnProfile> columns,
        PerformanceProfile performance,
        QualityProfile quality) {
    /** The newest version that this class reads. */
    public static final int SCHEMA = 1;

    public DatasetProfile {
        if (label == null || columns == null || rows < 0) {
            throw new IllegalArgumentException("a profile has a label, columns, and no less than 0 rows");
        }
        columns = List.copyOf(columns);
    }

    public DatasetProfile(String label, long createdAt, long rows, List<ColumnProfile> columns) {
        this(SCHEMA, label, createdAt, rows, columns, null, null);
    }

    /** With what was counted of a model's predictions. */
    public DatasetProfile with(PerformanceProfile counted) {
        return new DatasetProfile(schema, label, createdAt, rows, columns, counted, quality);
    }

    /** With what was found of the whole. */
    public DatasetProfile with(QualityProfile found) {
        return new DatasetProfile(schema, label, createdAt, rows, columns, performance, found);
    }

    /** What was found of the table as a whole. */
    public QualityProfile whole() {
        return quality == null ? QualityProfile.NONE : quality;
    }

    /** Of a model whose predictions the table holds. */
    public Optional<PerformanceProfile> model() {
        return Optional.ofNullable(performance);
    }

    public Optional<ColumnProfile> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** With another profile of a column. */
    public DatasetProfile with(ColumnProfile changed) {
        return new DatasetProfile(
                schema,
                label,
                createdAt,
                rows,
                columns.stream()
                        .map(column -> column.name().equals(changed.name()) ? changed : column)
                        .toList(),
                performance,
                quality);
    }

    /**
     * Without what only a few rows have, for being kept where more people look: rare texts are among "others", rare numbers are counted
     * together with their neighbours, and smallest and largest ones are rounded away.
     *
     * @param minimum rows that every count that is left has at least; everything stays with 1 or less
     * @param reference this was counted with; then parts that were counted with it can still be added
     */
    public DatasetProfile thinned(long minimum, Optional<DatasetProfile> reference) {
        if (minimum <= 1) {
            return this;
        }
        return new DatasetProfile(
                schema,
                label,
                createdAt,
                rows,
                columns.stream()
                        .map(column ->
                                column.thinned(minimum, reference.flatMap(before -> before.column(column.name()))))
                        .toList(),
                model().map(all -> all.thinned(minimum)).orElse(null),
                quality);
    }

    /**
     * Both tables as one: of two days, or two segments. Numbers must have been counted on the same grids, as they are when
     * both were profiled against the same reference.
     *
     * @throws IllegalArgumentException with a sentence, if they can't be added
     */
    public DatasetProfile plus(DatasetProfile other) {
        List<ColumnProfile> sums = new ArrayList<>();
        for (ColumnProfile column : columns) {
            ColumnProfile same = other.column(column.name())
                    .filter(candidate -> candidate.kind() == column.kind())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "column '" + column.name() + "' is not in " + other.label + ", or of another kind there"));
            sums.add(column.plus(same));
        }
        PerformanceProfile both =
                performance == null || other.performance == null ? null : performance.plus(other.performance);
        return new DatasetProfile(
                        label + " + " + other.label, Math.max(createdAt, other.createdAt), rows + other.rows, sums)
                .with(both)
                .with(quality == null || other.quality == null ? null : quality.plus(other.quality));
    }
}
