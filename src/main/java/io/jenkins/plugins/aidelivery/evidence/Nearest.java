package io.jenkins.plugins.aidelivery.evidence;

import java.util.Collection;
import java.util.Optional;

/** Which of some names somebody may have meant: the one with the fewest edits (Levenshtein). */
final class Nearest {
    /** Of a longer name the beginning must do. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** Empty only if there are none. */
    static Optional<String> to(String written, Collection<String> names) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String name : names) {
            int edits = edits(shortened(name), shortened(written));
            if (edits < fewest) {
                fewest = edits;
                best = name;
            }
        }
        return Optional.ofNullable(best).map(Nearest::shortened);
    }

    private static String shortened(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
