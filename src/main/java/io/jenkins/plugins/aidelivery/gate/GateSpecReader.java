package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Criterion;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Defaults;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Dimension;
import io.jenkins.plugins.aidelivery.gate.GateSpec.MissingEvidence;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Omission;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Penalty;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Subject;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a complete specification; every fault is found in one go. */
final class GateSpecReader {
    /** Weights are written with a few decimals; a sum this close to 1 was meant to be 1. */
    static final double WEIGHT_SLACK = 1e-6;

    /** Of a weight that could not be read. */
    static final double UNREAD = Double.NaN;

    private static final Set<String> STRATEGIES = new TreeSet<>(Set.of("blue-green", "canary", "rolling"));

    private final List<SpecException.Fault> faults = new ArrayList<>();
    private final List<Omission> omissions = new ArrayList<>();

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
        in.name("$schema", "the address of a schema was expected");
        in.name("preset", "the name of a preset was expected");
        Defaults defaults = new Defaults(
                in.oneOf("missing-evidence", MissingEvidence.values(), MissingEvidence::text)
                        .orElse(MissingEvidence.FAIL),
                in.level("confidence").orElse(UNREAD));
        Subject subject = subject(in, environment);
        List<EvidenceEntry> evidence = EvidenceSpecReader.read(in);
        if (evidence.isEmpty() && !in.has("evidence")) {
            in.fault("", "'evidence' must say which files to read");
        }
        GateSpec gate = new GateSpec(
                subject,
                evidence,
                dimensions(in, defaults),
                omissions,
                in.number("overall", 0, 100).orElse(0.0),
                defaults);
        // Laid over the rest by now, but a key that may stand here.
        in.isWritten("environments");
        in.done();
        return gate;
    }

    private static Subject subject(SpecCursor in, String environment) {
        String strategies = "one of " + String.join(", ", STRATEGIES) + " was expected";
        String strategy = in.name("strategy", strategies).orElse("");
        if (!strategy.isEmpty() && !STRATEGIES.contains(strategy)) {
            in.fault("strategy", strategies + ", not '" + strategy + "'");
        }
        String model = in.name("model", "the model's name was expected").orElse("model");
        return new Subject(model, in.text("version"), environment, strategy);
    }

    private List<Dimension> dimensions(SpecCursor in, Defaults defaults) {
        List<Dimension> dimensions = new ArrayList<>();
        Map<String, SpecNode> members = in.members("dimensions");
        in.mapping("dimensions").ifPresent(inner -> {
            members.forEach((name, node) -> inner.child(name, node).ifPresent(cursor -> {
                Dimension dimension = dimension(name, cursor, defaults);
                if (cursor.isWritten("omit")) {
                    omissions.add(new Omission(name, cursor.text("omit")));
                } else {
                    dimensions.add(dimension);
                }
            }));
            if (!dimensions.isEmpty()) {
                checkSum(
                        in,
                        "dimensions",
                        dimensions.stream().mapToDouble(Dimension::weight).sum());
            }
        });
        if (!omissions.isEmpty() && omissions.size() == members.size()) {
            in.fault("dimensions", "nothing to judge by: every dimension is left out");
        } else if (in.isEmptyMapping("dimensions")
                || Stream.of("dimensions", "criteria", "preset").noneMatch(in::isWritten)) {
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
            in.fault(
                    "",
                    "a dimension's name begins with a letter and goes on with letters, digits, dashes and underscores");
        }
        boolean omitted = in.isWritten("omit");
        in.name("omit", "a reason was expected: why the dimension is left out");
        if (!omitted && !in.isWritten("weight")) {
            in.fault("", "other dimensions have a weight, this one has none");
        }
        Dimension dimension = new Dimension(
                name,
                in.name("title", "a title for people was expected").orElseGet(() -> title(name)),
                in.number("weight", 0, 1).orElse(UNREAD),
                in.number("threshold", 0, 100).orElse(0.0),
                omitted && !in.isWritten("criteria") ? List.of() : criteria(in, defaults),
                penalties(in));
        in.done();
        return dimension;
    }

    private static String title(String name) {
        String words = name.replace('_', ' ').replace('-', ' ');
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private List<Criterion> criteria(SpecCursor in, Defaults defaults) {
        List<Criterion> criteria = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<SpecNode> items = in.items("criteria");
        for (int i = 0; i < items.size(); i++) {
            String id = CriterionSpecReader.id(items.get(i));
            in.child("criteria[" + i + "]", items.get(i)).ifPresent(item -> {
                if (!item.isWritten("weight")) {
                    item.fault("", "other criteria of this dimension have a weight, this one has none");
                }
                if (!ids.add(id)) {
                    item.fault("", "'" + id + "' is judged twice in this dimension; give one of the two an 'id'");
                }
                criteria.add(CriterionSpecReader.read(item, id, defaults));
            });
        }
        if (!in.isWritten("criteria")) {
            in.fault("", "a dimension needs 'criteria'");
        } else if (in.isEmptyList("criteria")) {
            in.fault("criteria", "at least one criterion was expected");
        } else if (!items.isEmpty()) {
            checkSum(
                    in,
                    "criteria",
                    criteria.stream().mapToDouble(Criterion::weight).sum());
        }
        return criteria;
    }

    private static void checkSum(SpecCursor in, String what, double sum) {
        // Not a number where one weight could not be read: that has been said already.
        if (Math.abs(sum - 1) > WEIGHT_SLACK) {
            in.fault(what, "the weights sum to " + Figures.fixed(sum, 6) + ", not to 1");
        }
    }

    private static List<Penalty> penalties(SpecCursor in) {
        List<Penalty> penalties = new ArrayList<>();
        List<SpecNode> items = in.items("penalties");
        for (int i = 0; i < items.size(); i++) {
            in.child("penalties[" + i + "]", items.get(i)).ifPresent(item -> {
                String needed = "'measure' must name the relative worsening that costs points";
                String measure = item.name("measure", needed).orElse("");
                if (!item.isWritten("measure")) {
                    item.fault("", needed);
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
