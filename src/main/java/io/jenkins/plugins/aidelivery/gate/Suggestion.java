package io.jenkins.plugins.aidelivery.gate;

import java.util.Collection;
import java.util.Optional;

/** What somebody may have meant: the name with the fewest edits (Levenshtein, and neighbours exchanged), if they are few. */
final class Suggestion {
    private Suggestion() {}

    /** The end of a sentence about something unknown; empty if nothing is near. */
    static String question(Collection<String> names, String written) {
        return among(names, written)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    static Optional<String> among(Collection<String> names, String written) {
        String best = null;
        // A name of three letters with two others in it is another name.
        int fewest = Math.min(Math.max(2, written.length() / 6), written.length() / 2) + 1;
        for (String name : names) {
            // The common case first: this is asked for every missing measure among thousands of names.
            int edits = Math.abs(name.length() - written.length()) < fewest ? edits(name, written) : fewest;
            if (edits < fewest) {
                fewest = edits;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters added, left out, replaced, or exchanged with their neighbour. */
    private static int edits(String a, String b) {
        int[] twoBefore = new int[b.length() + 1];
        int[] before = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoBefore[j - 2] + 1);
                }
            }
            int[] spare = twoBefore;
            twoBefore = before;
            before = row;
            row = spare;
        }
        return before[b.length()];
    }
}
