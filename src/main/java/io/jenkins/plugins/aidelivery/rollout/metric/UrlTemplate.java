package io.jenkins.plugins.aidelivery.rollout.metric;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path and query in which {@code {{side}}}, {@code {{from}}} and so on stand for what is asked. */
record UrlTemplate(String text) {
    /** What can stand there; times are epoch milliseconds, seconds, or as ISO 8601 writes them. */
    static final List<String> NAMES = List.of("side", "from", "from.s", "from.iso", "to", "to.s", "to.iso");

    private static final Pattern PART = Pattern.compile("\\{\\{\\s*([^{}\\s]*)\\s*}}");
    private static final int SECOND = 1000;

    /** A part that stands for nothing. */
    Optional<String> unknown() {
        return PART.matcher(text)
                .results()
                .map(result -> result.group(1))
                .filter(name -> !NAMES.contains(name))
                .findFirst();
    }

    /** Whether the answer depends on something. */
    boolean names(String part) {
        return PART.matcher(text)
                .results()
                .map(result -> result.group(1))
                .anyMatch(name -> name.equals(part) || name.startsWith(part + "."));
    }

    String filled(String side, Window window) {
        return PART.matcher(text)
                .replaceAll(result ->
                        Matcher.quoteReplacement(URLEncoder.encode(value(result, side, window), StandardCharsets.UTF_8)
                                .replace("+", "%20")));
    }

    /** With the side only, and not encoded. */
    static String withSide(String text, String side) {
        return PART.matcher(text)
                .replaceAll(result -> Matcher.quoteReplacement(result.group(1).equals("side") ? side : result.group()));
    }

    private static String value(MatchResult result, String side, Window window) {
        String name = result.group(1);
        if (name.equals("side")) {
            return side;
        }
        long time = name.startsWith("from") ? window.from() : window.to();
        if (name.endsWith(".iso")) {
            return Times.iso(time);
        }
        return String.valueOf(name.endsWith(".s") ? time / SECOND : time);
    }
}
