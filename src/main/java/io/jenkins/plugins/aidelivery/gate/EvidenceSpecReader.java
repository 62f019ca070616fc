package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the evidence list of a specification. */
final class EvidenceSpecReader {
    private static final double DEFAULT_THRESHOLD = 0.5;

    /** Below this many rows a group's rates say next to nothing: a share of 15 of 30 is known to ± 0.17. */
    private static final int DEFAULT_MINIMUM_GROUP = 30;

    private final List<EvidenceEntry> entries = new ArrayList<>();

    static List<EvidenceEntry> read(SpecCursor spec) {
        EvidenceSpecReader reader = new EvidenceSpecReader();
        int index = 0;
        for (SpecNode item : spec.items("evidence")) {
            reader.entry(spec, "evidence[" + index++ + "]", item);
        }
        return reader.entries;
    }

    private void entry(SpecCursor spec, String key, SpecNode item) {
        if (item instanceof SpecNode.Scalar scalar && !scalar.text().isBlank() && !scalar.isNull()) {
            entries.add(new EvidenceEntry(scalar.text(), "", 0, new EvidenceEntry.Reports()));
            return;
        }
        if (!(item instanceof SpecNode.Mapping)) {
            spec.fault(key, item.place(), "a file, a pattern or a mapping of keys was expected, not " + item.kind());
            return;
        }
        Optional<SpecCursor> cursor = spec.child(key, item);
        if (cursor.isEmpty()) {
            return;
        }
        SpecCursor in = cursor.get();
        String name = name(in);
        long maxAge = in.duration("max-age").orElse(0L);
        String needed = "'files' or 'predictions' must say what to read";
        if (in.isWritten("predictions")) {
            entries.add(new EvidenceEntry(in.name("predictions", needed).orElse(""), name, maxAge, predictions(in)));
        } else {
            String files = in.name("files", needed).orElse("");
            if (!in.isWritten("files")) {
                in.fault("", needed);
            }
            EvidenceEntry.Content content = in.has("values") ? values(in) : new EvidenceEntry.Reports();
            entries.add(new EvidenceEntry(files, name, maxAge, content));
        }
        in.done();
    }

    private static String name(SpecCursor in) {
        String name = in.text("name");
        if (in.has("name") && !name.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
            in.fault("name", "a letter was expected, and then letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    private static EvidenceEntry.Predictions predictions(SpecCursor in) {
        String label =
                in.name("label", "the column with the true value was expected").orElse("");
        if (!in.isWritten("label")) {
            in.fault("", "'label' must name the column with the true value");
        }
        String prediction = column(in, "prediction");
        String score = column(in, "score");
        if (!in.isWritten("prediction") && !in.isWritten("score")) {
            in.fault("", "'prediction' or 'score' must name a column of the model's output");
        }
        String baseline = in.name("baseline", "a file with the predictions of the version before was expected")
                .orElse("");
        String id = column(in, "id");
        if (!baseline.isEmpty() && id.isEmpty()) {
            in.fault("baseline", "'id' must name the column by which the rows of both files are matched");
        }
        EvidenceEntry.Columns columns =
                new EvidenceEntry.Columns(label, prediction, score, column(in, "weight"), id, in.texts("groups"));
        return new EvidenceEntry.Predictions(
                columns,
                in.oneOf("task", EvidenceEntry.Task.values(), EvidenceEntry.Task::text)
                        .orElse(EvidenceEntry.Task.AUTO),
                in.text("positive"),
                in.number("threshold", 0, 1).orElse(DEFAULT_THRESHOLD),
                baseline,
                in.whole("min-group", 1, 1_000_000_000).orElse(DEFAULT_MINIMUM_GROUP));
    }

    private static String column(SpecCursor in, String key) {
        return in.name(key, "the name of a column was expected").orElse("");
    }

    private static EvidenceEntry.Values values(SpecCursor in) {
        Map<String, EvidenceEntry.Value> values = new LinkedHashMap<>();
        in.mapping("values")
                .ifPresent(inner -> inner.members().forEach((name, node) -> {
                    if (name.isBlank()) {
                        in.fault("values", "a measure needs a name");
                    }
                    if (node instanceof SpecNode.Scalar) {
                        String at = place(inner, name);
                        values.put(name, new EvidenceEntry.Value(at, Quantity.number(1), Direction.NONE, "", ""));
                    } else {
                        inner.child(name, node).ifPresent(value -> {
                            values.put(name, value(value));
                            value.done();
                        });
                    }
                }));
        if (in.isEmptyMapping("values")) {
            in.fault("values", "at least one name with its place in the file was expected");
        }
        return new EvidenceEntry.Values(values);
    }

    private static EvidenceEntry.Value value(SpecCursor in) {
        if (!in.isWritten("at")) {
            in.fault("", "'at' must say where the value is, such as /latency/p95");
        }
        return new EvidenceEntry.Value(
                place(in, "at"),
                one(in),
                in.oneOf("direction", Direction.values(), Direction::text).orElse(Direction.NONE),
                place(in, "n"),
                place(in, "standard-error"));
    }

    /** A pointer; empty if the key is not there. */
    private static String place(SpecCursor in, String key) {
        String pointer = in.text(key);
        if (in.has(key) && !pointer.startsWith("/")) {
            in.fault(key, "a place such as /latency/p95 was expected, not '" + pointer + "'");
        }
        return pointer;
    }

    /** What 1 in the file is: a unit's name, or a unit as people write it after a number. */
    private static Quantity one(SpecCursor in) {
        String expected = "a unit such as ms, s, MB, %, /s, count, ratio, points or $ was expected";
        String unit = in.name("unit", expected).orElse("");
        if (unit.isEmpty()) {
            return Quantity.number(1);
        }
        for (Unit known : Unit.values()) {
            if (known.text().equals(unit)) {
                return new Quantity(1, known);
            }
        }
        try {
            // "5ms" is a quantity, not a unit.
            String one = unit.matches(".*[0-9.].*") ? "" : unit.equals("$") ? "$1" : "1" + unit;
            return Quantity.parse(one);
        } catch (IllegalArgumentException e) {
            in.fault("unit", expected + ", not '" + unit + "'");
            return Quantity.number(1);
        }
    }
}
