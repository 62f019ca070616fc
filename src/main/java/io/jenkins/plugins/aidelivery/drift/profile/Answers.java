package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Rows with one label and one prediction.
 *
 * @param target the label; null if there is none
 * @param prediction what the model said; null if it said nothing
 * @param rows how many there are
 * @param scores of those that have a usable one
 * @param outside rows with a score that is no probability: below 0, above 1, not a number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answers(String target, String prediction, long rows, ScoreCounts scores, long outside) {
    public Answers {
        if (scores == null || rows < 0 || outside < 0 || scores.total() + outside > rows) {
            throw new IllegalArgumentException("more scores than rows");
        }
    }

    public Optional<String> label() {
        return Optional.ofNullable(target);
    }

    public Optional<String> said() {
        return Optional.ofNullable(prediction);
    }

    Answers plus(Answers other) {
        return new Answers(target, prediction, rows + other.rows, scores.plus(other.scores), outside + other.outside);
    }
}
