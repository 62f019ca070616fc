package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
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
        if (item instanceof SpecNode.Scalar scalar && !scalar.isNull()) {
            entries.add(new EvidenceEntry(scalar.text(), "", 0, new EvidenceEntry.Reports()));
            return;
        }
        Optional<SpecCursor> cursor = spec.child(key, item);
        if (cursor.isEmpty()) {
            return;
        }
        SpecCursor in = cursor.get();
        String name = name(in);
        long maxAge = maxAge(in);
        if (in.has("predictions")) {
            entries.add(new EvidenceEntry(in.text("predictions"), name, maxAge, predictions(in)));
        } else {
            String files = in.text("files");
            if (files.isEmpty()) {
                in.fault("", "'files' or 'predictions' must say what to read");
            }
            EvidenceEntry.Content content = in.has("values") ? values(in) : new EvidenceEntry.Reports();
            entries.add(new EvidenceEntry(files, name, maxAge, content));
        }
        in.done();
    }

    private static String name(SpecCursor in) {
        String name = in.text("name");
        if (!name.isEmpty() && !name.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
            in.fault("name", "letters, digits, dots, dashes and underscores were expected");
        }
        return name;
    }

    private static long maxAge(SpecCursor in) {
        Optional<Quantity> age = in.quantity("max-age");
        if (age.isPresent() && (age.get().unit() != Unit.SECONDS || age.get().value() < 1)) {
            in.fault("max-age", "a duration such as 30min, 12h or 7d was expected");
            return 0;
        }
        return age.map(quantity -> (long) quantity.value()).orElse(0L);
    }

    private static EvidenceEntry.Predictions predictions(SpecCursor in) {
        if (!in.has("label")) {
            in.fault("", "'label' must name the column with the true value");
        }
        if (!in.has("prediction") && !in.has("score")) {
            in.fault("", "'prediction' or 'score' must name a column of the model's output");
        }
        String baseline = in.text("baseline");
        String id = in.text("id");
        if (!baseline.isEmpty() && id.isEmpty()) {
            in.fault("baseline", "'id' must name the column by which the rows of both files are matched");
        }
        EvidenceEntry.Columns columns = new EvidenceEntry.Columns(
                in.text("label"), in.text("prediction"), in.text("score"), in.text("weight"), id, in.texts("groups"));
        return new EvidenceEntry.Predictions(
                columns,
                in.text("positive"),
                in.number("threshold", 0, 1).orElse(DEFAULT_THRESHOLD),
                baseline,
                in.number("min-group", 1, 1e9).map(Double::intValue).orElse(DEFAULT_MINIMUM_GROUP));
    }

    private static EvidenceEntry.Values values(SpecCursor in) {
        Map<String, EvidenceEntry.Value> values = new LinkedHashMap<>();
        in.mapping("values")
                .ifPresent(inner -> in.members("values").forEach((name, node) -> {
                    if (node instanceof SpecNode.Scalar scalar) {
                        values.put(name, value(inner, name, scalar.text(), Quantity.number(1), Direction.NONE));
                    } else {
                        inner.child(name, node).ifPresent(value -> {
                            values.put(name, value(value));
                            value.done();
                        });
                    }
                }));
        return new EvidenceEntry.Values(values);
    }

    private static EvidenceEntry.Value value(SpecCursor in) {
        if (!in.has("at")) {
            in.fault("", "'at' must say where the value is, such as /latency/p95");
        }
        Direction direction =
                in.oneOf("direction", Direction.values(), Direction::text).orElse(Direction.NONE);
        return value(in, "at", in.text("at"), one(in), direction, in.text("n"), in.text("standard-error"));
    }

    private static EvidenceEntry.Value value(SpecCursor in, String key, String at, Quantity one, Direction direction) {
        return value(in, key, at, one, direction, "", "");
    }

    private static EvidenceEntry.Value value(
            SpecCursor in, String key, String at, Quantity one, Direction direction, String n, String standardError) {
        for (String pointer : List.of(at, n, standardError)) {
            if (!pointer.isEmpty() && !pointer.startsWith("/")) {
                in.fault(key, "'" + pointer + "' is not a place such as /latency/p95");
            }
        }
        return new EvidenceEntry.Value(at, one, direction, n, standardError);
    }

    /** What 1 in the file is: a unit's name, or a unit as people write it after a number. */
    private static Quantity one(SpecCursor in) {
        String unit = in.text("unit");
        if (unit.isEmpty()) {
            return Quantity.number(1);
        }
        for (Unit known : Unit.values()) {
            if (known.text().equals(unit)) {
                return new Quantity(1, known);
            }
        }
        try {
            return Quantity.parse(unit.equals("$") ? "$1" : "1" + unit);
        } catch (IllegalArgumentException e) {
            in.fault(
                    "unit",
                    "a unit such as ms, s, MB, %, /s, count, ratio, points or $ was expected, not '" + unit + "'");
            return Quantity.number(1);
        }
    }
}
