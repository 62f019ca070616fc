package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.List;

/**
 * What is asked of a table besides its columns.
 *
 * @param duplicates how many rows are there before
 * @param key columns that identify a row; none if nobody asks
 * @param leakage how many rows of the current table the reference has as well
 * @param correlations how numbers move together
 */
public record QualityQuestions(boolean duplicates, List<String> key, boolean leakage, boolean correlations) {
    /** Nothing. */
    public static final QualityQuestions NONE = new QualityQuestions(false, List.of(), false, false);

    public QualityQuestions {
        key = key == null ? List.of() : List.copyOf(key);
    }
}
