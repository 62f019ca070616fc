package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The classes of labels and predictions. Values are compared as numbers if all are numbers (1, 1.0 and "1" are one class),
 * else as texts, letter by letter; {@code True} and {@code true} are one, and so are they and 1 where a column of truth
 * values meets one of zeros and ones.
 */
final class ClassList {
    static final int MOST = 1000;
    private static final int LONGEST_NAME = 1000;
    private static final Set<String> TRUTH = Set.of("true", "false");
    private static final Set<String> DIGITS = Set.of("0", "1");

    /** How the values are told apart. */
    private enum Kind {
        NUMBERS,
        TEXTS,
        TRUTH_VALUES,
        TRUTH_VALUES_AND_DIGITS
    }

    private final Kind kind;
    private final List<String> texts;
    private final List<String> names;
    private final int[] ofCode;

    private ClassList(Kind kind, List<String> texts, List<String> names, int[] ofCode) {
        this.kind = kind;
        this.texts = texts;
        this.names = names;
        this.ofCode = ofCode;
    }

    /**
     * Finds the classes.
     *
     * @param values SQL that selects all texts that occur, as {@code v}
     * @param numeric whether all are numbers
     * @param more classes that are known otherwise, from the names of score columns
     */
    static ClassList find(TableEngine engine, String values, boolean numeric, List<String> more) throws IOException {
        long texts = engine.count("SELECT count(*) FROM (SELECT DISTINCT v FROM (" + values + ") WHERE v IS NOT NULL"
                + " LIMIT " + (4 * MOST + 1) + ")");
        if (texts > 4 * MOST) {
            throw tooMany();
        }
        engine.run("CREATE TYPE class_text AS ENUM (SELECT DISTINCT v FROM (" + values
                + ") WHERE v IS NOT NULL ORDER BY v)");
        List<String> found = new ArrayList<>();
        engine.each(
                "SELECT left(v, " + (LONGEST_NAME + 1) + ") FROM (SELECT unnest(enum_range(NULL::class_text)) AS v)",
                row -> found.add(row.getString(1)));
        for (String text : found) {
            if (text.length() > LONGEST_NAME) {
                throw new EvidenceException("a class is a word or a number; '" + ColumnNames.shortened(text)
                        + "' is a text of more than " + LONGEST_NAME + " characters");
            }
        }
        return of(numeric ? Kind.NUMBERS : kind(found), found, more);
    }

    private static ClassList of(Kind kind, List<String> texts, List<String> more) throws EvidenceException {
        Map<String, Integer> byName = new TreeMap<>(order(kind));
        texts.forEach(text -> byName.put(canonical(kind, text), 0));
        if (!byName.isEmpty()) {
            more.forEach(text -> byName.put(canonical(kind, text), 0));
        }
        if (byName.size() > MOST) {
            throw tooMany();
        }
        List<String> names = new ArrayList<>(byName.keySet());
        for (int k = 0; k < names.size(); k++) {
            byName.put(names.get(k), k);
        }
        int[] ofCode = new int[texts.size()];
        for (int code = 0; code < ofCode.length; code++) {
            ofCode[code] = byName.get(canonical(kind, texts.get(code)));
        }
        return new ClassList(kind, texts, names, ofCode);
    }

    private static Kind kind(List<String> texts) {
        Set<String> words = new TreeSet<>();
        texts.forEach(text -> words.add(plain(text)));
        if (TRUTH.containsAll(words)) {
            return Kind.TRUTH_VALUES;
        }
        boolean mixed = words.stream().allMatch(word -> TRUTH.contains(word) || DIGITS.contains(word))
                && words.stream().anyMatch(TRUTH::contains);
        return mixed ? Kind.TRUTH_VALUES_AND_DIGITS : Kind.TEXTS;
    }

    private static String plain(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.equals("1.0") ? "1" : word.equals("0.0") ? "0" : word;
    }

    private static String canonical(Kind kind, String text) {
        return switch (kind) {
            case TEXTS -> text;
            case TRUTH_VALUES -> text.strip().toLowerCase(Locale.ROOT);
            case TRUTH_VALUES_AND_DIGITS -> plain(text).replace("true", "1").replace("false", "0");
            case NUMBERS -> number(text);
        };
    }

    /** A number without what does not change it: 1.0, +1, 1e0 are 1; -0 is 0. */
    private static String number(String text) {
        try {
            BigDecimal value = new BigDecimal(text.strip());
            // A text such as 1e999999999 is a number of a gigabyte when it is written out.
            return Math.abs((long) value.scale()) > 400
                    ? text.strip()
                    : value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text.strip();
        }
    }

    private static Comparator<String> order(Kind kind) {
        Comparator<String> byText = Comparator.naturalOrder();
        return kind == Kind.NUMBERS
                ? Comparator.<String>comparingDouble(ClassList::magnitude).thenComparing(byText)
                : byText;
    }

    private static double magnitude(String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private static EvidenceException tooMany() {
        return new EvidenceException("more than " + MOST
                + " different labels and predictions; if they are amounts and not classes, say task: regression");
    }

    /** The same with a class that nobody labelled or predicted. */
    ClassList with(String more) throws EvidenceException {
        return of(kind, texts, List.of(more));
    }

    int size() {
        return names.size();
    }

    String name(int k) {
        return names.get(k);
    }

    List<String> names() {
        return names;
    }

    /** The number of a class, however it is written; -1 if there is none. */
    int find(String text) {
        return names.indexOf(canonical(kind, text));
    }

    /** The class of the engine's code for a text. */
    int ofCode(int code) {
        return ofCode[code];
    }

    /** How many codes there are. */
    int codes() {
        return ofCode.length;
    }

    /** A cell's code in SQL; -1 for none. */
    static String code(String text) {
        return "COALESCE(CAST(enum_code(CAST(CAST(" + text + " AS VARCHAR) AS class_text)) AS INTEGER), -1)";
    }
}
