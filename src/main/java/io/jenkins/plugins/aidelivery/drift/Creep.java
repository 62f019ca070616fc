package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.stats.MultipleTesting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far data has come from what was accepted first: many steps, each too small to be drift, go anywhere. */
final class Creep {
    private final DatasetProfile first;
    private final DatasetProfile current;
    private final DriftSettings settings;

    Creep(DatasetProfile first, DatasetProfile current, DriftSettings settings) {
        this.first = first;
        this.current = current;
        this.settings = settings;
    }

    /**
     * What moved.
     *
     * @param known columns whose drift is told anyway
     */
    Optional<TableCheck> check(Set<String> known) {
        List<ColumnComparison> compared = new ArrayList<>();
        for (ColumnProfile column : first.columns()) {
            Optional<ColumnProfile> now = current.column(column.name());
            if (now.isPresent() && settings.wants(column.name()) && !known.contains(column.name())) {
                compared(column, now.get()).ifPresent(compared::add);
            }
        }
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        double[] p = MultipleTesting.benjaminiHochberg(compared.stream()
                .mapToDouble(column -> column.scored().p().orElse(1))
                .toArray());
        List<String> moved = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            ColumnComparison column = compared.get(i);
            double threshold = column.convention().threshold();
            double score = column.scored().bracket().lo();
            if (score >= threshold && p[i] <= settings.alpha()) {
                moved.add("'" + column.reference().name() + "' moved by " + Figures.number(score) + " ≥ "
                        + Figures.number(threshold));
            }
        }
        QualityFinding finding =
                QualityFinding.of("creep", "Since the first accepted data").counted(moved.size(), 0);
        return Optional.of(finding.told(
                        moved.isEmpty()
                                ? "no column moved by more than its limit since the first accepted profile"
                                : "since the first accepted profile, " + QualityFinding.first(moved)
                                        + ", more than one limit in small steps")
                .check(false));
    }

    /** Empty where there is nothing to compare, or counts that don't fit together. */
    private Optional<ColumnComparison> compared(ColumnProfile before, ColumnProfile now) {
        try {
            ColumnComparison comparison = ColumnComparison.of(before, now, settings, RowFindings.NONE);
            return Optional.of(comparison).filter(ColumnComparison::isSignificanceAsked);
        } catch (NotComparableException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
