package io.jenkins.plugins.aidelivery.drift;

import java.util.List;

/**
 * What a comparison of two tables found.
 *
 * @param schema version of this format
 * @param subject what was compared
 * @param evaluatedAt epoch milliseconds
 * @param decision what it came to
 * @param columns in the reference's order
 * @param checks of the whole table; none where nothing of that kind was asked for
 */
public record DriftReport(
        int schema,
        Subject subject,
        long evaluatedAt,
        Decision decision,
        List<ColumnDrift> columns,
        List<TableCheck> checks) {
    /** The newest version that this class reads. */
    public static final int SCHEMA = 1;

    public DriftReport {
        columns = columns == null ? List.of() : List.copyOf(columns);
        checks = checks == null ? List.of() : List.copyOf(checks);
    }

    public DriftReport(
            Subject subject, long evaluatedAt, Decision decision, List<ColumnDrift> columns, List<TableCheck> checks) {
        this(SCHEMA, subject, evaluatedAt, decision, columns, checks);
    }

    /** About columns only. */
    public DriftReport(Subject subject, long evaluatedAt, Decision decision, List<ColumnDrift> columns) {
        this(subject, evaluatedAt, decision, columns, List.of());
    }

    /**
     * What was compared.
     *
     * @param name of the data set or model
     * @param reference what the reference is called
     * @param referenceRows its rows
     * @param current what was compared with it
     * @param currentRows its rows
     * @param preset as {@link Preset#id}
     */
    public record Subject(
            String name, String reference, long referenceRows, String current, long currentRows, String preset) {}

    /**
     * What it came to.
     *
     * @param verdict the word
     * @param share of the columns that drifted, by their weights, 0 … 1
     * @param threshold share from which the data set has drifted
     * @param reasons sentences, the most important first
     */
    public record Decision(Verdict verdict, double share, double threshold, List<String> reasons) {
        public Decision {
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
        }
    }

    /** Words for the whole. */
    public enum Verdict {
        /** No drift. */
        PASS,
        /** Some columns drifted, or it can't be told. */
        CONDITIONAL,
        /** The data set drifted, or there was nothing to judge by. */
        FAIL,
        /** There was no reference to compare with. */
        SKIPPED
    }

    /** How many columns came to an outcome. */
    public long count(Outcome outcome) {
        return columns.stream().filter(column -> column.outcome() == outcome).count();
    }

    /** The columns that the share of drifted ones is of: not the model's own. */
    public List<ColumnDrift> features() {
        return columns.stream().filter(ColumnDrift::isFeature).toList();
    }

    /** How many of them drifted. */
    public long driftedFeatures() {
        return features().stream()
                .filter(column -> column.outcome() == Outcome.DRIFT)
                .count();
    }

    /** How many of them speak for or against drift, or would with more rows. */
    public long judgedFeatures() {
        return features().stream()
                .map(ColumnDrift::outcome)
                .filter(outcome -> outcome != Outcome.NOT_COMPARABLE && outcome != Outcome.IGNORED)
                .count();
    }
}
