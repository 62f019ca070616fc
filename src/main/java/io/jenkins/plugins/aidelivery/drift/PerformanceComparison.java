package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Mover;
import io.jenkins.plugins.aidelivery.drift.performance.Classes;
import io.jenkins.plugins.aidelivery.drift.performance.Estimate;
import io.jenkins.plugins.aidelivery.drift.performance.Expected;
import io.jenkins.plugins.aidelivery.drift.performance.Measured;
import io.jenkins.plugins.aidelivery.drift.performance.Metric;
import io.jenkins.plugins.aidelivery.drift.performance.Mistakes;
import io.jenkins.plugins.aidelivery.drift.performance.NotMeasurableException;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules;
import io.jenkins.plugins.aidelivery.drift.profile.Answers;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How good predictions are now, held against how good they were. */
final class PerformanceComparison {
    private static final double NEARLY_ALL = 0.999;

    private final DriftSettings settings;
    private final PerformanceRules rules;

    PerformanceComparison(DriftSettings settings) {
        this.settings = settings;
        this.rules = settings.performance();
    }

    /** None where there is no model, or nobody wants to know. */
    List<TableCheck> checks(DatasetProfile reference, DatasetProfile current) {
        if (!rules.judged() || settings.model().target().isEmpty()) {
            return List.of();
        }
        Optional<PerformanceProfile> before = reference.model();
        Optional<PerformanceProfile> now = current.model();
        if (before.isEmpty() || now.isEmpty()) {
            return List.of(without(
                    Outcome.NOT_COMPARABLE,
                    "predictions were not counted in the " + (before.isEmpty() ? "reference" : "current table")
                            + "; make its profile again"));
        }
        try {
            return compared(usable(before.get(), "in the reference "), usable(now.get(), "now "));
        } catch (NotMeasurableException e) {
            return List.of(without(Outcome.NOT_COMPARABLE, e.getMessage()));
        }
    }

    private static PerformanceProfile usable(PerformanceProfile profile, String where) throws NotMeasurableException {
        if (!profile.complaint().isEmpty()) {
            throw new NotMeasurableException(where + profile.complaint());
        }
        long outside = profile.answers().stream().mapToLong(Answers::outside).sum();
        if (outside > 0) {
            throw new NotMeasurableException(
                    where + Figures.number(outside) + " of the scores are no probabilities: they lie outside of 0 … 1");
        }
        return profile;
    }

    private List<TableCheck> compared(PerformanceProfile before, PerformanceProfile now) throws NotMeasurableException {
        if (before.task() != now.task()) {
            throw new NotMeasurableException("the reference's profile is of another task; make it again");
        }
        if (now.labelled() == 0) {
            return settings.model().score().isEmpty() || now.task() != Task.CLASSIFICATION
                    ? unlabelled()
                    : estimated(before, now);
        }
        List<TableCheck> checks = now.task() == Task.REGRESSION ? numbers(before, now) : classes(before, now);
        return remarked(checks, now);
    }

    private List<TableCheck> numbers(PerformanceProfile before, PerformanceProfile now) throws NotMeasurableException {
        Map<Metric, Estimate> measured = now.regression()
                .map(Measured::of)
                .orElseThrow(() -> new NotMeasurableException("now no row has a label and a prediction"));
        Map<Metric, Estimate> old = before.regression().map(Measured::of).orElse(Map.of());
        return judge(old, measured).checks(List.of());
    }

    private List<TableCheck> classes(PerformanceProfile before, PerformanceProfile now) throws NotMeasurableException {
        Classes classes = Classes.of(before, now, settings.model().positive());
        Map<Metric, Estimate> measured = Measured.of(now, classes);
        if (before.labelled() == 0) {
            return judge(Map.of(), measured).checks(List.of());
        }
        List<Mover> mistakes = Mistakes.of(before, now, classes).stream()
                .map(mistake -> new Mover(mistake.words(), mistake.before(), mistake.now()))
                .toList();
        return judge(Measured.of(before, classes), measured).checks(mistakes);
    }

    private PerformanceJudge judge(Map<Metric, Estimate> before, Map<Metric, Estimate> now) {
        return new PerformanceJudge(rules, settings.alpha(), before, now, false);
    }

    private List<TableCheck> unlabelled() {
        return List.of(without(
                rules.isAsked() ? Outcome.NOT_COMPARABLE : Outcome.IGNORED,
                "there are no labels yet"
                        + (settings.model().task() == Task.REGRESSION
                                ? ""
                                : "; with a column of scores it could be estimated")));
    }

    /** What must be expected as long as nobody knows. */
    private List<TableCheck> estimated(PerformanceProfile before, PerformanceProfile now)
            throws NotMeasurableException {
        Classes classes = Classes.of(before, now, settings.model().positive());
        Expected.Result expected = Expected.of(before, now, classes);
        Map<Metric, Estimate> measured = Measured.of(before, classes);
        List<TableCheck> checks = new ArrayList<>(
                new PerformanceJudge(rules, settings.alpha(), measured, expected.metrics(), true).checks(List.of()));
        checks.add(new TableCheck(
                "estimate",
                TableCheck.Group.PERFORMANCE,
                "Estimated without labels",
                Outcome.IGNORED,
                assumption(expected, now),
                false,
                null,
                null,
                List.of()));
        return checks;
    }

    private static String assumption(Expected.Result expected, PerformanceProfile now) {
        String calibration = expected.calibrated()
                ? "scores were calibrated on the reference, where their expected calibration error went from "
                        + Figures.percent(expected.errorBefore()) + " to " + Figures.percent(expected.errorAfter())
                : "scores are taken as they are: in the reference their expected calibration error was "
                        + Figures.percent(expected.errorBefore()) + ", which chance explains";
        long unscored = now.rows() - expected.rows();
        return "there are no labels yet, so this is what the scores say; it holds if a score means what it meant in the"
                + " reference, and can't see that the same rows come with other labels now (concept drift); "
                + calibration
                + (unscored > 0 ? "; " + Figures.number(unscored) + " rows have no score or no prediction" : "");
    }

    /** Says of how many rows the figures are. */
    private static List<TableCheck> remarked(List<TableCheck> checks, PerformanceProfile now) {
        double share = (double) now.labelled() / now.rows();
        if (share >= NEARLY_ALL || checks.isEmpty()) {
            return checks;
        }
        List<TableCheck> remarked = new ArrayList<>(checks);
        TableCheck first = remarked.get(0);
        remarked.set(0, first.withReason(first.reason() + "; " + Figures.percent(share) + " of the rows have a label"));
        return remarked;
    }

    private static TableCheck without(Outcome outcome, String reason) {
        return new TableCheck(
                "performance",
                TableCheck.Group.PERFORMANCE,
                "Performance",
                outcome,
                reason,
                false,
                null,
                null,
                List.of());
    }
}
