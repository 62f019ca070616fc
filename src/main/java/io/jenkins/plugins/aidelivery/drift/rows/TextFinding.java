package io.jenkins.plugins.aidelivery.drift.rows;

import java.util.List;

/**
 * What texts of both tables told.
 *
 * @param referenceTexts that were looked at
 * @param currentTexts that were looked at
 * @param area of a classifier that tells them apart
 * @param movers runs of characters that more or fewer texts have, the most telling first
 */
public record TextFinding(long referenceTexts, long currentTexts, Separation area, List<Moved> movers) {
    public TextFinding {
        movers = List.copyOf(movers);
    }

    /** Compares texts. */
    public static TextFinding of(List<String> reference, List<String> current) {
        // The same texts in both, as when a table is compared with itself, would be learned with both labels.
        boolean same = reference.stream()
                .sorted()
                .toList()
                .equals(current.stream().sorted().toList());
        Separation area = same
                ? Separation.none(reference.size() - reference.size() / 2, current.size() - current.size() / 2)
                : TextClassifier.test(reference, current);
        return new TextFinding(reference.size(), current.size(), area, TextMovers.of(reference, current));
    }
}
