package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Mover;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.drift.performance.Estimate;
import io.jenkins.plugins.aidelivery.drift.performance.Metric;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules.Change;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules.Limits;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.MultipleTesting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what became of the metrics: worse by more than may be, and more than chance explains. */
final class PerformanceJudge {
    /** What ids of estimates begin with. */
    static final String ESTIMATED = "estimated_";

    /** How often a change that counts as detectable is found. */
    static final double POWER = 0.9;

    private final PerformanceRules rules;
    private final double alpha;
    private final Map<Metric, Estimate> before;
    private final Map<Metric, Estimate> now;
    private final boolean estimated;
    private final Map<Metric, Double> adjusted;

    /**
     * @param before by metric; empty if the reference has no labels
     * @param estimated whether the current metrics are estimates without labels
     */
    PerformanceJudge(
            PerformanceRules rules,
            double alpha,
            Map<Metric, Estimate> before,
            Map<Metric, Estimate> now,
            boolean estimated) {
        this.rules = rules;
        this.alpha = alpha;
        this.before = before;
        this.now = now;
        this.estimated = estimated;
        this.adjusted = adjusted();
    }

    /** The metrics tell of the same rows: chance has as many tries as are judged. */
    private Map<Metric, Double> adjusted() {
        List<Metric> family = now.keySet().stream()
                .filter(metric -> rules.of(metric).change().isPresent() && isComparable(metric))
                .toList();
        double[] p = MultipleTesting.benjaminiHochberg(family.stream()
                .mapToDouble(metric -> now.get(metric).p(before.get(metric)))
                .toArray());
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (int i = 0; i < p.length; i++) {
            values.put(family.get(i), p[i]);
        }
        return values;
    }

    private boolean isComparable(Metric metric) {
        return before.containsKey(metric)
                && before.get(metric).isCertain()
                && now.get(metric).isCertain();
    }

    List<TableCheck> checks(List<Mover> mistakes) {
        List<TableCheck> checks = new ArrayList<>();
        for (Metric metric : now.keySet()) {
            checks.add(check(metric, metric == Metric.ACCURACY ? mistakes : List.of()));
        }
        new DriftScore(rules, before, now).check(estimated).ifPresent(checks::add);
        return checks;
    }

    /** What was found of one metric. */
    private record Finding(Outcome outcome, String reason) {}

    private TableCheck check(Metric metric, List<Mover> movers) {
        Limits limits = rules.of(metric);
        Estimate value = now.get(metric);
        Finding finding = byLimits(metric, limits)
                .orElseGet(() -> limits.change().isPresent()
                        ? byChange(metric, limits.change().get())
                        : limits.isJudged()
                                ? new Finding(Outcome.NO_DRIFT, told(metric) + within(limits))
                                : new Finding(Outcome.IGNORED, told(metric) + "; no limit is set"));
        boolean critical = limits.critical().orElse(!estimated) && limits.isJudged();
        return new TableCheck(
                id(metric),
                TableCheck.Group.PERFORMANCE,
                metric.label() + (estimated ? " (estimated)" : ""),
                finding.outcome(),
                finding.reason(),
                critical,
                score(metric, value, limits, finding.outcome()),
                before.containsKey(metric) ? before.get(metric).value() : null,
                movers);
    }

    private String id(Metric metric) {
        return estimated ? ESTIMATED + metric.id() : metric.id();
    }

    // --- against limits of its own

    /** An alarm or a doubt; empty if the limits are kept. */
    private Optional<Finding> byLimits(Metric metric, Limits limits) {
        double value = now.get(metric).value();
        Optional<Double> broken =
                limits.min().filter(min -> value < min).or(() -> limits.max().filter(max -> value > max));
        return broken.map(limit -> {
            String wanted = value < limit ? "at least " : "at most ";
            Figures.Two both = Figures.apart(value, limit, Unit.NUMBER);
            if (isBeyond(metric, limit)) {
                return new Finding(
                        Outcome.DRIFT, both.first() + " now, and " + wanted + both.second() + " is asked for");
            }
            return new Finding(
                    Outcome.UNDERPOWERED,
                    both.first() + " now" + interval(metric) + "; so few rows can't tell whether it is " + wanted
                            + both.second());
        });
    }

    private boolean isBeyond(Metric metric, double limit) {
        Estimate value = now.get(metric);
        if (!value.isCertain()) {
            return true;
        }
        Interval interval = value.interval(1 - alpha);
        return value.value() < limit ? interval.high() < limit : interval.low() > limit;
    }

    private static String within(Limits limits) {
        return limits.min().map(min -> ", at least " + Figures.number(min)).orElse("")
                + limits.max().map(max -> ", at most " + Figures.number(max)).orElse("");
    }

    private String interval(Metric metric) {
        Estimate value = now.get(metric);
        if (!value.isCertain()) {
            return "";
        }
        Interval interval = value.interval(1 - alpha);
        return " [" + Figures.number(interval.low()) + ", " + Figures.number(interval.high()) + "]";
    }

    // --- against the reference

    private double worse(Metric metric) {
        return metric.worse(before.get(metric).value(), now.get(metric).value());
    }

    private Finding byChange(Metric metric, Change change) {
        if (!before.containsKey(metric)) {
            boolean limited =
                    rules.of(metric).min().isPresent() || rules.of(metric).max().isPresent();
            String sentence = told(metric) + within(rules.of(metric)) + "; the reference has no such figure";
            return new Finding(limited ? Outcome.NO_DRIFT : Outcome.IGNORED, sentence);
        }
        if (!isComparable(metric)) {
            return new Finding(Outcome.UNDERPOWERED, told(metric) + "; so few rows can't tell what chance does");
        }
        Estimate old = before.get(metric);
        double allowed = change.of(old.value());
        double worse = worse(metric);
        double slack = old.slack() + now.get(metric).slack();
        String told = told(metric) + ": " + changed(metric, change);
        if (adjusted.getOrDefault(metric, 1.0) <= alpha && worse > 0) {
            if (worse - slack > allowed) {
                return new Finding(Outcome.DRIFT, told + ", and no more than " + most(change) + " may be");
            }
            return worse + slack > allowed
                    ? new Finding(Outcome.UNDECIDED, told + "; " + inCells(change))
                    : new Finding(Outcome.NO_DRIFT, told + ", up to " + most(change) + " may be");
        }
        if (worst(metric) - slack > allowed) {
            String needed =
                    allowed > 0 ? ", needs n ≥ " + Figures.number(old.needed(now.get(metric), allowed, alpha)) : "";
            return new Finding(
                    Outcome.UNDERPOWERED,
                    told + "; so few rows can't rule out " + noun(metric) + " of more than " + most(change) + needed);
        }
        if (worst(metric) > allowed) {
            return new Finding(Outcome.UNDECIDED, told + "; " + inCells(change));
        }
        return new Finding(Outcome.NO_DRIFT, told + (worse > 0 ? ", which chance explains" : ""));
    }

    /** The largest change for the worse that so many rows, and cells, can't rule out. */
    private double worst(Metric metric) {
        Interval difference = now.get(metric).minus(before.get(metric), 1 - alpha);
        return metric.isHigherBetter() ? -difference.low() : difference.high();
    }

    private static String inCells(Change change) {
        return "scores were counted in cells, which leaves open whether it is more than " + most(change);
    }

    private static String noun(Metric metric) {
        return metric.isHigherBetter() ? "a drop" : "a rise";
    }

    private static String most(Change change) {
        return change.relative() ? Figures.percent(change.most()) : Figures.number(change.most());
    }

    /** {@code a drop of 8.5 %}. */
    private String changed(Metric metric, Change change) {
        double worse = worse(metric);
        double old = Math.abs(before.get(metric).value());
        if (!(worse > 0)) {
            return "no " + noun(metric).substring(2);
        }
        return noun(metric) + " of "
                + (change.relative()
                        ? old > 0 ? Figures.percent(worse / old) : "more than all"
                        : Figures.number(worse));
    }

    /** {@code 0.921 before, 0.843 now}. */
    private String told(Metric metric) {
        String word = estimated ? " expected now" : " now";
        if (!before.containsKey(metric)) {
            return Figures.number(now.get(metric).value()) + word;
        }
        Figures.Two both =
                Figures.apart(before.get(metric).value(), now.get(metric).value(), Unit.NUMBER);
        return both.first() + " before, " + both.second() + word;
    }

    // --- figures

    private Score score(Metric metric, Estimate value, Limits limits, Outcome outcome) {
        Optional<Interval> interval = value.isCertain() ? Optional.of(value.interval(1 - alpha)) : Optional.empty();
        boolean comparable = isComparable(metric) && limits.change().isPresent();
        Estimate old = before.get(metric);
        boolean weak = comparable
                && outcome == Outcome.UNDERPOWERED
                && limits.change().get().of(old.value()) > 0;
        return new Score(
                metric.id(),
                metric.label(),
                isUpper(metric, limits) ? ">" : "<",
                value.value(),
                interval.map(Interval::low).orElse(value.value()),
                interval.map(Interval::high).orElse(value.value()),
                threshold(metric, limits),
                null,
                comparable ? (Double) value.p(old) : null,
                adjusted.get(metric),
                weak ? (Long) old.needed(value, limits.change().get().of(old.value()), alpha) : null,
                comparable ? (Double) old.detectable(value, alpha, POWER) : null);
    }

    private static boolean isUpper(Metric metric, Limits limits) {
        boolean onlyMax = limits.max().isPresent()
                && limits.min().isEmpty()
                && limits.change().isEmpty();
        return !metric.isHigherBetter() || onlyMax;
    }

    /** The nearest of those that there are on the side that matters. */
    private double threshold(Metric metric, Limits limits) {
        Optional<Double> own = isUpper(metric, limits) ? limits.max() : limits.min();
        Optional<Double> changed = before.containsKey(metric)
                ? limits.change().map(change -> {
                    double old = before.get(metric).value();
                    return metric.isHigherBetter() ? old - change.of(old) : old + change.of(old);
                })
                : Optional.empty();
        if (own.isEmpty() || changed.isEmpty()) {
            return own.or(() -> changed).orElse(Double.NaN);
        }
        return isUpper(metric, limits) ? Math.min(own.get(), changed.get()) : Math.max(own.get(), changed.get());
    }
}
