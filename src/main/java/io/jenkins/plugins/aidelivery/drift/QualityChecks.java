package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.QualityRules.RowLimits;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.QualityProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Role;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a table is what it should be: its rows, its columns, and rows that it shouldn't have. */
final class QualityChecks {
    /** Beyond what repeats by chance, without a limit. */
    private static final double LEAKED = 0.01;

    /** Columns whose correlations are looked at: their pairs grow with the square. */
    private static final int MOST_CORRELATED = 20;

    private final DatasetProfile reference;
    private final DatasetProfile current;
    private final DriftSettings settings;
    private final QualityRules rules;
    private final List<TableCheck> checks = new ArrayList<>();

    QualityChecks(DatasetProfile reference, DatasetProfile current, DriftSettings settings) {
        this.reference = reference;
        this.current = current;
        this.settings = settings;
        this.rules = settings.quality();
    }

    /** Columns of numbers whose correlations are of interest: features that vary, the first of them. */
    static List<String> correlated(DatasetProfile profile, DriftSettings settings) {
        return profile.columns().stream()
                .filter(column -> column.kind() == Kind.NUMBER
                        && !settings.isKey(column.name())
                        && settings.model().role(column.name()) == Role.FEATURE)
                .filter(column -> column.asNumbers()
                        .filter(numbers -> numbers.min() < numbers.max())
                        .isPresent())
                .map(ColumnProfile::name)
                .limit(MOST_CORRELATED)
                .toList();
    }

    List<TableCheck> checks(List<ColumnDrift> columns) {
        if (rules.table().schema()) {
            schema();
        }
        rules.table().rows().ifPresent(this::rows);
        rules.table().duplicates().ifPresent(this::duplicates);
        if (!rules.table().key().isEmpty()) {
            key();
        }
        rules.table().leakage().ifPresent(leakage -> leakage(leakage.most()));
        rules.table()
                .correlations()
                .ifPresent(most -> new CorrelationCheck(settings, most)
                        .check(reference.whole().correlations(), current.whole())
                        .ifPresent(checks::add));
        checks.addAll(new ColumnQuality(reference, current, settings).checks());
        if (rules.automatic() && settings.preset() == Preset.DEFAULT) {
            checks.addAll(new UnknownValues(reference, current, settings).checks(columns));
        }
        return checks;
    }

    private void add(QualityFinding finding) {
        checks.add(finding.check(rules.critical()));
    }

    private void schema() {
        List<String> changes = new ArrayList<>();
        for (ColumnProfile column : reference.columns()) {
            Optional<ColumnProfile> now = current.column(column.name());
            if (now.isEmpty()) {
                changes.add("'" + column.name() + "' is gone");
            } else if (now.get().kind() != column.kind()) {
                changes.add("'" + column.name() + "' was " + word(column.kind()) + " and is "
                        + word(now.get().kind()));
            }
        }
        Stream<String> fresh = current.columns().stream()
                .filter(column -> reference.column(column.name()).isEmpty())
                .map(column -> "'" + column.name() + "' is new");
        fresh.forEach(changes::add);
        add(QualityFinding.of("schema", "Columns")
                .counted(changes.size(), 0)
                .told(
                        changes.isEmpty()
                                ? "the same "
                                        + Figures.number(reference.columns().size()) + " columns of the same kinds"
                                : QualityFinding.first(changes)));
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case TEXT -> "text";
            case TIME -> "a time";
            case VECTOR -> "a vector";
            case OTHER -> "something else";
        };
    }

    private void rows(RowLimits limits) {
        double before = reference.rows();
        double now = current.rows();
        double change = before > 0 ? now / before - 1 : 0;
        List<String> wrong = new ArrayList<>();
        limits.min()
                .filter(min -> now < min)
                .ifPresent(min -> wrong.add("at least " + Figures.number(min) + " are asked for"));
        limits.max()
                .filter(max -> now > max)
                .ifPresent(max -> wrong.add("at most " + Figures.number(max) + " are asked for"));
        limits.change()
                .filter(most -> Math.abs(change) > most)
                .ifPresent(most -> wrong.add(Figures.percent(Math.abs(change)) + (change > 0 ? " more" : " fewer")
                        + ", up to " + Figures.percent(most) + " may be"));
        String told = Figures.number(before) + " rows before, " + Figures.number(now) + " now";
        QualityFinding finding = QualityFinding.of("rows", "Rows").measured("rows", now, before);
        add(wrong.isEmpty() ? finding.kept(told) : finding.broken(told + ": " + String.join("; ", wrong)));
    }

    private void duplicates(double most) {
        QualityFinding finding = QualityFinding.of("duplicates", "Duplicate rows");
        Optional<Long> repeated = current.whole().repeatedRows();
        if (repeated.isEmpty()) {
            add(finding.unknown("they were not counted in this profile; make it again"));
            return;
        }
        double share = share(repeated.get(), current.rows());
        Double before = reference
                .whole()
                .repeatedRows()
                .map(rows -> share(rows, reference.rows()))
                .orElse(null);
        add(finding.share(share, before, most)
                .told(Figures.number(repeated.get()) + " of " + Figures.number(current.rows())
                        + " rows are there before, in all columns"));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private void key() {
        QualityFinding finding = QualityFinding.of("key", "Key");
        Optional<QualityProfile.Keys> keys = current.whole().key();
        String names = String.join(", ", rules.table().key());
        if (keys.isEmpty()) {
            add(finding.unknown("it was not looked at in this profile; make it again"));
            return;
        }
        long wrong = keys.get().repeated() + keys.get().incomplete();
        Double before = reference
                .whole()
                .key()
                .map(old -> share(old.repeated() + old.incomplete(), reference.rows()))
                .orElse(null);
        add(finding.share(share(wrong, current.rows()), before, 0)
                .told(
                        wrong == 0
                                ? "every row has another " + names
                                : QualityFinding.count(keys.get().repeated(), "row") + " with the " + names
                                        + " of another, "
                                        + Figures.number(keys.get().incomplete()) + " with none"));
    }

    private void leakage(Optional<Double> most) {
        QualityFinding finding = QualityFinding.of("leakage", "Rows of the reference");
        Optional<QualityProfile.Overlap> overlap = current.whole().shared();
        if (overlap.isEmpty()) {
            add(finding.unknown("a kept profile holds no rows: both tables have to be there, and in one place"));
            return;
        }
        boolean byKey = !overlap.get().columns().isEmpty();
        double chance = byKey ? 0 : overlap.get().byChance();
        double limit = most.orElse(byKey ? 0 : Math.min(1, chance + LEAKED));
        String told = Figures.number(overlap.get().shared()) + " of "
                + Figures.number(overlap.get().rows()) + " rows "
                + (byKey
                        ? "have the " + String.join(", ", overlap.get().columns()) + " of a row of the reference"
                        : "are in the reference, too");
        add(finding.share(overlap.get().share(), null, limit)
                .told(
                        byKey
                                ? told
                                : told + "; as rows repeat there, " + Figures.percent(chance) + " are so by chance"));
    }
}
