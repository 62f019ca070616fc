package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of a gate's evidence list.
 *
 * @param files pattern below the searched directory, Ant style ({@code reports/**}{@code /TEST-*.xml})
 * @param name what the measures' family is called instead of the reader's own word; empty to keep that
 * @param maxAgeSeconds how old a file may be; 0 to ask that it is not older than the build
 * @param content what the files hold
 */
public record EvidenceEntry(String files, String name, long maxAgeSeconds, Content content) {

    /** What the files of an entry hold, and so who reads them. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Reports.class, name = "reports"),
        @JsonSubTypes.Type(value = Values.class, name = "values"),
        @JsonSubTypes.Type(value = Predictions.class, name = "predictions")
    })
    public sealed interface Content {}

    /** Reports of known tools, each recognised by its content. */
    public record Reports() implements Content {}

    /**
     * Any JSON, YAML, CSV or properties file; what to take from it is said one by one.
     *
     * @param values measure name to place
     */
    public record Values(Map<String, Value> values) implements Content {
        public Values {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * Where a measure stands in a file, and what it means.
     *
     * @param at a {@link Pointer}
     * @param one what 1 in the file is: {@code 1ms} for a number of milliseconds
     * @param direction which way it gets better
     * @param n pointer to the number of observations behind a mean; empty where there is none
     * @param standardError pointer to the value's standard error; empty where there is none
     */
    public record Value(String at, Quantity one, Direction direction, String n, String standardError) {}

    /** What a model predicts. */
    public enum Task {
        /** Regression if label and prediction are numbers that can't be classes, else classification. */
        AUTO("auto"),
        CLASSIFICATION("classification"),
        REGRESSION("regression");

        private final String text;

        Task(String text) {
            this.text = text;
        }

        /** The name in files. */
        @JsonValue
        public String text() {
            return text;
        }
    }

    /**
     * A table of predictions, one row each, from which the metrics are computed.
     *
     * @param columns which column is what
     * @param task what the model predicts
     * @param positive the positive class of a binary label; empty to take the greater of the two values
     * @param threshold a score from which on the positive class is predicted, where no prediction column is named
     * @param baseline file with the predictions of the version before, below the searched directory; empty where there is
     *     none
     * @param minimumGroup rows below which a group's figures are reported but don't decide
     */
    public record Predictions(
            Columns columns, Task task, String positive, double threshold, String baseline, int minimumGroup)
            implements Content {
        /** With the task left to what the columns hold. */
        public Predictions(Columns columns, String positive, double threshold, String baseline, int minimumGroup) {
            this(columns, Task.AUTO, positive, threshold, baseline, minimumGroup);
        }
    }

    /**
     * The columns of a predictions file; empty where there is none.
     *
     * @param label what is true: a class or a number
     * @param prediction what was predicted
     * @param score probability of the positive class; or a pattern such as {@code proba_*} of one column a class
     * @param weight weight of a row
     * @param id what identifies a row, to compare two versions on the same rows
     * @param groups columns whose values are groups that must be treated alike
     */
    public record Columns(
            String label, String prediction, String score, String weight, String id, List<String> groups) {
        public Columns {
            groups = groups == null ? List.of() : List.copyOf(groups);
        }
    }
}
