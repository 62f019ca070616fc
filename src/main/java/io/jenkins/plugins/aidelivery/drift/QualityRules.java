package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.QualityQuestions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table has to be like, apart from looking like the reference.
 *
 * @param automatic whether values that the reference doesn't have are an alarm though nobody set a limit
 * @param critical whether any alarm rejects
 * @param table limits of the whole table
 * @param columns limits of single columns
 */
public record QualityRules(boolean automatic, boolean critical, TableLimits table, ColumnLimits columns) {
    /** Nothing said. */
    public static final QualityRules USUAL = new QualityRules(true, false, TableLimits.NONE, ColumnLimits.NONE);

    /** Nothing is looked at. */
    public static final QualityRules NONE = new QualityRules(false, false, TableLimits.NONE, ColumnLimits.NONE);

    /**
     * Limits of the whole table; empty where nothing is said.
     *
     * @param rows how many there have to be
     * @param duplicates share of rows that may be there before
     * @param key columns that identify a row
     * @param leakage share of rows that the reference may have as well
     * @param correlations by how much the correlation of two columns may change
     * @param schema whether columns and their types have to be the same
     */
    public record TableLimits(
            Optional<RowLimits> rows,
            Optional<Double> duplicates,
            List<String> key,
            Optional<Leakage> leakage,
            Optional<Double> correlations,
            boolean schema) {
        static final TableLimits NONE = new TableLimits(
                Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false);

        public TableLimits {
            key = List.copyOf(key);
        }
    }

    /**
     * How many rows there have to be; empty where nothing is said.
     *
     * @param min rows
     * @param max rows
     * @param change by which share more or fewer than in the reference
     */
    public record RowLimits(Optional<Long> min, Optional<Long> max, Optional<Double> change) {}

    /**
     * Rows that the reference has as well.
     *
     * @param most share of the rows; empty for hardly more than repeat by chance
     */
    public record Leakage(Optional<Double> most) {}

    /**
     * Limits of single columns.
     *
     * @param missing share of cells that may be empty, by names and patterns
     * @param ranges of numbers
     * @param values that are allowed
     */
    public record ColumnLimits(
            Map<String, Double> missing, Map<String, Range> ranges, Map<String, List<String>> values) {
        static final ColumnLimits NONE = new ColumnLimits(Map.of(), Map.of(), Map.of());

        public ColumnLimits {
            missing = Map.copyOf(missing);
            ranges = Map.copyOf(ranges);
            values = Map.copyOf(values);
        }
    }

    /** A range of numbers; empty for any. */
    public record Range(Optional<Double> min, Optional<Double> max) {}

    /** What has to be asked of the engine. */
    public QualityQuestions questions() {
        return new QualityQuestions(
                table.duplicates().isPresent(),
                table.key(),
                table.leakage().isPresent(),
                table.correlations().isPresent());
    }

    /** Asking the engine the same, with limits that let everything through. */
    public static QualityRules asking(QualityQuestions questions) {
        TableLimits table = new TableLimits(
                Optional.empty(),
                questions.duplicates() ? Optional.of(1.0) : Optional.empty(),
                questions.key(),
                questions.leakage() ? Optional.of(new Leakage(Optional.of(1.0))) : Optional.empty(),
                questions.correlations() ? Optional.of(2.0) : Optional.empty(),
                false);
        return new QualityRules(false, false, table, ColumnLimits.NONE);
    }
}
