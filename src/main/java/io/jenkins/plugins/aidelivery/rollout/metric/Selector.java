package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names series as Prometheus does: {@code http_requests_total{code=~"5.."}}.
 *
 * @param name may be empty
 * @param matchers what stands between the braces, without a comma at its end; may be empty
 */
record Selector(String name, String matchers) {
    /** Stands for the matchers of a side. */
    static final String SIDES = "$sides";

    private static final Pattern TEXT = Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*+)?\\s*"
            + "(?:\\{((?:[^\"'`{}]++|\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`)*+)})?\\s*");

    /** Empty if the text is anything else, such as an expression. */
    static Optional<Selector> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || matcher.group(1) == null && matcher.group(2) == null) {
            return Optional.empty();
        }
        String matchers = matcher.group(2) == null ? "" : matcher.group(2).strip();
        return Optional.of(new Selector(
                matcher.group(1) == null ? "" : matcher.group(1),
                matchers.endsWith(",")
                        ? matchers.substring(0, matchers.length() - 1).strip()
                        : matchers));
    }

    Selector withSuffix(String suffix) {
        return name.isEmpty() || name.endsWith(suffix) ? this : new Selector(name + suffix, matchers);
    }

    /** The series of a side only. */
    Selector of(Map<String, String> labels) {
        String side = matchers(labels);
        if (matchers.contains(SIDES)) {
            return new Selector(name, matchers.replace(SIDES, side));
        }
        return new Selector(name, matchers.isEmpty() ? side : matchers + "," + side);
    }

    /** Labels as matchers. */
    static String matchers(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + quoted(label.getValue()))
                        .collect(Collectors.joining(","));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** With the samples of so many milliseconds. */
    String over(long millis) {
        return this + "[" + millis + "ms]";
    }

    @Override
    public String toString() {
        return name + '{' + matchers + '}';
    }
}
