package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures.Average;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures.OfClass;
import io.jenkins.plugins.aidelivery.stats.Figure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The metrics of a classifier. */
final class ClassificationMeasures {
    private final LabelledRows rows;
    private final PredictionTable table;
    private final Predictions wanted;
    private final Optional<PairedRows> paired;
    private final ClassList classes;
    private final int positive;
    private final ScoreColumns scores;

    ClassificationMeasures(LabelledRows rows, Predictions wanted, Optional<PairedRows> paired) throws IOException {
        this.rows = rows;
        this.table = rows.table();
        this.wanted = wanted;
        this.paired = paired;
        boolean numeric = rows.labels().numeric()
                && rows.predictions().numeric()
                && paired.map(PairedRows::isNumeric).orElse(true);
        ClassList found = ClassList.find(table.engine(), values(), numeric, ScoreColumns.classes(table));
        this.classes = found.size() == 1 && !wanted.positive().isEmpty() ? found.with(wanted.positive()) : found;
        this.positive = classes.size() <= 2 ? positive() : -1;
        this.scores = ScoreColumns.find(rows, classes, positive);
        if (!table.hasPredictions() && !scores.isUsable()) {
            throw new EvidenceException("without a prediction column the scores decide, but "
                    + scores.unusable().orElse("there are none"));
        }
        if (!table.hasPredictions() && classes.size() < 2) {
            throw new EvidenceException(
                    "without a prediction column two classes are needed, but every label is '" + classes.name(0) + "'");
        }
    }

    private String values() {
        String values = "SELECT CAST(label AS VARCHAR) AS v FROM " + table.sql() + " WHERE " + rows.condition();
        if (table.hasPredictions()) {
            values +=
                    " UNION ALL SELECT CAST(prediction AS VARCHAR) FROM " + table.sql() + " WHERE " + rows.condition();
        }
        return paired.isPresent() ? values + paired.get().values() : values;
    }

    /** The number of the positive class of two; the class itself if there is but one. */
    private int positive() throws EvidenceException {
        if (wanted.positive().isEmpty()) {
            return classes.size() - 1;
        }
        int found = classes.find(wanted.positive());
        if (found < 0) {
            throw new EvidenceException("the positive class '" + wanted.positive() + "' does not occur in '"
                    + table.columns().label() + "'; there is " + shown());
        }
        return found;
    }

    private String shown() {
        return classes.names().stream()
                .limit(10)
                .map(name -> "'" + ColumnNames.shortened(name) + "'")
                .collect(Collectors.joining(", "));
    }

    private boolean isBinary() {
        return positive >= 0;
    }

    void record(Recorder out) throws IOException {
        List<GroupColumn> groups = GroupColumn.find(table, rows.condition(), out);
        ClassificationRows read = ClassificationRows.read(rows, classes, outcome(scores), scores, groups);
        ClassificationFigures figures = read.all().figures();
        checkVocabulary(figures, out);
        Map<String, Figure> named = named(figures);
        Map<String, Paired> comparisons = paired.isPresent() ? compare(paired.get(), read, named) : Map.of();
        MeasureWriter writer = new MeasureWriter(out, comparisons);
        recordFigures(named, figures, writer);
        new ScoreMeasures(rows, classes, positive, scores).record(read, writer);
        WorstGroups worst = new WorstGroups();
        for (int g = 0; g < groups.size(); g++) {
            new GroupMeasures(groups.get(g), read.groups(g), positiveOfGroups(), wanted.minimumGroup(), writer, worst)
                    .record();
        }
        worst.record(writer);
    }

    private RowOutcome outcome(ScoreColumns columns) {
        int scored = columns.isUsable() ? columns.columns().size() : 0;
        return new RowOutcome(classes, positive, wanted.threshold(), table.hasPredictions(), scored);
    }

    private Map<String, Paired> compare(PairedRows pairs, ClassificationRows read, Map<String, Figure> named)
            throws IOException {
        ScoreColumns theirScores = ScoreColumns.find(pairs.before(), classes, positive);
        if (!table.hasPredictions() && !theirScores.isUsable()) {
            throw new EvidenceException("the baseline '" + pairs.name() + "': "
                    + theirScores.unusable().orElse("there are no scores"));
        }
        PairedClassification.Side candidate = new PairedClassification.Side(outcome(scores), scores);
        PairedClassification.Side baseline = new PairedClassification.Side(outcome(theirScores), theirScores);
        return new PairedClassification(pairs, classes, candidate, baseline).compare(read, named, this::named);
    }

    /** With more than two classes one must be named to ask who is selected. */
    private int positiveOfGroups() {
        return isBinary() || wanted.positive().isEmpty() ? positive : classes.find(wanted.positive());
    }

    private void checkVocabulary(ClassificationFigures figures, Recorder out) throws EvidenceException {
        boolean common = false;
        for (int k = 0; k < classes.size(); k++) {
            common |= figures.support(k) > 0 && figures.predicted(k) > 0;
        }
        if (!common) {
            throw new EvidenceException("labels and predictions have no value in common: there is " + shown()
                    + "; are '" + table.columns().label() + "' and '"
                    + table.columns().prediction()
                    + "' the right columns?");
        }
        for (int k = 0; k < classes.size(); k++) {
            if (figures.support(k) > 0 && figures.predicted(k) == 0) {
                out.note("the class '" + ColumnNames.shortened(classes.name(k)) + "' is never predicted");
            }
        }
    }

    /** The metrics of all of the data that lie between 0 and 1, and the two correlations. */
    private Map<String, Figure> named(ClassificationFigures figures) {
        Map<String, Figure> named = new LinkedHashMap<>();
        named.put("accuracy", figures.accuracy());
        named.put("balanced_accuracy", figures.balancedAccuracy());
        for (OfClass metric : OfClass.values()) {
            String name = metric.name().toLowerCase(Locale.ROOT);
            Figure weighted = figures.of(metric, Average.WEIGHTED);
            named.put(name, isBinary() ? figures.of(metric, positive) : weighted);
            named.put(name + "_macro", figures.of(metric, Average.MACRO));
            named.put(name + "_micro", figures.accuracy());
            named.put(name + "_weighted", weighted);
        }
        if (isBinary() && classes.size() == 2) {
            named.put("specificity", figures.of(OfClass.RECALL, 1 - positive));
        }
        named.put("mcc", figures.matthews());
        named.put("cohen_kappa", figures.cohenKappa());
        return named;
    }

    private void recordFigures(Map<String, Figure> named, ClassificationFigures figures, MeasureWriter out)
            throws IOException {
        String pointer = pointer();
        boolean nobodySaidWhich = classes.size() == 1 && wanted.positive().isEmpty();
        for (Map.Entry<String, Figure> one : named.entrySet()) {
            String name = one.getKey();
            if (name.equals("mcc") || name.equals("cohen_kappa")) {
                out.correlation(name, one.getValue(), rows.count(), pointer);
            } else if (nobodySaidWhich && List.of("precision", "recall", "f1").contains(name)) {
                out.error(
                        name,
                        Slice.ALL,
                        Direction.HIGHER,
                        "every label and prediction is '" + classes.name(0) + "'; name the positive class",
                        pointer);
            } else {
                out.share(name, Slice.ALL, one.getValue(), rows.count(), pointer);
            }
        }
        for (int k = 0; k < classes.size(); k++) {
            Slice slice = Slice.of("class", classes.name(k));
            for (OfClass metric : OfClass.values()) {
                out.share(metric.name().toLowerCase(Locale.ROOT), slice, figures.of(metric, k), rows.count(), pointer);
            }
            out.put(
                    "support",
                    slice,
                    new Amount(figures.support(k), Unit.COUNT, Direction.NONE, Sampling.UNKNOWN),
                    pointer);
        }
    }

    private String pointer() {
        return table.hasPredictions()
                ? table.columns().label() + ", " + table.columns().prediction()
                : table.columns().label() + ", " + table.columns().score();
    }
}
