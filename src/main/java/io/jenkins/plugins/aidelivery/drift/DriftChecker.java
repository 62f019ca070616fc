package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.Role;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.stats.MultipleTesting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares two tables by their profiles: a pure function of them and the settings. */
public final class DriftChecker {
    private final DatasetProfile reference;
    private final DatasetProfile current;
    private final RowFindings rows;
    private final DriftSettings settings;
    private final PastResults past;
    private final HistoricLimits limits;
    private final Map<String, ColumnComparison> compared = new LinkedHashMap<>();
    private final Map<String, ColumnDrift> unfit = new LinkedHashMap<>();

    private DriftChecker(TablePair pair, DriftSettings settings, PastResults past) {
        this.reference = pair.reference();
        this.current = pair.current();
        this.rows = pair.rows();
        this.settings = settings;
        this.past = past;
        this.limits = HistoricLimits.of(settings.history(), past.results());
    }

    /** Compares. */
    public static DriftReport check(TablePair pair, DriftSettings settings, Instant at) {
        return check(pair, settings, PastResults.NONE, at);
    }

    /**
     * Compares, in the light of earlier comparisons.
     *
     * @param past of the same data
     */
    public static DriftReport check(TablePair pair, DriftSettings settings, PastResults past, Instant at) {
        return new DriftChecker(pair, settings, past).report(at);
    }

    /**
     * Compares without what rows told.
     *
     * @param current profiled with the reference's profile, so that both count alike
     * @param at when
     */
    public static DriftReport check(
            DatasetProfile reference, DatasetProfile current, DriftSettings settings, Instant at) {
        return check(new TablePair(reference, current), settings, at);
    }

    /** What is reported if there is nothing to compare with. */
    public static DriftReport skipped(DatasetProfile current, DriftSettings settings, Instant at) {
        DriftReport.Subject subject = new DriftReport.Subject(
                settings.name().isEmpty() ? current.label() : settings.name(),
                "",
                0,
                current.label(),
                current.rows(),
                settings.preset().id());
        DriftReport.Decision decision = new DriftReport.Decision(
                DriftReport.Verdict.SKIPPED,
                0,
                settings.share(),
                List.of("there is no reference and no baseline to compare with"));
        return new DriftReport(subject, at.toEpochMilli(), decision, List.of());
    }

    private DriftReport report(Instant at) {
        for (ColumnProfile column : reference.columns()) {
            measure(column);
        }
        Set<String> names = new LinkedHashSet<>();
        reference.columns().forEach(column -> names.add(column.name()));
        for (ColumnProfile column : current.columns()) {
            if (names.add(column.name())) {
                Outcome outcome = settings.names(column.name()) ? Outcome.NOT_COMPARABLE : Outcome.IGNORED;
                unfit.put(column.name(), without(column, outcome, "the reference doesn't have this column"));
            }
        }
        for (String name : settings.unmet(names)) {
            unfit.put(name, missing(name, "neither table has this column"));
        }
        Map<String, ColumnDrift> judged = judged();
        List<ColumnDrift> columns = new ArrayList<>();
        reference
                .columns()
                .forEach(column -> columns.add(judged.getOrDefault(column.name(), unfit.get(column.name()))));
        unfit.forEach((name, column) -> {
            if (reference.column(name).isEmpty()) {
                columns.add(column);
            }
        });
        columns.replaceAll(column -> column.as(settings.model().role(column.name())));
        DriftReport.Subject subject = new DriftReport.Subject(
                settings.name().isEmpty() ? reference.label() : settings.name(),
                reference.label(),
                reference.rows(),
                current.label(),
                current.rows(),
                settings.preset().id());
        List<TableCheck> checks = new ArrayList<>(new PerformanceComparison(settings).checks(reference, current));
        checks.addAll(new QualityChecks(reference, current, settings).checks(columns));
        limits.check().ifPresent(checks::add);
        creep(columns).ifPresent(checks::add);
        checks.addAll(new MultivariateComparison(settings, rows).checks());
        return new DriftReport(
                subject, at.toEpochMilli(), new DatasetJudge(settings, columns, checks).decision(), columns, checks);
    }

    private Optional<TableCheck> creep(List<ColumnDrift> columns) {
        Set<String> drifted = columns.stream()
                .filter(column -> column.outcome() == Outcome.DRIFT)
                .map(ColumnDrift::name)
                .collect(Collectors.toSet());
        return past.first().flatMap(first -> new Creep(first, current, settings).check(drifted));
    }

    private void measure(ColumnProfile column) {
        Optional<ColumnProfile> now = current.column(column.name());
        Optional<String> why = new ColumnChoice(settings, current).whyNot(column);
        if (why.isPresent()) {
            unfit.put(column.name(), without(column, Outcome.IGNORED, why.get()));
            return;
        }
        boolean unlabelled = now.map(same -> same.usable() == 0).orElse(true) && column.usable() > 0;
        if (unlabelled && settings.model().role(column.name()) == Role.TARGET) {
            // They come later than predictions, as a rule.
            unfit.put(column.name(), without(column, Outcome.IGNORED, "there are no labels yet"));
            return;
        }
        if (now.isEmpty()) {
            unfit.put(column.name(), missing(column.name(), "the column is missing now"));
            return;
        }
        if (column.usable() == 0 && now.get().usable() == 0) {
            unfit.put(column.name(), without(column, Outcome.IGNORED, "it is empty in both tables"));
            return;
        }
        if (column.isTooThin()) {
            Outcome outcome = settings.names(column.name()) ? Outcome.NOT_COMPARABLE : Outcome.IGNORED;
            unfit.put(
                    column.name(),
                    without(column, outcome, "nothing of it was kept of the reference: too few rows had the same"));
            return;
        }
        try {
            compared.put(
                    column.name(),
                    ColumnComparison.of(column, now.get(), settings, rows).limited(settings, limits));
        } catch (NotComparableException e) {
            unfit.put(column.name(), without(column, Outcome.NOT_COMPARABLE, e.getMessage()));
        }
    }

    private ColumnDrift missing(String name, String reason) {
        return new ColumnDrift(
                name, Kind.OTHER, Outcome.NOT_COMPARABLE, reason, null, 0, 0, Map.of(), List.of(), null, List.of());
    }

    private ColumnDrift without(ColumnProfile column, Outcome outcome, String reason) {
        long now = current.column(column.name()).map(ColumnProfile::usable).orElse(0L);
        long before = reference.column(column.name()).map(ColumnProfile::usable).orElse(0L);
        return new ColumnDrift(
                column.name(), column.kind(), outcome, reason, null, before, now, Map.of(), List.of(), null, List.of());
    }

    /** Chance has as many tries as there are columns. */
    private Map<String, ColumnDrift> judged() {
        List<ColumnComparison> family = compared.values().stream()
                .filter(ColumnComparison::isSignificanceAsked)
                .toList();
        double[] adjusted = MultipleTesting.benjaminiHochberg(
                family.stream().mapToDouble(ColumnComparison::p).toArray());
        Map<String, ColumnDrift> judged = new LinkedHashMap<>();
        for (ColumnComparison column : compared.values()) {
            int at = family.indexOf(column);
            Optional<Double> p = at < 0 ? Optional.empty() : Optional.of(adjusted[at]);
            judged.put(column.reference().name(), new ColumnJudge(settings, column, p).judge(limits));
        }
        return judged;
    }
}
