package io.jenkins.plugins.aidelivery.spec;

import java.util.Collection;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** What somebody may have meant: the name with the fewest edits (letters added, left out, replaced or exchanged), if they are few. */
public final class Suggestion {
    private Suggestion() {}

    /** The end of a sentence about something unknown; empty if nothing is near. */
    public static String question(Collection<String> names, String written) {
        return among(names, written)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    public static Optional<String> among(Collection<String> names, String written) {
        String best = null;
        // A name of three letters with two others in it is another name.
        int fewest = Math.min(Math.max(2, written.length() / 6), written.length() / 2) + 1;
        for (String name : names) {
            int edits = fewest == 0 ? -1 : new DamerauLevenshteinDistance(fewest - 1).apply(name, written);
            if (edits >= 0) {
                fewest = edits;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }
}
