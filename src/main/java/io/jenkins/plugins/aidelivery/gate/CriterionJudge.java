package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.gate.GateSpec.Criterion;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Limits;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Selection;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.Observed;
import io.jenkins.plugins.aidelivery.gate.Scorecard.Points;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Source;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges single criteria. */
final class CriterionJudge {
    private static final double FULL = 100;

    /** What an undecided criterion earns until somebody decides it. */
    private static final double UNDECIDED = 50;

    private static final Source NOWHERE = new Source("", "", "");

    private final Measures measures;
    private final Optional<Baseline> baseline;
    private final double confidence;
    private MeasureNames names;

    CriterionJudge(Measures measures, Optional<Baseline> baseline, double confidence) {
        this.measures = measures;
        this.baseline = baseline;
        this.confidence = confidence;
    }

    CriterionResult judge(Criterion criterion) {
        Selection selection = criterion.selection();
        List<Measure> selected = selected(selection);
        boolean each = !selection.each().isEmpty();
        if (selected.isEmpty()) {
            MeasureId id = new MeasureId(selection.measure(), selection.slice());
            return each
                    ? missing(
                            criterion,
                            Slice.ALL,
                            "no evidence has '" + selection.measure() + "' by '" + selection.each() + "'")
                    : missing(criterion, id.slice(), notFound(id));
        }
        return each ? judgeEach(criterion, selected) : judge(criterion, selected.get(0));
    }

    /** The measures that a criterion is about, in the order of their slices; empty where there is no evidence. */
    List<Measure> selected(Selection selection) {
        if (selection.each().isEmpty()) {
            return measures.find(new MeasureId(selection.measure(), selection.slice())).stream()
                    .toList();
        }
        return measures.named(selection.measure()).stream()
                .filter(measure -> measure.slice().parts().size() == 1
                        && measure.slice().parts().containsKey(selection.each()))
                .toList();
    }

    private CriterionResult judgeEach(Criterion criterion, List<Measure> slices) {
        record Judged(CriterionResult result, double badness) {
            double score() {
                return result.points().score();
            }
        }
        List<Judged> judged = new ArrayList<>();
        for (Measure slice : slices) {
            CriterionResult result = judge(criterion, slice);
            judged.add(
                    new Judged(result, badness(criterion, result, slice.amount().direction())));
        }
        CriterionResult worst = judged.stream()
                .min(Comparator.comparingInt((Judged one) ->
                                criterion.policy().gravity(one.result().outcome()))
                        .thenComparingDouble(Judged::score)
                        .thenComparing(Judged::badness, Comparator.reverseOrder()))
                .orElseThrow()
                .result();
        // A slice that fails near its target must not lift the score over that of one which is far from it, nor one
        // that can't be read over those that can.
        double least = judged.stream()
                .mapToDouble(Judged::score)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        return new CriterionResult(
                worst.id(),
                worst.measure(),
                worst.slice(),
                worst.outcome(),
                worst.reason() + " (worst of " + slices.size() + ")",
                points(criterion, least),
                worst.observed(),
                worst.limit(),
                worst.source());
    }

    /** Of two slices that fare alike the one that lost more against the baseline, or is nearer to its limit, decides. */
    private static double badness(Criterion criterion, CriterionResult result, Direction direction) {
        Limits limits = criterion.limits();
        Observed observed = result.observed();
        boolean rising = limits.min().isEmpty() && (limits.max().isPresent() || direction == Direction.LOWER);
        boolean compared = limits.min().isEmpty()
                && limits.max().isEmpty()
                && limits.target().isEmpty()
                && Double.isFinite(observed.baseline());
        double value = compared ? observed.value() - observed.baseline() : observed.value();
        return rising ? value : -value;
    }

    private CriterionResult judge(Criterion criterion, Measure measure) {
        Optional<Measure> accepted = baseline.flatMap(known -> known.find(measure.id()));
        if (!measure.status().isOk()) {
            Outcome outcome = switch (measure.status().state()) {
                case FAILED -> Outcome.FAIL;
                case MISSING -> Outcome.MISSING;
                case STALE -> Outcome.STALE;
                default -> Outcome.ERROR;
            };
            double score = outcome == Outcome.FAIL ? 0 : scoreWithoutEvidence(criterion);
            return result(
                    criterion, measure, accepted, outcome, measure.status().reason(), score);
        }
        List<Check> checks = checks(criterion, measure, accepted);
        Outcome outcome = checks.stream()
                .map(Check::outcome)
                .min(Comparator.comparing(criterion.policy()::gravity))
                .orElseThrow();
        String reason = checks.stream().map(Check::sentence).collect(Collectors.joining("; "));
        String gaps =
                checks.stream().map(Check::gap).filter(gap -> !gap.isEmpty()).collect(Collectors.joining(", "));
        return result(
                criterion,
                measure,
                accepted,
                outcome,
                gaps.isEmpty() ? reason : reason + ": " + gaps,
                score(criterion, measure.amount(), outcome));
    }

    private List<Check> checks(Criterion criterion, Measure measure, Optional<Measure> accepted) {
        Limits limits = criterion.limits();
        Optional<Double> level = criterion.policy().confidence();
        LimitCheck check = new LimitCheck(measure.amount());
        List<Check> checks = new ArrayList<>();
        limits.min().ifPresent(min -> checks.add(check.min(min, level)));
        limits.max().ifPresent(max -> checks.add(check.max(max, level)));
        limits.baseline()
                .ifPresent(limit -> checks.add(new BaselineCheck(limit, confidence).check(measure, accepted, level)));
        limits.target().ifPresent(target -> checks.add(target(measure.amount(), limits, target, checks.isEmpty())));
        return checks;
    }

    /** A target earns points in proportion and fails nothing; it only can't be held against the wrong unit. */
    private static Check target(Amount amount, Limits limits, Quantity target, boolean alone) {
        Optional<String> mismatch =
                LimitCheck.mismatch(amount.unit(), target, Figures.format(amount.value(), amount.unit()));
        if (mismatch.isPresent()) {
            return Check.error(mismatch.get());
        }
        if (wanted(amount, limits) == Direction.NONE) {
            return Check.error("nobody said which way this measure gets better, so it has no target;"
                    + " give min or max, or the value's direction where it is read");
        }
        String share = Figures.score(FULL * closeness(amount, limits, target)) + " %";
        return Check.pass(
                alone
                        ? Figures.format(amount.value(), amount.unit()) + " is " + share + " of the target "
                                + Figures.format(target.value(), amount.unit())
                        : share + " of the target");
    }

    /** Which way is better: what the evidence says, else what follows from the only limit. */
    private static Direction wanted(Amount amount, Limits limits) {
        if (amount.direction() != Direction.NONE
                || limits.min().isPresent() == limits.max().isPresent()) {
            return amount.direction();
        }
        return limits.min().isPresent() ? Direction.HIGHER : Direction.LOWER;
    }

    private static double score(Criterion criterion, Amount amount, Outcome outcome) {
        if (outcome.isWithoutEvidence()) {
            return scoreWithoutEvidence(criterion);
        }
        if (outcome == Outcome.NOT_COMPARED) {
            return Double.NaN;
        }
        return criterion
                .limits()
                .target()
                .map(target -> FULL * closeness(amount, criterion.limits(), target))
                .orElseGet(() -> switch (outcome) {
                    case PASS -> FULL;
                    case INCONCLUSIVE -> UNDECIDED;
                    default -> 0.0;
                });
    }

    /** Nothing is earned without evidence, and where that is tolerated nothing counts. */
    private static double scoreWithoutEvidence(Criterion criterion) {
        return criterion.policy().missing() == GateSpec.MissingEvidence.FAIL ? 0 : Double.NaN;
    }

    /** How much of the target is reached, 0 … 1: value / target, or target / value where lower is better. */
    private static double closeness(Amount amount, Limits limits, Quantity target) {
        double value = amount.value();
        double wanted = target.value();
        boolean lower = wanted(amount, limits) == Direction.LOWER;
        if (lower ? value <= wanted : value >= wanted) {
            return 1;
        }
        // Below zero the ratio turns round: -2 is half as good as -1 where higher is better.
        boolean inverted = lower != (value < 0 && wanted < 0);
        double share = inverted ? wanted / value : value / wanted;
        return Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
    }

    private CriterionResult result(
            Criterion criterion,
            Measure measure,
            Optional<Measure> accepted,
            Outcome outcome,
            String reason,
            double score) {
        Amount amount = measure.amount();
        Optional<Interval> interval =
                Intervals.of(amount, criterion.policy().confidence().orElse(confidence));
        double before = measure.pairedComparison()
                .map(paired -> paired.baseline())
                .orElseGet(() -> accepted.map(known -> known.amount().value()).orElse(Double.NaN));
        Observed observed = new Observed(
                amount.value(),
                amount.unit(),
                interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN),
                Intervals.observations(amount),
                before);
        return new CriterionResult(
                criterion.id(),
                measure.name(),
                measure.slice(),
                outcome,
                reason,
                points(criterion, score),
                observed,
                limit(criterion, amount.unit()),
                measure.source());
    }

    private CriterionResult missing(Criterion criterion, Slice slice, String reason) {
        return new CriterionResult(
                criterion.id(),
                criterion.selection().measure(),
                slice,
                Outcome.MISSING,
                reason,
                points(criterion, scoreWithoutEvidence(criterion)),
                Observed.NOTHING,
                limit(criterion, Unit.NUMBER),
                NOWHERE);
    }

    private static Points points(Criterion criterion, double score) {
        return new Points(score, criterion.weight(), criterion.policy().critical());
    }

    /** Only made where a measure is missing. */
    private MeasureNames names() {
        if (names == null) {
            names = new MeasureNames(measures);
        }
        return names;
    }

    private String notFound(MeasureId id) {
        String slices = measures.named(id.name()).stream()
                .limit(3)
                .map(measure -> measure.id().toString())
                .collect(Collectors.joining(", "));
        if (!slices.isEmpty()) {
            return "no evidence has '" + id + "'; there is " + slices;
        }
        return "no evidence has '" + id + "'" + names().question(id.name());
    }

    private static String limit(Criterion criterion, Unit unit) {
        List<String> parts = new ArrayList<>();
        Limits limits = criterion.limits();
        limits.min().ifPresent(min -> parts.add("≥ " + limit(min, unit)));
        limits.max().ifPresent(max -> parts.add("≤ " + limit(max, unit)));
        limits.baseline().ifPresent(limit -> parts.add(BaselineCheck.text(limit)));
        limits.target().ifPresent(target -> parts.add("target " + shown(target, unit)));
        String text = String.join(", ", parts);
        return criterion
                .policy()
                .confidence()
                .map(level -> text + " at " + Figures.percent(level))
                .orElse(text);
    }

    private static String limit(Quantity limit, Unit unit) {
        return LimitCheck.inPercent(limit) ? Figures.share(limit.value()) : shown(limit, unit);
    }

    private static String shown(Quantity limit, Unit unit) {
        return Figures.format(limit.value(), limit.unit() == Unit.NUMBER ? unit : limit.unit());
    }
}
