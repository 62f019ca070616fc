package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Matchers of labels, for pages that we read ourselves: {@code code=~"5..",path!="/health"}. */
final class LabelMatchers implements Predicate<Map<String, String>> {
    private static final Pattern ONE = Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*+)\\s*(=~|!~|!=|=)\\s*"
            + "(\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`)\\s*(,|$)");

    /** What repeats a group can take for ever on the wrong text. */
    private static final Pattern ENDLESS = Pattern.compile("\\)[*+?{]");

    private static final Pattern REPEAT = Pattern.compile("[*+{]");

    /** Each of them can multiply the time by the value's length. */
    private static final int MOST_REPEATS = 3;

    private static final int LONGEST_PATTERN = 500;
    private static final int LONGEST_VALUE = 250;

    /**
     * One of them.
     *
     * @param value a missing label is an empty one
     */
    private record One(String label, Predicate<String> value) {}

    private final List<One> all = new ArrayList<>();

    /** @throws UnansweredException if they are malformed */
    LabelMatchers(String text) {
        Matcher matcher = ONE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw UnansweredException.wrong("labels such as code=\"500\" or path!~\"/health.*\" were expected at '"
                        + text.substring(at) + "'");
            }
            all.add(new One(matcher.group(1), value(matcher.group(2), unquoted(matcher.group(3)))));
            at = matcher.end();
        }
    }

    private static String unquoted(String quoted) {
        String text = quoted.substring(1, quoted.length() - 1);
        return quoted.charAt(0) == '`' ? text : text.replace("\\n", "\n").replaceAll("\\\\(.)", "$1");
    }

    private static Predicate<String> value(String operator, String text) {
        return switch (operator) {
            case "=" -> text::equals;
            case "!=" -> value -> !value.equals(text);
            case "=~" -> pattern(text);
            default -> pattern(text).negate();
        };
    }

    private static Predicate<String> pattern(String text) {
        if (text.length() > LONGEST_PATTERN
                || ENDLESS.matcher(text).find()
                || REPEAT.matcher(text).results().count() > MOST_REPEATS) {
            throw UnansweredException.wrong("the pattern '" + text + "' is too long, repeats a group, or has more than "
                    + MOST_REPEATS + " repeats");
        }
        try {
            Predicate<String> pattern = Pattern.compile(text).asMatchPredicate();
            return value -> value.length() <= LONGEST_VALUE && pattern.test(value);
        } catch (PatternSyntaxException e) {
            throw UnansweredException.wrong("'" + text + "' is no pattern: " + e.getDescription());
        }
    }

    @Override
    public boolean test(Map<String, String> labels) {
        return all.stream().allMatch(one -> one.value().test(labels.getOrDefault(one.label(), "")));
    }
}
