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
import io.jenkins.plugins.aidelivery.measure.Slice;
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
        boolean criticalFailure = false;
        for (Criterion criterion : dimension.criteria()) {
            CriterionResult result = criteria.judge(criterion);
            results.add(result);
            double score = result.points().score();
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
        double score = Math.max(0, sum / weight - off);
        double highest = Math.max(0, best / weight - off);
        Outcome outcome;
        if (criticalFailure || highest < dimension.threshold() - SLACK) {
            outcome = Outcome.FAIL;
        } else if (score < dimension.threshold() - SLACK) {
            outcome = Outcome.INCONCLUSIVE;
        } else {
            outcome = undecided ? Outcome.INCONCLUSIVE : Outcome.PASS;
        }
        return new Judged(result(dimension, score, outcome, results, penalties), highest);
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
        double worsening;
        String what;
        if (measured.isPresent()) {
            if (!measured.get().status().isOk()) {
                // What can't be read can't be taken for no regression.
                sentences.add(Figures.fixed(penalty.most(), 1) + " points off: " + penalty.measure()
                        + " can't be used: " + measured.get().status().reason());
                return penalty.most();
            }
            worsening = measured.get().amount().value();
            what = penalty.measure();
        } else {
            Optional<Worsening> largest = largestWorsening(dimension);
            if (largest.isEmpty()) {
                return 0;
            }
            worsening = largest.get().share();
            what = largest.get().measure();
        }
        if (worsening <= penalty.tolerance()) {
            return 0;
        }
        double points = Math.min(penalty.most(), penalty.perPercent() * worsening * 100);
        sentences.add(Figures.fixed(points, 1) + " points off: " + what + " is " + Figures.percent(worsening)
                + " worse than the baseline");
        return points;
    }

    private record Worsening(String measure, double share) {}

    private Optional<Worsening> largestWorsening(Dimension dimension) {
        Worsening largest = null;
        for (Criterion criterion : dimension.criteria()) {
            MeasureId id = new MeasureId(
                    criterion.selection().measure(),
                    Slice.of(criterion.selection().slice()));
            Optional<Amount> now =
                    measures.find(id).filter(measure -> measure.status().isOk()).map(Measure::amount);
            Optional<Amount> before = baseline.flatMap(known -> known.find(id)).map(Measure::amount);
            if (now.isPresent() && before.isPresent() && before.get().value() != 0) {
                double change = (now.get().value() - before.get().value())
                        / Math.abs(before.get().value());
                double worse = now.get().direction() == Direction.LOWER ? change : -change;
                boolean known = now.get().direction() != Direction.NONE
                        && now.get().unit() == before.get().unit();
                if (known && (largest == null || worse > largest.share())) {
                    largest = new Worsening(id.toString(), worse);
                }
            }
        }
        return Optional.ofNullable(largest);
    }
}
