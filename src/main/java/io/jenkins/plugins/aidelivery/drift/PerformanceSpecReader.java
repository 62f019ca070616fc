package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.performance.Metric;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules.Change;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules.Limits;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import io.jenkins.plugins.aidelivery.spec.Suggestion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how good predictions have to be: the words are a gate's. */
final class PerformanceSpecReader {
    private static final String KEY = "performance";
    private static final String BASELINE = "baseline";
    private static final List<String> WAYS = List.of("tolerance", "max-drop", "max-rise");

    private PerformanceSpecReader() {}

    static PerformanceRules read(SpecCursor in) {
        if (in.isWritten(KEY) && in.isFalse(KEY)) {
            return PerformanceRules.NONE;
        }
        Map<Metric, Limits> limits = new LinkedHashMap<>();
        in.mapping(KEY)
                .ifPresent(metrics -> metrics.members().forEach((id, node) -> {
                    Optional<Metric> metric = Metric.named(id);
                    if (metric.isEmpty()) {
                        List<String> ids =
                                Arrays.stream(Metric.values()).map(Metric::id).toList();
                        metrics.fault(
                                id,
                                "is no metric of predictions; there are " + String.join(", ", ids)
                                        + Suggestion.question(ids, id));
                    } else {
                        limits(metrics, id, node, metric.get()).ifPresent(read -> limits.put(metric.get(), read));
                    }
                }));
        return new PerformanceRules(true, limits);
    }

    private static Optional<Limits> limits(SpecCursor metrics, String id, SpecNode node, Metric metric) {
        if (node instanceof SpecNode.Scalar scalar && scalar.text().equals("false")) {
            return Optional.of(new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return metrics.child(id, node).map(in -> limits(in, metric));
    }

    private static Limits limits(SpecCursor in, Metric metric) {
        Optional<Double> min = limit(in, "min");
        Optional<Double> max = limit(in, "max");
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            in.fault(
                    "max",
                    "contradicts min: nothing is at least " + Figures.number(min.get()) + " and at most "
                            + Figures.number(max.get()));
        }
        Optional<Change> change = in.isWritten(BASELINE)
                ? change(in, metric)
                : PerformanceRules.usual(metric).change();
        Limits limits = new Limits(min, max, change, in.flag("critical"));
        if (in.members().isEmpty()) {
            in.fault("", "at least one of min, max, baseline, critical was expected");
        }
        in.done();
        return limits;
    }

    private static Optional<Double> limit(SpecCursor in, String key) {
        Optional<Quantity> quantity = in.quantity(key);
        quantity.filter(found -> found.unit() != Unit.NUMBER && found.unit() != Unit.RATIO)
                .ifPresent(found -> in.fault(key, "a plain number was expected, not " + found));
        return quantity.map(Quantity::value);
    }

    private static Optional<Change> change(SpecCursor in, Metric metric) {
        if (in.isFalse(BASELINE)) {
            return Optional.empty();
        }
        return in.mapping(BASELINE).flatMap(inner -> way(inner, metric));
    }

    private static Optional<Change> way(SpecCursor in, Metric metric) {
        Optional<Change> change = Optional.empty();
        String other = metric.isHigherBetter() ? "max-rise" : "max-drop";
        for (String way : WAYS) {
            Optional<Quantity> quantity = in.quantity(way);
            if (quantity.isPresent()) {
                if (quantity.get().value() < 0) {
                    in.fault(way, "0 or more was expected");
                } else if (way.equals(other)) {
                    in.fault(
                            way,
                            metric.id() + " is better the " + (metric.isHigherBetter() ? "higher" : "lower")
                                    + " it is; say " + (metric.isHigherBetter() ? "max-drop" : "max-rise"));
                }
                change = Optional.of(
                        new Change(quantity.get().value(), quantity.get().unit() == Unit.RATIO));
            }
        }
        if (WAYS.stream().filter(in::isWritten).count() != 1) {
            in.fault("", "exactly one of tolerance, max-drop and max-rise was expected; 1% is relative, 0.01 absolute");
        }
        in.done();
        return change;
    }
}
