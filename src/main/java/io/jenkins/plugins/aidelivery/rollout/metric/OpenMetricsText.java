package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The text that metrics are exposed in: Prometheus' format 0.0.4 and OpenMetrics 1.0, read strictly, because a page that is half
 * understood counts wrong. Times and exemplars are passed over: what counts is when the page was read.
 */
final class OpenMetricsText {
    /** One value of one series. */
    record Sample(Map<String, String> labels, double value) {}

    private final String line;
    private final int number;
    private int at;

    private OpenMetricsText(String line, int number) {
        this.line = line;
        this.number = number;
    }

    /**
     * The samples of a page.
     *
     * @param wanted which names
     * @throws MalformedException with the line, if a sample or what stands around it is not of the format
     */
    static List<Sample> parse(String page, Predicate<String> wanted) throws MalformedException {
        List<Sample> samples = new ArrayList<>();
        int number = 0;
        boolean ended = false;
        for (String line : (Iterable<String>) page.lines()::iterator) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (ended) {
                throw new MalformedException(number, "something follows the mark of the end");
            }
            if (line.startsWith("#")) {
                ended = line.equals("# EOF");
                continue;
            }
            OpenMetricsText reader = new OpenMetricsText(line, number);
            Sample sample = reader.sample();
            if (wanted.test(sample.labels().get(Series.NAME))) {
                samples.add(sample);
            }
        }
        return samples;
    }

    private Sample sample() throws MalformedException {
        String name = name(true);
        Map<String, String> labels = new TreeMap<>();
        spaces();
        if (is('{')) {
            labels(labels);
        }
        labels.put(Series.NAME, name);
        spaces();
        double value = number(word());
        spaces();
        if (at < line.length() && line.charAt(at) != '#') {
            number(word());
            spaces();
        }
        if (at < line.length() && line.charAt(at) != '#') {
            throw wrong("the end of the line or an exemplar was expected");
        }
        return new Sample(labels, value);
    }

    private void labels(Map<String, String> labels) throws MalformedException {
        at++;
        spaces();
        while (!is('}')) {
            String name = name(false);
            spaces();
            expect('=');
            spaces();
            if (labels.put(name, quoted()) != null) {
                throw wrong("the label '" + name + "' is there twice");
            }
            spaces();
            if (is(',')) {
                at++;
                spaces();
            } else if (!is('}')) {
                throw wrong("',' or '}' was expected");
            }
        }
        at++;
    }

    private String quoted() throws MalformedException {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (!is('"')) {
            if (at >= line.length()) {
                throw wrong("'\"' was expected");
            }
            char c = line.charAt(at++);
            text.append(c == '\\' ? escaped() : c);
        }
        at++;
        return text.toString();
    }

    private char escaped() throws MalformedException {
        char c = at < line.length() ? line.charAt(at++) : ' ';
        return switch (c) {
            case 'n' -> '\n';
            case '\\', '"' -> c;
            default -> throw wrong("'\\n', '\\\\' or '\\\"' was expected");
        };
    }

    private String name(boolean isMetric) throws MalformedException {
        int start = at;
        while (at < line.length() && isNamed(line.charAt(at), isMetric, at == start)) {
            at++;
        }
        if (at == start) {
            throw wrong("the name of a " + (isMetric ? "metric" : "label") + " was expected");
        }
        return line.substring(start, at);
    }

    private static boolean isNamed(char c, boolean isMetric, boolean isFirst) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || isMetric && c == ':'
                || !isFirst && c >= '0' && c <= '9';
    }

    private String word() throws MalformedException {
        int start = at;
        while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
            at++;
        }
        if (start == at) {
            throw wrong("a number was expected");
        }
        return line.substring(start, at);
    }

    private double number(String word) throws MalformedException {
        try {
            return Numbers.parse(word);
        } catch (NumberFormatException e) {
            throw wrong("a number was expected, not '" + word + "'");
        }
    }

    private void spaces() {
        while (is(' ') || is('\t')) {
            at++;
        }
    }

    private boolean is(char c) {
        return at < line.length() && line.charAt(at) == c;
    }

    private void expect(char c) throws MalformedException {
        if (!is(c)) {
            throw wrong("'" + c + "' was expected");
        }
        at++;
    }

    private MalformedException wrong(String sentence) {
        return new MalformedException(number, sentence);
    }

    /** A page that is not of the format. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedException(int line, String sentence) {
            super("line " + line + " is no line of metrics: " + sentence);
        }
    }
}
