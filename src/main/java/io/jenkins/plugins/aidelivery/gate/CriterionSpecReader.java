package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.gate.GateSpec.BaselineLimit;
import io.jenkins.plugins.aidelivery.gate.GateSpec.BaselineLimit.Change;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Criterion;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Defaults;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Limits;
import io.jenkins.plugins.aidelivery.gate.GateSpec.MissingEvidence;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Policy;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Selection;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one criterion of a specification. */
final class CriterionSpecReader {
    /** M5: how much worse than the baseline is still no regression, unless the criterion says otherwise. */
    private static final Quantity DEFAULT_TOLERANCE = new Quantity(0.05, Unit.RATIO);

    private static final List<Map.Entry<String, Change>> WAYS = List.of(
            Map.entry("tolerance", Change.WORSE),
            Map.entry("max-drop", Change.DROP),
            Map.entry("max-rise", Change.RISE));

    private CriterionSpecReader() {}

    static Criterion read(SpecCursor in, String id, Defaults defaults) {
        in.text("id");
        Criterion criterion = new Criterion(
                id,
                selection(in),
                limits(in),
                in.number("weight", 0, 1).orElse(0.0),
                policy(in, defaults),
                in.text("advice"));
        in.done();
        return criterion;
    }

    private static Selection selection(SpecCursor in) {
        String measure = in.text("measure");
        if (measure.isEmpty()) {
            in.fault("", "'measure' must name what is judged");
        }
        Map<String, String> slice = new TreeMap<>();
        in.members("slice").forEach((name, node) -> {
            if (node instanceof SpecNode.Scalar value) {
                slice.put(name, value.text());
            } else {
                in.fault("slice", "a text was expected for " + name);
            }
        });
        String each = in.text("each");
        if (!each.isEmpty() && !slice.isEmpty()) {
            in.fault("each", "either one 'slice' or 'each' of them, not both");
        }
        return new Selection(measure, slice, each);
    }

    private static Limits limits(SpecCursor in) {
        Limits limits = new Limits(in.quantity("min"), in.quantity("max"), in.quantity("target"), baseline(in));
        if (limits.min().isEmpty()
                && limits.max().isEmpty()
                && limits.target().isEmpty()
                && limits.baseline().isEmpty()) {
            in.fault("", "at least one of min, max, target or baseline must say what is wanted");
        }
        if (limits.min().isPresent()
                && limits.max().isPresent()
                && limits.min().get().value() > limits.max().get().value()) {
            in.fault(
                    "max",
                    "contradicts min: nothing is at least " + limits.min().get() + " and at most "
                            + limits.max().get());
        }
        if (limits.target().isPresent()) {
            double target = limits.target().get().value();
            if (limits.min().filter(min -> min.value() > target).isPresent()) {
                in.fault("target", "is below min, so every value that passes has all points");
            }
            if (limits.max().filter(max -> max.value() < target).isPresent()) {
                in.fault("target", "is above max, so no value that passes can reach it");
            }
        }
        return limits;
    }

    private static Optional<BaselineLimit> baseline(SpecCursor in) {
        Optional<SpecNode> node = in.node("baseline");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof SpecNode.Scalar scalar) {
            if (scalar.text().equals("true")) {
                return Optional.of(new BaselineLimit(Change.WORSE, DEFAULT_TOLERANCE, true));
            }
            if (!scalar.text().equals("false")) {
                in.fault("baseline", "true, or a mapping with tolerance, max-drop or max-rise was expected");
            }
            return Optional.empty();
        }
        return in.mapping("baseline").flatMap(CriterionSpecReader::baselineLimit);
    }

    private static Optional<BaselineLimit> baselineLimit(SpecCursor in) {
        Optional<BaselineLimit> limit = Optional.empty();
        int given = 0;
        for (Map.Entry<String, Change> way : WAYS) {
            Optional<Quantity> tolerance = in.quantity(way.getKey());
            if (tolerance.isPresent()) {
                given++;
                Quantity quantity = tolerance.get();
                if (quantity.value() < 0) {
                    in.fault(way.getKey(), "0 or more was expected");
                }
                limit = Optional.of(new BaselineLimit(way.getValue(), quantity, quantity.unit() == Unit.RATIO));
            }
        }
        if (given != 1) {
            in.fault("", "exactly one of tolerance, max-drop and max-rise was expected; 1% is relative, 0.01 absolute");
        }
        in.done();
        return limit;
    }

    private static Policy policy(SpecCursor in, Defaults defaults) {
        boolean critical = in.flag("critical").orElse(false);
        Optional<MissingEvidence> missing =
                in.oneOf("missing-evidence", MissingEvidence.values(), MissingEvidence::text);
        if (critical && missing.filter(policy -> policy != MissingEvidence.FAIL).isPresent()) {
            in.fault("missing-evidence", "a critical criterion can't do without its evidence; only 'fail' is possible");
        }
        Optional<Double> confidence = in.share("confidence");
        if (confidence.filter(level -> !isLevel(level)).isPresent()) {
            in.fault("confidence", "a level between 50% and 100% was expected");
            confidence = Optional.empty();
        }
        // What is critical is never left out because a default is lenient.
        MissingEvidence policy = critical ? MissingEvidence.FAIL : missing.orElse(defaults.missing());
        return new Policy(critical, confidence, policy);
    }

    static boolean isLevel(double level) {
        return level > 0.5 && level < 1;
    }
}
