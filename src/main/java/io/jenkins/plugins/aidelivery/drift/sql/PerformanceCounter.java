package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import io.jenkins.plugins.aidelivery.drift.profile.ValueCounts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts what a model predicted and what came true, in one statement more. */
public final class PerformanceCounter {
    /** More different whole numbers are amounts, as for a gate's predictions. */
    private static final int MOST_WHOLE_CLASSES = 50;

    private final SqlEngine engine;
    private final Relation relation;
    private final DatasetProfile profile;
    private final ModelColumns model;

    private PerformanceCounter(SqlEngine engine, Relation relation, DatasetProfile profile, ModelColumns model) {
        this.engine = engine;
        this.relation = relation;
        this.profile = profile;
        this.model = model;
    }

    /**
     * Counts predictions.
     *
     * @param profile of the same table, which knows its numbers' range
     * @param reference whose task and origin are used; none for a reference itself
     * @return the profile with what was counted, or with a complaint in its place
     * @throws IOException if the engine doesn't answer
     */
    public static DatasetProfile counted(
            SqlEngine engine,
            Relation relation,
            DatasetProfile profile,
            ModelColumns model,
            Optional<PerformanceProfile> reference)
            throws IOException {
        if (model.target().isEmpty() && model.score().isEmpty()) {
            return profile;
        }
        return profile.with(new PerformanceCounter(engine, relation, profile, model).counted(reference));
    }

    private PerformanceProfile counted(Optional<PerformanceProfile> reference) throws IOException {
        Task task = reference
                .map(PerformanceProfile::task)
                .filter(known -> known != Task.AUTO)
                .orElseGet(this::task);
        Optional<String> complaint = complaint(task);
        if (complaint.isPresent()) {
            return PerformanceProfile.without(model, task, profile.rows(), complaint.get());
        }
        return task == Task.REGRESSION
                ? new RegressionCounter(engine, relation, profile, model)
                        .count(reference.flatMap(PerformanceProfile::regression))
                : new AnswerCounter(engine, relation, profile, model)
                        .count(reference.flatMap(PerformanceProfile::scored));
    }

    private Task task() {
        if (model.task() != Task.AUTO) {
            return model.task();
        }
        boolean classes = !model.score().isEmpty() || !model.positive().isEmpty();
        return classes || Stream.of(model.target(), model.prediction()).allMatch(this::looksLikeClasses)
                ? Task.CLASSIFICATION
                : Task.REGRESSION;
    }

    private boolean looksLikeClasses(String name) {
        Optional<ColumnProfile> column = profile.column(name);
        if (column.isEmpty() || column.get().usable() == 0) {
            return true;
        }
        if (column.get().kind() != Kind.NUMBER) {
            return column.get().kind() != Kind.TIME;
        }
        Optional<ValueCounts> values = column.get().asNumbers().flatMap(Numbers::oneByOne);
        return values.isPresent() && values.get().size() <= MOST_WHOLE_CLASSES && isWhole(values.get());
    }

    private static boolean isWhole(ValueCounts values) {
        for (int i = 0; i < values.size(); i++) {
            if (Math.abs(values.value(i) % 1) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Columns that can't be what they are said to be. A target that isn't there is one that isn't known yet. */
    private Optional<String> complaint(Task task) {
        for (String name : List.of(model.target(), model.prediction(), model.score())) {
            Optional<SqlColumn> column = relation.column(name);
            Optional<ColumnProfile> found = profile.column(name);
            if (name.isEmpty() || column.isEmpty() || found.isEmpty()) {
                if (!name.isEmpty() && !name.equals(model.target())) {
                    return Optional.of("there is no column '" + name + "'");
                }
                continue;
            }
            Kind kind = found.get().kind();
            if (kind == Kind.VECTOR || kind == Kind.OTHER || kind == Kind.TIME) {
                return Optional.of(
                        "column '" + name + "' of type " + column.get().type() + " is neither a class nor a number");
            }
            boolean numbers = task == Task.REGRESSION || name.equals(model.score());
            if (numbers && kind != Kind.NUMBER && found.get().usable() > 0) {
                return Optional.of("column '" + name + "' holds no numbers");
            }
        }
        return task == Task.REGRESSION && model.prediction().isEmpty()
                ? Optional.of("no column is named that holds the predicted numbers")
                : Optional.empty();
    }
}
