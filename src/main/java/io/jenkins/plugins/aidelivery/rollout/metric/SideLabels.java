package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which labels the series of a side have: {@code {track: canary}} and so on, if nothing else is said. */
final class SideLabels {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final Map<Side, Map<String, String>> labels;

    private SideLabels(Map<Side, Map<String, String>> labels) {
        this.labels = labels;
    }

    /** Every side has one label of a name, with the side's own name as its value. */
    static SideLabels named(String label) {
        Map<Side, Map<String, String>> labels = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            labels.put(side, Map.of(label, key(side)));
        }
        return new SideLabels(labels);
    }

    static SideLabels read(SpecCursor in) {
        if (!in.isWritten("sides")) {
            return named("track");
        }
        Map<Side, Map<String, String>> labels = new EnumMap<>(Side.class);
        in.mapping("sides").ifPresent(sides -> {
            for (Side side : Side.values()) {
                sides.mapping(key(side)).ifPresent(one -> labels.put(side, labels(one)));
            }
            sides.done();
        });
        return new SideLabels(labels);
    }

    private static Map<String, String> labels(SpecCursor in) {
        Map<String, String> labels = new TreeMap<>();
        in.members().forEach((name, node) -> {
            if (!NAME.matcher(name).matches()) {
                in.fault(name, "is no name of a label; letters, digits and _ were expected");
            } else if (node instanceof SpecNode.Scalar scalar && !scalar.isNull()) {
                labels.put(name, scalar.text());
            } else {
                in.fault(name, "a label's value was expected, not " + node.kind());
            }
        });
        if (in.members().isEmpty()) {
            in.fault("", "at least one label was expected: which series are this side's?");
        }
        return labels;
    }

    /** @throws UnansweredException if nothing is said about the side */
    Map<String, String> of(Side side) {
        Map<String, String> found = labels.get(side);
        if (found == null) {
            throw UnansweredException.wrong("'sides' doesn't say which labels the series of " + key(side) + " have");
        }
        return found;
    }

    /** Those about which something is said. */
    Map<Side, Map<String, String>> all() {
        return Collections.unmodifiableMap(labels);
    }

    /** A side as a person writes it. */
    static String key(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
