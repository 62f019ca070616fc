package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.gate.GateSpec.Criterion;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Dimension;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Penalty;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Paired;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges dimensions: the weighted mean of their criteria's points, less penalties. */
final class DimensionJudge {
    /** Scores are sums of a few products; what misses a threshold by less was meant to reach it. */
    static final double SLACK = 1e-9;

    private static final double FULL = 100;

    private final Measures measures;
    private final Optional<Baseline> baseline;
    private final CriterionJudge criteria;

    DimensionJudge(Measures measures, Optional<Baseline> baseline, double confidence) {
        this.measures = measures;
        this.baseline = baseline;
        this.criteria = new CriterionJudge(measures, baseline, confidence);
    }

    /**
     * A dimension's result with the best that it could still become.
     *
     * @param result as it is shown
     * @param best score if every undecided criterion passed; NaN if nothing could be judged
     */
    record Judged(DimensionResult result, double best) {}

    Judged judge(Dimension dimension) {
        List<CriterionResult> results = new ArrayList<>();
        double weight = 0;
        double sum = 0;
        double best = 0;
        boolean undecided = false;
        boolean failure = false;
        boolean criticalFailure = false;
        for (Criterion criterion : dimension.criteria()) {
            CriterionResult result = criteria.judge(criterion);
            results.add(result);
            double score = result.points().score();
            failure |= result.outcome() == Outcome.FAIL;
            criticalFailure |= criterion.policy().critical() && result.outcome() == Outcome.FAIL;
            if (Double.isFinite(score)) {
                boolean open = result.outcome() == Outcome.INCONCLUSIVE
                        && criterion.limits().target().isEmpty();
                undecided |= result.outcome() == Outcome.INCONCLUSIVE;
                weight += criterion.weight();
                sum += criterion.weight() * score;
                best += criterion.weight() * (open ? FULL : score);
            }
        }
        if (weight == 0) {
            Outcome nothing = results.stream()
                    .map(CriterionResult::outcome)
                    .min(Outcome::compareTo)
                    .orElse(Outcome.MISSING);
            return new Judged(result(dimension, Double.NaN, nothing, results, List.of()), Double.NaN);
        }
        List<String> penalties = new ArrayList<>();
        double off = dimension.penalties().stream()
                .mapToDouble(penalty -> points(penalty, dimension, penalties))
                .sum();
        double score = settled(Math.max(0, sum / weight - off));
        double highest = Math.max(0, best / weight - off);
        Outcome outcome;
        if (criticalFailure || highest < dimension.threshold() - SLACK) {
            outcome = Outcome.FAIL;
        } else if (undecided) {
            // More data could settle the rest of it, but not what has failed.
            outcome = failure ? Outcome.FAIL : Outcome.INCONCLUSIVE;
        } else {
            outcome = Outcome.PASS;
        }
        return new Judged(result(dimension, score, outcome, results, penalties), highest);
    }

    /** A score without the dust of its sums: a script that asks for 100 points must not get 99.99999999999999. */
    static double settled(double score) {
        return Math.rint(score * 1e9) / 1e9;
    }

    private static DimensionResult result(
            Dimension dimension, double score, Outcome outcome, List<CriterionResult> results, List<String> penalties) {
        return new DimensionResult(
                dimension.name(),
                dimension.title(),
                dimension.weight(),
                score,
                dimension.threshold(),
                outcome,
                results,
                penalties);
    }

    /** Points off, and a sentence that says why. */
    private double points(Penalty penalty, Dimension dimension, List<String> sentences) {
        Optional<Measure> measured = measures.find(MeasureId.of(penalty.measure()));
        if (measured.isPresent() && !measured.get().status().isOk()) {
            // What can't be read can't be taken for no regression.
            sentences.add(Figures.fixed(penalty.most(), 1) + " points off: " + penalty.measure() + " can't be used: "
                    + measured.get().status().reason());
            return penalty.most();
        }
        Optional<Worsening> regression = measured.isPresent()
                ? Optional.of(
                        new Worsening(penalty.measure(), measured.get().amount().value()))
                : largestWorsening(dimension);
        double share = regression.map(Worsening::share).orElse(0.0);
        if (share <= penalty.tolerance() + SLACK) {
            return 0;
        }
        double points = Double.isInfinite(share)
                ? penalty.most()
                : Math.min(penalty.most(), penalty.perPercent() * share * 100);
        sentences.add(Figures.fixed(points, 1) + " points off: "
                + regression.orElseThrow().sentence(penalty.tolerance()));
        return points;
    }

    /**
     * A measure that got worse.
     *
     * @param share of the baseline, infinite where that was 0
     */
    private record Worsening(String measure, double share) {
        String sentence(double tolerance) {
            return Double.isInfinite(share)
                    ? measure + " was 0 in the baseline and is worse"
                    : measure + " is " + Figures.percentsApart(share, tolerance).first() + " worse than the baseline";
        }
    }

    private Optional<Worsening> largestWorsening(Dimension dimension) {
        Worsening largest = null;
        for (Criterion criterion : dimension.criteria()) {
            for (Measure measure : criteria.selected(criterion.selection())) {
                Optional<Worsening> worsening = worsening(measure);
                if (worsening.isPresent() && (largest == null || worsening.get().share() > largest.share())) {
                    largest = worsening.get();
                }
            }
        }
        return Optional.ofNullable(largest);
    }

    private Optional<Worsening> worsening(Measure measure) {
        Amount now = measure.amount();
        if (!measure.status().isOk() || now.direction() == Direction.NONE) {
            return Optional.empty();
        }
        Optional<Double> before = measure.pairedComparison()
                .map(Paired::baseline)
                .or(() -> baseline.flatMap(known -> known.find(measure.id()))
                        .map(Measure::amount)
                        .filter(accepted -> accepted.unit() == now.unit())
                        .map(Amount::value))
                .filter(Double::isFinite);
        return before.map(accepted -> {
            double rise = now.value() - accepted;
            double worse = now.direction() == Direction.LOWER ? rise : -rise;
            // From nothing to something there is no percentage, but it is a regression.
            double share = worse == 0 ? 0 : worse / Math.abs(accepted);
            return new Worsening(measure.id().toString(), share);
        });
    }
}
