package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.RegressionErrors;
import io.jenkins.plugins.aidelivery.stats.WeightedMean;
import io.jenkins.plugins.aidelivery.stats.WeightedMedian;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metrics of a model that predicts numbers. */
final class RegressionMeasures {
    private static final String LABEL = ValueProfile.number("label");
    private static final String PREDICTION = ValueProfile.number("prediction");

    private final LabelledRows rows;
    private final PredictionTable table;
    private final Predictions wanted;
    private final Optional<PairedRows> paired;
    private final String pointer;
    private final RegressionErrors errors = new RegressionErrors();
    private final List<List<RegressionErrors>> groupErrors = new ArrayList<>();
    private final List<long[]> groupRows = new ArrayList<>();

    RegressionMeasures(LabelledRows rows, Predictions wanted, Optional<PairedRows> paired) throws IOException {
        this.rows = rows;
        this.table = rows.table();
        this.wanted = wanted;
        this.paired = paired;
        this.pointer = table.columns().label() + ", " + table.columns().prediction();
        if (!table.hasPredictions()) {
            throw new EvidenceException("a regression needs a prediction column");
        }
        requireNumbers(rows, "label", table.columns().label(), rows.labels());
        requireNumbers(rows, "prediction", table.columns().prediction(), rows.predictions());
        if (paired.isPresent()) {
            LabelledRows before = paired.get().before();
            requireNumbers(before, "prediction", "baseline " + table.columns().prediction(), before.predictions());
        }
    }

    private static void requireNumbers(LabelledRows rows, String column, String name, ValueProfile profile)
            throws IOException {
        if (!profile.numeric()) {
            PredictionTable.Trouble text = profile.notNumber();
            throw new EvidenceException("column '" + name + "': a regression needs numbers, but " + text.where()
                    + " with '" + rows.table().shown(column, text.firstRow()) + "'");
        }
        PredictionTable.Trouble infinite =
                rows.table().trouble(rows.condition() + " AND NOT isfinite(" + ValueProfile.number(column) + ")");
        if (infinite.isThere()) {
            throw new EvidenceException("column '" + name + "': infinite in " + infinite.where());
        }
    }

    void record(Recorder out) throws IOException {
        List<GroupColumn> groups = GroupColumn.find(table, rows.condition(), out);
        read(groups);
        MeasureWriter writer = new MeasureWriter(out, paired.isPresent() ? compare(paired.get()) : Map.of());
        recordAll(writer);
        WorstGroups worst = new WorstGroups();
        for (int g = 0; g < groups.size(); g++) {
            recordGroups(groups.get(g), g, writer, worst);
        }
        worst.record(writer);
    }

    private void read(List<GroupColumn> groups) throws IOException {
        StringBuilder selected = new StringBuilder(LABEL + ", " + PREDICTION + ", " + table.weight());
        for (GroupColumn group : groups) {
            selected.append(", ").append(group.code());
            List<RegressionErrors> each = new ArrayList<>();
            group.values().forEach(value -> each.add(new RegressionErrors()));
            groupErrors.add(each);
            groupRows.add(new long[group.values().size()]);
        }
        table.engine().each("SELECT " + selected + " FROM " + table.sql() + " WHERE " + rows.condition(), this::add);
    }

    private void add(ResultSet row) throws SQLException {
        double label = row.getDouble(1);
        double prediction = row.getDouble(2);
        double weight = row.getDouble(3);
        errors.add(label, prediction, weight);
        for (int g = 0; g < groupErrors.size(); g++) {
            int group = row.getInt(4 + g);
            if (group >= 0) {
                groupErrors.get(g).get(group).add(label, prediction, weight);
                groupRows.get(g)[group]++;
            }
        }
    }

    private void recordAll(MeasureWriter out) throws IOException {
        RegressionErrors.Precision precision = precision();
        long n = rows.count();
        out.loss("mse", Slice.ALL, errors.mse(), pointer);
        out.loss("rmse", Slice.ALL, errors.rmse(), n, precision.ofRmse(), pointer);
        out.loss("mae", Slice.ALL, errors.mae(), pointer);
        WeightedMean mape = errors.mape();
        out.put(
                "mape",
                Slice.ALL,
                new Amount(
                        mape.value(), Unit.RATIO, Direction.LOWER, MeasureWriter.mean(mape.n(), mape.standardError())),
                pointer);
        out.loss("median_absolute_error", Slice.ALL, median(), n, Double.NaN, pointer);
        out.loss("max_error", Slice.ALL, errors.maxError(), n, Double.NaN, pointer);
        if (Double.isNaN(errors.r2())) {
            String why = "all labels are equal, so that there is nothing to explain";
            out.error("r2", Slice.ALL, Direction.HIGHER, why, pointer);
            out.error("explained_variance", Slice.ALL, Direction.HIGHER, why, pointer);
        } else {
            explained("r2", errors.r2(), precision.ofR2(), out);
            explained("explained_variance", errors.explainedVariance(), precision.ofExplainedVariance(), out);
        }
    }

    private void explained(String name, double value, double error, MeasureWriter out) throws IOException {
        Sampling sampling = MeasureWriter.mean(rows.count(), error);
        out.put(name, Slice.ALL, new Amount(value, Unit.NUMBER, Direction.HIGHER, sampling), pointer);
    }

    private RegressionErrors.Precision precision() throws IOException {
        RegressionErrors.Precision precision = errors.precision();
        table.engine()
                .each(
                        "SELECT " + LABEL + ", " + PREDICTION + ", " + table.weight() + " FROM " + table.sql()
                                + " WHERE " + rows.condition(),
                        row -> precision.add(row.getDouble(1), row.getDouble(2), row.getDouble(3)));
        return precision;
    }

    private double median() throws IOException {
        WeightedMedian median = new WeightedMedian(errors.mae().weight());
        table.engine()
                .each(
                        "SELECT abs(" + PREDICTION + " - " + LABEL + ") AS e, " + table.weight() + " FROM "
                                + table.sql() + " WHERE " + rows.condition() + " ORDER BY e, rowid",
                        row -> median.add(row.getDouble(1), row.getDouble(2)));
        return median.value();
    }

    private void recordGroups(GroupColumn column, int g, MeasureWriter out, WorstGroups worst) throws IOException {
        Optional<Amount> worstMae = Optional.empty();
        Optional<Amount> worstRmse = Optional.empty();
        for (int group = 0; group < column.values().size(); group++) {
            RegressionErrors own = groupErrors.get(g).get(group);
            long n = groupRows.get(g)[group];
            Slice slice = column.slice(group);
            out.put("rows", slice, new Amount(n, Unit.COUNT, Direction.HIGHER, Sampling.UNKNOWN), column.name());
            WeightedMean mse = own.mse();
            double rmseError = own.rmse() > 0 ? mse.standardError() / (2 * own.rmse()) : 0;
            Amount mae = loss(own.mae().value(), own.mae().n(), own.mae().standardError());
            Amount rmse = loss(own.rmse(), mse.n(), rmseError);
            out.put("mae", slice, mae, column.name());
            out.put("rmse", slice, rmse, column.name());
            if (n < wanted.minimumGroup() || !mae.isPresent()) {
                out.note("the group '" + ColumnNames.shortened(column.values().get(group)) + "' of '" + column.name()
                        + "' has " + n + (n == 1 ? " row" : " rows")
                        + (n < wanted.minimumGroup() ? ", fewer than " + wanted.minimumGroup() : " without weight")
                        + ", and does not decide");
            } else {
                worstMae = larger(worstMae, mae);
                worstRmse = larger(worstRmse, rmse);
            }
        }
        recordWorst("fairness.worst_group_mae", worstMae, column, out, worst);
        recordWorst("fairness.worst_group_rmse", worstRmse, column, out, worst);
    }

    private static Amount loss(double value, long n, double error) {
        return new Amount(value, Unit.NUMBER, Direction.LOWER, MeasureWriter.mean(n, error));
    }

    private static Optional<Amount> larger(Optional<Amount> one, Amount other) {
        return one.isPresent() && one.get().value() >= other.value() ? one : Optional.of(other);
    }

    private static void recordWorst(
            String name, Optional<Amount> amount, GroupColumn column, MeasureWriter out, WorstGroups worst)
            throws IOException {
        Slice slice = Slice.of("groups", column.name());
        if (amount.isPresent()) {
            out.put(name, slice, amount.get(), column.name());
            worst.found(name, amount.get(), column.name());
        } else {
            String why = "no group of '" + column.name() + "' decides";
            out.error(name, slice, Direction.LOWER, why, column.name());
            worst.missing(name, Direction.LOWER, why, column.name());
        }
    }

    /** The two versions' errors on the same rows. */
    private Map<String, Paired> compare(PairedRows pairs) throws IOException {
        RegressionErrors before = new RegressionErrors();
        WeightedMean mae = new WeightedMean();
        WeightedMean mse = new WeightedMean();
        WeightedMean rmse = new WeightedMean();
        each(pairs, (label, ours, theirs, weight) -> before.add(label, theirs, weight));
        each(pairs, (label, ours, theirs, weight) -> {
            double error = ours - label;
            double other = theirs - label;
            mae.add(Math.abs(error) - Math.abs(other), weight);
            mse.add(error * error - other * other, weight);
            rmse.add(errors.rmseInfluence(label, ours) - before.rmseInfluence(label, theirs), weight);
        });
        Map<String, Paired> compared = new LinkedHashMap<>();
        compared.put("mae", PairedClassification.loss(errors.mae().value(), mae));
        compared.put("mse", PairedClassification.loss(errors.mse().value(), mse));
        // The mean influence is 0; the difference of the roots is what it is, its error is the influences'.
        double difference = errors.rmse() - before.rmse();
        compared.put(
                "rmse", PairedClassification.difference(errors.rmse(), difference, rmse.n(), rmse.standardError()));
        return compared;
    }

    private interface Pair {
        void see(double label, double ours, double theirs, double weight);
    }

    private void each(PairedRows pairs, Pair pair) throws IOException {
        String here = LABEL + " AS y, " + PREDICTION + " AS c, " + table.weight() + " AS w";
        String joined = pairs.joined(here, PREDICTION + " AS b");
        table.engine()
                .each(
                        "SELECT y, c, b, w FROM " + joined + " ORDER BY place",
                        row -> pair.see(row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)));
    }
}
