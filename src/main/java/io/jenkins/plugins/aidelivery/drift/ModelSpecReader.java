package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what a drift check says about a model. */
final class ModelSpecReader {
    private static final String COLUMN = "the name of a column was expected";

    private ModelSpecReader() {}

    static ModelColumns columns(SpecCursor in) {
        ModelColumns model = new ModelColumns(
                in.name("target", COLUMN).orElse(""),
                in.name("prediction", COLUMN).orElse(""),
                in.name("score", COLUMN).orElse(""),
                in.name("positive", "a label was expected").orElse(""),
                in.oneOf("task", Task.values(), task -> task.name().toLowerCase(Locale.ROOT))
                        .orElse(Task.AUTO));
        Set<String> seen = new HashSet<>();
        for (String key : List.of("target", "prediction", "score")) {
            String column = in.text(key);
            if (column.indexOf('*') >= 0) {
                in.fault(key, "one column was expected; patterns may stand in columns and ignore only");
            } else if (!column.isBlank() && !seen.add(column)) {
                in.fault(key, "'" + column + "' can't be two of target, prediction and score");
            }
        }
        if (model.task() == Task.REGRESSION) {
            for (String key : List.of("score", "positive")) {
                if (in.isWritten(key)) {
                    in.fault(key, "belongs to classes; a regression has a target and a prediction");
                }
            }
        }
        if (!model.positive().isEmpty() && model.target().isEmpty()) {
            in.fault("positive", "is a label of the target; name the target's column, too");
        }
        return model;
    }
}
