package io.jenkins.plugins.aidelivery.gate;

import java.util.Collection;
import java.util.Optional;

/** What somebody may have meant: the name with the fewest edits (Levenshtein), if they are few. */
final class Suggestion {
    private Suggestion() {}

    static Optional<String> among(Collection<String> names, String written) {
        String best = null;
        int fewest = Math.max(2, written.length() / 3) + 1;
        for (String name : names) {
            int edits = edits(name, written);
            if (edits < fewest) {
                fewest = edits;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int edits(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 20) {
            return Integer.MAX_VALUE;
        }
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
