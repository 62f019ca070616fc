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
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecLayers;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        in.name("id", "a name was expected");
        Criterion criterion = new Criterion(
                id,
                selection(in),
                limits(in),
                in.number("weight", 0, 1).orElse(GateSpecReader.UNREAD),
                policy(in, defaults),
                in.text("advice"));
        in.done();
        return criterion;
    }

    /** What a criterion is called: its id, or its measure with the part of the data that it is about. */
    static String id(SpecNode criterion) {
        if (!(criterion instanceof SpecNode.Mapping mapping)) {
            return "";
        }
        String id = SpecLayers.text(mapping, "id");
        if (!id.isEmpty()) {
            return id;
        }
        StringBuilder name = new StringBuilder(SpecLayers.text(mapping, "measure"));
        if (mapping.entries().get("slice") instanceof SpecNode.Mapping slice) {
            List<String> parts = new ArrayList<>();
            new TreeMap<>(slice.entries())
                    .forEach((key, value) ->
                            parts.add(key + "=" + (value instanceof SpecNode.Scalar scalar ? scalar.text() : "")));
            name.append('[').append(String.join(",", parts)).append(']');
        }
        String each = SpecLayers.text(mapping, "each");
        return each.isEmpty() ? name.toString() : name + "[each " + each + "]";
    }

    private static Selection selection(SpecCursor in) {
        String needed = "'measure' must name what is judged";
        String measure = in.name("measure", needed).orElse("");
        if (!in.isWritten("measure")) {
            in.fault("", needed);
        }
        Map<String, String> slice = new TreeMap<>();
        if (in.has("slice")) {
            in.members("slice").forEach((name, node) -> {
                if (node instanceof SpecNode.Scalar value && !value.isNull()) {
                    slice.put(name, value.text());
                } else {
                    in.fault("slice", "a text was expected for " + name + ", not " + node.kind());
                }
            });
            if (in.isEmptyMapping("slice")) {
                in.fault("slice", "a part of the data was expected, such as { class: malignant }");
            }
        }
        String each = in.name("each", "the name of a column was expected").orElse("");
        if (in.isWritten("each") && in.isWritten("slice")) {
            in.fault("each", "either one 'slice' or 'each' of them, not both");
        }
        return new Selection(measure, Slice.of(slice), each);
    }

    private static Limits limits(SpecCursor in) {
        Limits limits = new Limits(in.quantity("min"), in.quantity("max"), in.quantity("target"), baseline(in));
        boolean bounded = Stream.of("min", "max", "target").anyMatch(in::isWritten);
        // One that can't be read has been complained of already.
        if (!bounded && (!in.isWritten("baseline") || in.isFalse("baseline"))) {
            in.fault("", "at least one of min, max, target or baseline must say what is wanted");
        }
        contradictions(in, limits);
        return limits;
    }

    private static void contradictions(SpecCursor in, Limits limits) {
        List<Unit> units = Stream.of(limits.min(), limits.max(), limits.target())
                .flatMap(Optional::stream)
                .map(Quantity::unit)
                .filter(unit -> unit != Unit.NUMBER)
                .distinct()
                .toList();
        if (units.size() > 1) {
            in.fault(
                    "",
                    "a measure has one unit, but its limits are in "
                            + units.get(0).text() + " and " + units.get(1).text());
            return;
        }
        double min = limits.min().map(Quantity::value).orElse(Double.NEGATIVE_INFINITY);
        double max = limits.max().map(Quantity::value).orElse(Double.POSITIVE_INFINITY);
        if (min > max) {
            in.fault(
                    "max",
                    "contradicts min: nothing is at least " + limits.min().orElseThrow() + " and at most "
                            + limits.max().orElseThrow());
        } else if (limits.target().filter(target -> target.value() < min).isPresent()) {
            in.fault("target", "is below min, so every value that passes has all points");
        } else if (limits.target().filter(target -> target.value() > max).isPresent()) {
            in.fault("target", "is above max, so no value that passes can reach it");
        }
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
                in.fault(
                        "baseline",
                        "true, or a mapping with tolerance, max-drop or max-rise was expected, not " + scalar.kind());
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
        if (given != 1
                && WAYS.stream().filter(way -> in.isWritten(way.getKey())).count() != 1) {
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
        Optional<Double> confidence = in.level("confidence");
        // What is critical is never left out because a default is lenient.
        MissingEvidence policy = critical ? MissingEvidence.FAIL : missing.orElse(defaults.missing());
        return new Policy(critical, confidence, policy);
    }
}
