package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which columns are a model's target and predictions; empty texts where there is none.
 *
 * @param target what came true
 * @param prediction what the model said
 * @param score the probability of the positive class, 0 … 1
 * @param positive which label is the positive one; empty for the greater of two
 * @param task what the model predicts
 */
public record ModelColumns(String target, String prediction, String score, String positive, Task task) {
    /** Data without a model. */
    public static final ModelColumns NONE = new ModelColumns("", "", "", "", Task.AUTO);

    public Role role(String column) {
        if (column.isEmpty()) {
            return Role.FEATURE;
        }
        if (column.equals(target)) {
            return Role.TARGET;
        }
        if (column.equals(prediction)) {
            return Role.PREDICTION;
        }
        return column.equals(score) ? Role.SCORE : Role.FEATURE;
    }

    /** Those that are there. */
    public List<String> names() {
        return Stream.of(target, prediction, score)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
