package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names of a table's columns, and what to say if one is not among them. */
final class ColumnNames {
    private static final int MOST_SHOWN = 12;
    private static final int LONGEST_SHOWN = 60;

    private final List<String> names;

    ColumnNames(List<String> names) {
        this.names = names;
    }

    /** @throws EvidenceException if the column is missing or there twice, with what there is */
    void require(String wanted) throws EvidenceException {
        int first = names.indexOf(wanted);
        if (first < 0) {
            throw new EvidenceException("there is no column '" + wanted + "'; " + existing(wanted));
        }
        if (names.lastIndexOf(wanted) != first) {
            throw new EvidenceException("the column '" + wanted + "' is there twice, as number " + (first + 1) + " and "
                    + (names.lastIndexOf(wanted) + 1));
        }
    }

    /** The columns whose names fit a pattern with one star. */
    List<String> matching(String pattern) throws EvidenceException {
        int star = pattern.indexOf('*');
        String before = pattern.substring(0, star);
        String after = pattern.substring(star + 1);
        List<String> matching = names.stream()
                .filter(name -> name.length() > before.length() + after.length()
                        && name.startsWith(before)
                        && name.endsWith(after))
                .toList();
        if (matching.isEmpty()) {
            throw new EvidenceException("no column fits '" + pattern + "'; " + existing(pattern));
        }
        return matching;
    }

    /** The part of a name that a pattern's star stands for. */
    static String starOf(String pattern, String name) {
        int star = pattern.indexOf('*');
        return name.substring(star, name.length() - (pattern.length() - star - 1));
    }

    /** The columns there are, those first whose names are most like it. */
    private String existing(String wanted) {
        if (names.isEmpty()) {
            return "the file has no columns";
        }
        List<String> nearest = new ArrayList<>(names);
        nearest.sort(Comparator.comparingInt(name -> distance(wanted, name)));
        String shown = String.join(
                ", ",
                nearest.stream()
                        .limit(MOST_SHOWN)
                        .map(name -> "'" + shortened(name) + "'")
                        .toList());
        int more = nearest.size() - MOST_SHOWN;
        return "the file has " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    static String shortened(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    /** The number of edits, without regard to upper and lower case. */
    private static int distance(String one, String other) {
        String a = shortened(one).toLowerCase(Locale.ROOT);
        String b = shortened(other).toLowerCase(Locale.ROOT);
        return LevenshteinDistance.getDefaultInstance().apply(a, b);
    }
}
