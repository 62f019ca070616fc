package io.jenkins.plugins.aidelivery.evidence.value;

import java.util.Collection;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

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
            int edits = LevenshteinDistance.getDefaultInstance().apply(shortened(name), shortened(written));
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
}
