package io.jenkins.plugins.aidelivery.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a value in a file: a JSON pointer (RFC 6901), and a step further: the segment {@code name=value} picks
 * the first element of an array, or the first row of a table, in which {@code name} has that value. So
 * {@code /latency/p95}, {@code /metrics/key=accuracy/value} and, in a table, {@code /Name=Aggregated/95%}.
 */
public final class Pointer {
    private Pointer() {}

    /**
     * The segments, unescaped.
     *
     * @throws IllegalArgumentException with a sentence, if the text is no pointer
     */
    public static List<String> segments(String pointer) {
        List<String> segments = new ArrayList<>();
        if (pointer.isEmpty()) {
            return segments;
        }
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("'" + pointer + "' is not a place such as /latency/p95");
        }
        for (String segment : pointer.substring(1).split("/", -1)) {
            segments.add(unescaped(segment));
        }
        return segments;
    }

    /** The segments as text again. */
    public static String text(List<String> segments) {
        StringBuilder text = new StringBuilder();
        for (String segment : segments) {
            text.append('/').append(escaped(segment));
        }
        return text.toString();
    }

    /** A name as a segment. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** A segment as a name. */
    static String unescaped(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }
}
