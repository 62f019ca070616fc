package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Bound;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Compared;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Judgement;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Metric;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Point;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Both sides over time, rule by rule, with as many points as a chart shows. */
final class MetricHistory {
    private static final double PERCENT = 100;

    private final Map<String, List<Point>> points = new LinkedHashMap<>();

    /** What is measured on the way back is stable alone, and belongs into no comparison. */
    void add(RolloutState before, RolloutJournal.Line line) {
        if (line.event() instanceof RolloutEvent.Evaluated evaluated
                && !before.stage().isGoingBack()) {
            for (MetricVerdict verdict : evaluated.evaluation().verdicts()) {
                Judgement said = Judgement.of(verdict);
                points.computeIfAbsent(said.rule(), name -> new ArrayList<>())
                        .add(new Point(evaluated.evaluation().to(), said.word(), said.evidence(), said.sides()));
            }
        }
    }

    List<Metric> all(RolloutPlan plan) {
        List<Metric> metrics = new ArrayList<>();
        points.forEach((name, all) -> metrics.add(metric(name, plan.rule(name), thinned(all))));
        return metrics;
    }

    /** Of neighbours the one with the most evidence of harm; the first and the last are always there. */
    static List<Point> thinned(List<Point> all) {
        int most = RolloutHistory.MOST_POINTS;
        if (all.size() <= most) {
            return all;
        }
        List<Point> some = new ArrayList<>();
        some.add(all.get(0));
        int inner = all.size() - 2;
        for (int i = 0; i < most - 2; i++) {
            int from = 1 + (int) ((long) inner * i / (most - 2));
            int to = 1 + (int) ((long) inner * (i + 1) / (most - 2));
            Point worst = all.get(from);
            for (Point each : all.subList(from, to)) {
                worst = each.evidence() > worst.evidence() ? each : worst;
            }
            some.add(worst);
        }
        some.add(all.get(all.size() - 1));
        return some;
    }

    private static Metric metric(String name, Optional<Rule> known, List<Point> points) {
        List<Bound> limits = known.map(MetricHistory::bounds).orElse(List.of());
        if (known.isEmpty()) {
            return new Metric(name, "", Unit.RATIO, Compared.ASKED, limits, points);
        }
        if (known.get() instanceof Rule.Rate) {
            return new Metric(name, "", Unit.RATIO, Compared.RATIO, limits, points);
        }
        Rule rule = known.get();
        if (rule instanceof Rule.Latency latency) {
            String label = "p" + Figures.number(latency.quantile() * PERCENT);
            return new Metric(name, label, Unit.SECONDS, Compared.RATIO, limits, points);
        }
        if (rule instanceof Rule.Outputs outputs) {
            List<Bound> agreement = List.of(new Bound(outputs.agreement(), false));
            return new Metric(name, "agreement", Unit.RATIO, Compared.ITSELF, agreement, points);
        }
        String label = rule instanceof Rule.Score ? "mean" : "";
        return new Metric(name, label, Unit.NUMBER, Compared.DIFFERENCE, limits, points);
    }

    private static List<Bound> bounds(Rule rule) {
        return rule.limits().stream()
                .map(limit -> new Bound(limit.bound(), limit.above()))
                .toList();
    }
}
