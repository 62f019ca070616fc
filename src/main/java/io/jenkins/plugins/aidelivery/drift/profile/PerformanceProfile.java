package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stays of a model's predictions: enough to measure how good they are, and to compare that.
 *
 * @param columns that were counted
 * @param task what the model predicts; {@link Task#AUTO} if that can't be told
 * @param rows of the table
 * @param labelled rows with a label
 * @param cells that scores are counted in; null if there are none
 * @param answers of a classification, in the order of their labels and predictions
 * @param errors of predicted numbers; null if no row has both
 * @param complaint why nothing could be counted; empty if it could
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PerformanceProfile(
        ModelColumns columns,
        Task task,
        long rows,
        long labelled,
        ScoreCells cells,
        List<Answers> answers,
        PredictionErrors errors,
        String complaint) {
    public PerformanceProfile {
        if (columns == null || task == null) {
            throw new IllegalArgumentException("predictions have columns and a task");
        }
        answers = answers == null ? List.of() : List.copyOf(answers);
        int most = cells == null ? 0 : cells.count();
        if (answers.stream()
                .flatMap(answer -> answer.scores().cells().keySet().stream())
                .anyMatch(cell -> cell >= most)) {
            throw new IllegalArgumentException("scores in cells that there are not");
        }
        complaint = complaint == null ? "" : complaint;
    }

    /** Of a classification. */
    public static PerformanceProfile of(ModelColumns columns, long rows, ScoreCells cells, List<Answers> answers) {
        long labelled = answers.stream()
                .filter(answer -> answer.label().isPresent())
                .mapToLong(Answers::rows)
                .sum();
        return new PerformanceProfile(columns, Task.CLASSIFICATION, rows, labelled, cells, answers, null, "");
    }

    /** Where nothing could be counted. */
    public static PerformanceProfile without(ModelColumns columns, Task task, long rows, String complaint) {
        return new PerformanceProfile(columns, task, rows, 0, null, List.of(), null, complaint);
    }

    public Optional<PredictionErrors> regression() {
        return Optional.ofNullable(errors);
    }

    /** Nothing but the reason, where a few rows have what nobody else has: a label with a prediction, or a score. */
    PerformanceProfile thinned(long minimum) {
        boolean enough = answers.stream()
                        .allMatch(answer -> answer.rows() >= minimum
                                && answer.scores().cells().values().stream().allMatch(cell -> cell.count() >= minimum))
                && (errors == null || errors.rows() >= minimum);
        return enough
                ? this
                : without(
                        columns,
                        task,
                        rows,
                        "labels, predictions or scores of fewer than " + minimum
                                + " rows were not kept; compare with the table itself");
    }

    /** What scores are counted in. */
    public Optional<ScoreCells> scored() {
        return Optional.ofNullable(cells);
    }

    /** Both as one. */
    PerformanceProfile plus(PerformanceProfile other) {
        if (!columns.equals(other.columns) || task != other.task || !scored().equals(other.scored())) {
            throw new IllegalArgumentException(
                    "predictions of different models, or in different cells, can't be added");
        }
        String first = complaint.isEmpty() ? other.complaint : complaint;
        if (!first.isEmpty()) {
            return without(columns, task, rows + other.rows, first);
        }
        Map<List<Optional<String>>, Answers> sums = new LinkedHashMap<>();
        for (List<Answers> part : List.of(answers, other.answers)) {
            part.forEach(answer -> sums.merge(List.of(answer.label(), answer.said()), answer, Answers::plus));
        }
        PredictionErrors sum =
                errors == null ? other.errors : other.errors == null ? errors : errors.plus(other.errors);
        return new PerformanceProfile(
                columns,
                task,
                rows + other.rows,
                labelled + other.labelled,
                cells,
                new ArrayList<>(sums.values()),
                sum,
                "");
    }
}
