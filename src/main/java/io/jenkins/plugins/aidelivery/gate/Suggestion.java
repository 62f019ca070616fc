package io.jenkins.plugins.aidelivery.gate;

import java.util.Collection;
import java.util.Optional;

/** What somebody may have meant: the name with the fewest edits (Levenshtein), if they are few. */
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
