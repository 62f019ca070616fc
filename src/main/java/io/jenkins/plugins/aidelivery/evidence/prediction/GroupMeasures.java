package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures.Average;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures.OfClass;
import io.jenkins.plugins.aidelivery.stats.ConfusionMatrix;
import io.jenkins.plugins.aidelivery.stats.GroupGap;
import io.jenkins.plugins.aidelivery.stats.Rate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A classifier's metrics in each group of one column, and how far its groups are apart. */
final class GroupMeasures {
    private final GroupColumn column;
    private final List<ConfusionMatrix> matrices;
    private final int positive;
    private final int minimum;
    private final MeasureWriter out;
    private final WorstGroups worst;
    private final List<Integer> deciding = new ArrayList<>();

    /**
     * @param positive number of the class that is called positive; -1 if none is
     * @param minimum rows below which a group does not decide
     */
    GroupMeasures(
            GroupColumn column,
            List<ConfusionMatrix> matrices,
            int positive,
            int minimum,
            MeasureWriter out,
            WorstGroups worst) {
        this.column = column;
        this.matrices = matrices;
        this.positive = positive;
        this.minimum = minimum;
        this.out = out;
        this.worst = worst;
    }

    void record() throws IOException {
        for (int group = 0; group < matrices.size(); group++) {
            long rows = matrices.get(group).rows();
            boolean decides = rows >= minimum && Rate.right(matrices.get(group)).isDefined();
            if (decides) {
                deciding.add(group);
            } else {
                out.note(described(group)
                        + (rows >= minimum
                                ? " has no weight and does not decide"
                                : " has " + rows + (rows == 1 ? " row" : " rows") + ", fewer than " + minimum
                                        + ", and does not decide"));
            }
            recordGroup(group, rows);
        }
        recordAccuracy();
        if (positive >= 0) {
            recordGaps();
        }
    }

    private void recordGroup(int group, long rows) throws IOException {
        Slice slice = slice(group);
        out.put("rows", slice, new Amount(rows, Unit.COUNT, Direction.HIGHER, Sampling.UNKNOWN), column.name());
        Rate right = Rate.right(matrices.get(group));
        if (!right.isDefined()) {
            out.error("accuracy", slice, Direction.HIGHER, described(group) + " has no weight", column.name());
            return;
        }
        out.rate("accuracy", slice, right, Direction.HIGHER, column.name());
        ClassificationFigures figures = matrices.get(group).figures();
        for (OfClass metric : OfClass.values()) {
            String name = metric.name().toLowerCase(Locale.ROOT);
            if (positive < 0) {
                out.share(name, slice, figures.of(metric, Average.WEIGHTED), rows, column.name());
            } else if (metric == OfClass.F1) {
                out.share(name, slice, figures.of(metric, positive), rows, column.name());
            }
        }
        if (positive >= 0) {
            ConfusionMatrix two = matrices.get(group).against(positive);
            rate("precision", slice, Rate.precise(two), Direction.HIGHER, "no row predicted to be positive");
            rate("recall", slice, Rate.truePositive(two), Direction.HIGHER, "no positive row");
            rate("selection_rate", slice, Rate.selected(two), Direction.NONE, "no row");
            rate("true_positive_rate", slice, Rate.truePositive(two), Direction.HIGHER, "no positive row");
            rate("false_positive_rate", slice, Rate.falsePositive(two), Direction.LOWER, "no negative row");
        }
    }

    private void rate(String name, Slice slice, Rate rate, Direction direction, String without) throws IOException {
        if (rate.isDefined()) {
            out.rate(name, slice, rate, direction, column.name());
        } else {
            out.error(name, slice, direction, "the group has " + without, column.name());
        }
    }

    private void recordAccuracy() throws IOException {
        List<Rate> rates = rates(Rate::right, false);
        pValues("fairness.accuracy_p_value", rates);
        Optional<Rate> least = rates.stream().min((one, other) -> Double.compare(one.value(), other.value()));
        if (least.isEmpty()) {
            missing("fairness.worst_group_accuracy", Direction.HIGHER, "no group of '" + column.name() + "' decides");
        } else {
            Rate rate = least.get();
            Sampling sampling = new Sampling.Share(rate.rows(), rate.trials());
            found("fairness.worst_group_accuracy", new Amount(rate.value(), Unit.RATIO, Direction.HIGHER, sampling));
        }
    }

    private void recordGaps() throws IOException {
        List<Rate> selected = rates(Rate::selected, true);
        pValues("fairness.selection_rate_p_value", selected);
        List<Rate> truePositive = rates(Rate::truePositive, true);
        List<Rate> falsePositive = rates(Rate::falsePositive, true);
        without(truePositive, "positive");
        without(falsePositive, "negative");
        Optional<GroupGap> parity = GroupGap.of(selected);
        Optional<GroupGap> opportunity = GroupGap.of(truePositive);
        Optional<GroupGap> accusation = GroupGap.of(falsePositive);
        String few = "fewer than two groups of '" + column.name() + "' with at least " + minimum + " rows have ";
        gap("demographic_parity", parity, few + "any");
        ratio("fairness.disparate_impact", parity, few + "any");
        gap("equal_opportunity", opportunity, few + "a positive one");
        boolean both = opportunity.isPresent() && accusation.isPresent();
        Optional<GroupGap> wider = !both
                ? Optional.empty()
                : opportunity.get().difference() >= accusation.get().difference() ? opportunity : accusation;
        Optional<GroupGap> smaller = !both
                ? Optional.empty()
                : opportunity.get().ratio() <= accusation.get().ratio() ? opportunity : accusation;
        String why = few + "both positive and negative ones";
        difference("fairness.equalized_odds_difference", wider, why);
        ratio("fairness.equalized_odds_ratio", smaller, why);
    }

    private List<Rate> rates(Function<ConfusionMatrix, Rate> of, boolean two) {
        List<Rate> rates = new ArrayList<>();
        for (int group : deciding) {
            ConfusionMatrix matrix = matrices.get(group);
            rates.add(of.apply(two ? matrix.against(positive) : matrix));
        }
        return rates;
    }

    private void without(List<Rate> rates, String kind) {
        for (int i = 0; i < rates.size(); i++) {
            if (!rates.get(i).isDefined()) {
                out.note(described(deciding.get(i)) + " has no " + kind + " row and no rate among such");
            }
        }
    }

    private void pValues(String name, List<Rate> rates) throws IOException {
        double[] p = GroupGap.againstRest(rates);
        for (int i = 0; i < p.length; i++) {
            if (!Double.isNaN(p[i])) {
                out.put(
                        name,
                        slice(deciding.get(i)),
                        new Amount(p[i], Unit.NUMBER, Direction.NONE, Sampling.UNKNOWN),
                        column.name());
            }
        }
    }

    private void gap(String name, Optional<GroupGap> gap, String why) throws IOException {
        difference("fairness." + name + "_difference", gap, why);
        ratio("fairness." + name + "_ratio", gap, why);
    }

    private void difference(String name, Optional<GroupGap> gap, String why) throws IOException {
        if (gap.isEmpty()) {
            missing(name, Direction.LOWER, why);
            return;
        }
        Rate high = gap.get().highRate();
        Rate low = gap.get().lowRate();
        Sampling sampling = high.isCounted() && low.isCounted()
                ? new Sampling.Difference(counts(high), counts(low))
                : MeasureWriter.mean(high.rows() + low.rows(), gap.get().differenceError());
        found(name, new Amount(gap.get().difference(), Unit.RATIO, Direction.LOWER, sampling));
    }

    private void ratio(String name, Optional<GroupGap> gap, String why) throws IOException {
        if (gap.isEmpty()) {
            missing(name, Direction.HIGHER, why);
            return;
        }
        long rows = gap.get().highRate().rows() + gap.get().lowRate().rows();
        Sampling sampling = MeasureWriter.mean(rows, gap.get().ratioError());
        found(name, new Amount(gap.get().ratio(), Unit.RATIO, Direction.HIGHER, sampling));
    }

    private void found(String name, Amount amount) throws IOException {
        out.put(name, Slice.of("groups", column.name()), amount, column.name());
        worst.found(name, amount, column.name());
    }

    private void missing(String name, Direction direction, String why) throws IOException {
        out.error(name, Slice.of("groups", column.name()), direction, why, column.name());
        worst.missing(name, direction, why, column.name());
    }

    private static Sampling.Counts counts(Rate rate) {
        return new Sampling.Counts(rate.count(), rate.rows());
    }

    private String described(int group) {
        return "the group '" + ColumnNames.shortened(column.values().get(group)) + "' of '" + column.name() + "'";
    }

    private Slice slice(int group) {
        return column.slice(group);
    }
}
