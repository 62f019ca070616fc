package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.gate.GateSpec.Criterion;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Defaults;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Dimension;
import io.jenkins.plugins.aidelivery.gate.GateSpec.MissingEvidence;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Penalty;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Subject;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a complete specification; every fault is found in one go. */
final class GateSpecReader {
    /** Weights are written with a few decimals; a sum this close to 1 was meant to be 1. */
    private static final double WEIGHT_SLACK = 1e-6;

    private static final Set<String> STRATEGIES = new TreeSet<>(Set.of("blue-green", "canary", "rolling"));

    private final List<SpecException.Fault> faults = new ArrayList<>();

    /** @param environment the one that the layers were made for; empty for none */
    static GateSpec read(SpecNode.Mapping spec, String environment) throws SpecException {
        GateSpecReader reader = new GateSpecReader();
        GateSpec gate = reader.gate(new SpecCursor(spec, "", reader.faults), environment);
        if (!reader.faults.isEmpty()) {
            throw new SpecException(reader.faults);
        }
        return gate;
    }

    private GateSpec gate(SpecCursor in, String environment) {
        in.node("$schema");
        in.text("preset");
        Defaults defaults = new Defaults(
                in.oneOf("missing-evidence", MissingEvidence.values(), MissingEvidence::text)
                        .orElse(MissingEvidence.FAIL),
                confidence(in));
        GateSpec gate = new GateSpec(
                subject(in, environment),
                EvidenceSpecReader.read(in),
                dimensions(in, defaults),
                in.number("overall", 0, 100).orElse(0.0),
                defaults);
        if (gate.evidence().isEmpty() && !in.has("evidence")) {
            in.fault("", "'evidence' must say which files to read");
        }
        in.done();
        return gate;
    }

    private static double confidence(SpecCursor in) {
        double level = in.share("confidence").orElse(0.95);
        if (!CriterionSpecReader.isLevel(level)) {
            in.fault("confidence", "a level between 50% and 100% was expected");
        }
        return level;
    }

    private static Subject subject(SpecCursor in, String environment) {
        String strategy = in.text("strategy");
        if (!strategy.isEmpty() && !STRATEGIES.contains(strategy)) {
            in.fault("strategy", "one of " + String.join(", ", STRATEGIES) + " was expected");
        }
        String model = in.text("model");
        return new Subject(model.isEmpty() ? "model" : model, in.text("version"), environment, strategy);
    }

    private List<Dimension> dimensions(SpecCursor in, Defaults defaults) {
        List<Dimension> dimensions = new ArrayList<>();
        Map<String, SpecNode> members = in.members("dimensions");
        in.mapping("dimensions").ifPresent(inner -> {
            members.forEach((name, node) -> inner.child(name, node).ifPresent(cursor -> {
                if (!cursor.has("omit")) {
                    dimensions.add(dimension(name, cursor, defaults));
                }
            }));
            if (!dimensions.isEmpty()) {
                checkSum(
                        inner,
                        "dimensions",
                        dimensions.stream().mapToDouble(Dimension::weight).sum());
            }
        });
        if (dimensions.isEmpty()) {
            in.fault("", "nothing to judge by: give criteria, dimensions or a preset");
        }
        if (in.has("criteria")) {
            in.fault(
                    "criteria",
                    "either criteria, or dimensions (or a preset) that hold them; put these into a dimension");
        }
        return dimensions;
    }

    private Dimension dimension(String name, SpecCursor in, Defaults defaults) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            in.fault("", "a dimension's name has letters, digits, underscores and dashes");
        }
        if (!in.has("weight")) {
            in.fault("", "other dimensions have a weight, this one has none");
        }
        String title = in.text("title");
        Dimension dimension = new Dimension(
                name,
                title.isEmpty() ? title(name) : title,
                in.number("weight", 0, 1).orElse(0.0),
                in.number("threshold", 0, 100).orElse(0.0),
                criteria(in, defaults),
                penalties(in));
        in.done();
        return dimension;
    }

    private static String title(String name) {
        String words = name.replace('_', ' ').replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private List<Criterion> criteria(SpecCursor in, Defaults defaults) {
        List<Criterion> criteria = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<SpecNode> items = in.items("criteria");
        for (int i = 0; i < items.size(); i++) {
            String id = SpecLayers.id(items.get(i));
            in.child("criteria[" + i + "]", items.get(i)).ifPresent(item -> {
                if (!item.has("weight")) {
                    item.fault("", "other criteria of this dimension have a weight, this one has none");
                }
                if (!ids.add(id)) {
                    item.fault("", "'" + id + "' is judged twice in this dimension; give one of the two an 'id'");
                }
                criteria.add(CriterionSpecReader.read(item, id, defaults));
            });
        }
        if (items.isEmpty()) {
            in.fault("", "a dimension needs 'criteria'");
        } else {
            checkSum(
                    in,
                    "criteria",
                    criteria.stream().mapToDouble(Criterion::weight).sum());
        }
        return criteria;
    }

    private static void checkSum(SpecCursor in, String what, double sum) {
        if (Math.abs(sum - 1) > WEIGHT_SLACK) {
            in.fault("", "the weights of the " + what + " sum to " + Figures.fixed(sum, 6) + ", not to 1");
        }
    }

    private static List<Penalty> penalties(SpecCursor in) {
        List<Penalty> penalties = new ArrayList<>();
        List<SpecNode> items = in.items("penalties");
        for (int i = 0; i < items.size(); i++) {
            in.child("penalties[" + i + "]", items.get(i)).ifPresent(item -> {
                String measure = item.text("measure");
                if (measure.isEmpty()) {
                    item.fault("", "'measure' must name the relative worsening that costs points");
                }
                penalties.add(new Penalty(
                        measure,
                        item.number("per-percent", 0, 100).orElse(1.0),
                        item.number("max", 0, 100).orElse(100.0),
                        item.share("tolerance").orElse(0.0)));
                item.done();
            });
        }
        return penalties;
    }
}
