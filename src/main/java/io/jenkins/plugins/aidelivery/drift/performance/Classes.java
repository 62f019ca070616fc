package io.jenkins.plugins.aidelivery.drift.performance;

import io.jenkins.plugins.aidelivery.drift.profile.Answers;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The classes of two tables' labels and predictions. {@code True} and {@code true} are one, and so are they and 1 where truth values
 * meet zeros and ones.
 */
public final class Classes {
    private static final int MOST = 200;
    private static final Set<String> TRUTH = Set.of("true", "false");
    private static final Set<String> DIGITS = Set.of("0", "1");

    private final List<String> names;
    private final boolean truth;
    private final boolean digits;
    private final int positive;

    private Classes(List<String> names, boolean truth, boolean digits, int positive) {
        this.names = names;
        this.truth = truth;
        this.digits = digits;
        this.positive = positive;
    }

    /**
     * All that occur.
     *
     * @param wanted the positive one; empty for the greater of two
     * @throws NotMeasurableException if there are too many, or the positive one is not among them
     */
    public static Classes of(PerformanceProfile one, PerformanceProfile other, String wanted)
            throws NotMeasurableException {
        Set<String> texts = new LinkedHashSet<>();
        Stream.of(one, other)
                .flatMap(profile -> profile.answers().stream())
                .forEach(answer -> Stream.of(answer.label(), answer.said())
                        .flatMap(Optional::stream)
                        .forEach(texts::add));
        Set<String> words = new TreeSet<>();
        texts.forEach(text -> words.add(word(text)));
        boolean truth = words.stream().allMatch(word -> TRUTH.contains(word) || DIGITS.contains(word))
                && words.stream().anyMatch(TRUTH::contains);
        boolean digits = truth && words.stream().anyMatch(DIGITS::contains);
        Classes plain = new Classes(List.of(), truth, digits, -1);
        Set<String> names = new TreeSet<>(order(texts));
        texts.forEach(text -> names.add(plain.canonical(text)));
        if (names.size() > MOST) {
            throw new NotMeasurableException("there are more than " + MOST
                    + " different labels and predictions; if they are amounts and not classes, say task: regression");
        }
        if (names.size() == 1 && !wanted.isEmpty()) {
            names.add(plain.canonical(wanted));
        }
        List<String> sorted = new ArrayList<>(names);
        int positive = wanted.isEmpty() ? (sorted.size() == 2 ? 1 : -1) : sorted.indexOf(plain.canonical(wanted));
        if (!wanted.isEmpty() && positive < 0) {
            throw new NotMeasurableException("the positive label '" + wanted + "' does not occur; there are "
                    + String.join(", ", sorted.subList(0, Math.min(5, sorted.size()))));
        }
        return new Classes(sorted, truth, digits, positive);
    }

    private static String word(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Comparator<String> order(Collection<String> texts) {
        return texts.stream().allMatch(Classes::isNumber)
                ? Comparator.comparingDouble(Double::parseDouble)
                : Comparator.naturalOrder();
    }

    private static boolean isNumber(String text) {
        return text.matches("[-+]?\\d{1,300}(\\.\\d+)?");
    }

    private String canonical(String text) {
        if (!truth) {
            return text;
        }
        String word = word(text);
        return digits ? word.replace("true", "1").replace("false", "0") : word;
    }

    public int size() {
        return names.size();
    }

    public String name(int k) {
        return names.get(k);
    }

    /** Whether there are two, one of which is the positive one. */
    public boolean isBinary() {
        return names.size() == 2 && positive >= 0;
    }

    /** The number of the positive class; -1 if there is none. */
    public int positive() {
        return positive;
    }

    /** The number of a label's class; -1 without a label. */
    int label(Answers answer) {
        return answer.label().map(text -> names.indexOf(canonical(text))).orElse(-1);
    }

    /** The number of a prediction's class; -1 without a prediction. */
    int said(Answers answer) {
        return answer.said().map(text -> names.indexOf(canonical(text))).orElse(-1);
    }
}
