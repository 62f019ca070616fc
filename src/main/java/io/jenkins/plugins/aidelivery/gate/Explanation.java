package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.spec.Place;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** An effective specification as YAML that can be used as it is, every value followed by the place it comes from. */
final class Explanation {
    private static final int COMMENT_COLUMN = 64;

    /** Control and formatting characters, and line and paragraph separators, which YAML folds into blanks. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private final StringBuilder text = new StringBuilder();

    private Explanation() {}

    static String of(SpecNode.Mapping spec) {
        Explanation explanation = new Explanation();
        explanation.mapping(spec, "", "");
        return explanation.text.toString();
    }

    private void mapping(SpecNode.Mapping mapping, String first, String indent) {
        String start = first;
        for (Map.Entry<String, SpecNode> entry : mapping.entries().entrySet()) {
            value(start + key(entry.getKey()) + ":", indent, entry.getValue());
            start = indent;
        }
    }

    private void value(String start, String indent, SpecNode node) {
        if (node instanceof SpecNode.Scalar scalar) {
            line(start + " " + shown(scalar), scalar.place());
        } else if (node instanceof SpecNode.Mapping mapping) {
            if (mapping.entries().isEmpty()) {
                line(start + " {}", mapping.place());
            } else {
                text.append(start).append('\n');
                mapping(mapping, indent + "  ", indent + "  ");
            }
        } else if (node instanceof SpecNode.Sequence sequence) {
            sequence(start, indent, sequence);
        }
    }

    private void sequence(String start, String indent, SpecNode.Sequence sequence) {
        if (sequence.items().isEmpty()) {
            line(start + " []", sequence.place());
            return;
        }
        text.append(start).append('\n');
        for (SpecNode item : sequence.items()) {
            if (item instanceof SpecNode.Mapping mapping && !mapping.entries().isEmpty()) {
                mapping(mapping, indent + "  - ", indent + "    ");
            } else if (item instanceof SpecNode.Scalar scalar) {
                line(indent + "  - " + shown(scalar), scalar.place());
            } else {
                value(indent + "  -", indent + "  ", item);
            }
        }
    }

    private void line(String content, Place place) {
        text.append(content);
        int spaces = Math.max(2, COMMENT_COLUMN - content.length());
        text.append(" ".repeat(spaces))
                .append("# ")
                .append(UNPRINTABLE.matcher(place.toString()).replaceAll("?"))
                .append('\n');
    }

    private static String key(String key) {
        return key.matches("[A-Za-z_][A-Za-z0-9_.-]*") ? key : quoted(key);
    }

    private static String shown(SpecNode.Scalar scalar) {
        boolean plain = scalar.text().matches("[A-Za-z0-9][A-Za-z0-9 _./%+-]*[A-Za-z0-9%]|[A-Za-z0-9]");
        return plain && !scalar.quoted() ? scalar.text() : quoted(scalar.text());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        String character = Character.toString(c);
        if (c == '"' || c == '\\') {
            return "\\" + character;
        }
        if (!UNPRINTABLE.matcher(character).matches()) {
            return character;
        }
        return String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c);
    }
}
