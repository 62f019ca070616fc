package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.drift.profile.QualityProfile;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.MultipleTesting;
import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether numbers still move together as they did: the change of each pair's correlation, and R. A. Fisher's test of it (1921), which
 * takes both for normal.
 */
final class CorrelationCheck {
    private final DriftSettings settings;
    private final double most;

    CorrelationCheck(DriftSettings settings, double most) {
        this.settings = settings;
        this.most = most;
    }

    /** A pair before and now. */
    private record Change(String names, double before, double now, double p) {
        double size() {
            return Math.abs(now - before);
        }

        String words() {
            Figures.Two both = Figures.apart(before, now, Unit.NUMBER);
            return names + " " + both.first() + " → " + both.second();
        }
    }

    /** Empty if no two columns vary. */
    Optional<TableCheck> check(List<QualityProfile.Pair> before, QualityProfile now) {
        QualityFinding finding = QualityFinding.of("correlations", "Correlations");
        List<Change> changes = new ArrayList<>();
        for (QualityProfile.Pair pair : before) {
            now.pair(pair.one(), pair.other())
                    .flatMap(same -> change(pair, same))
                    .ifPresent(changes::add);
        }
        boolean critical = settings.quality().critical();
        if (changes.isEmpty()) {
            return Optional.of(
                    finding.unknown("there are no two columns of numbers that vary in both tables, or they were"
                                    + " not looked at in a kept profile")
                            .check(critical));
        }
        double[] adjusted = MultipleTesting.benjaminiHochberg(
                changes.stream().mapToDouble(Change::p).toArray());
        List<Change> loud = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            if (changes.get(i).size() > most && adjusted[i] <= settings.alpha()) {
                loud.add(changes.get(i));
            }
        }
        Comparator<Change> largest = Comparator.comparingDouble(Change::size).reversed();
        changes.sort(largest);
        loud.sort(largest);
        Change first = loud.isEmpty() ? changes.get(0) : loud.get(0);
        Score score = new Score(
                "correlation",
                "largest change of Pearson's coefficient",
                ">",
                first.size(),
                first.size(),
                first.size(),
                most,
                null,
                first.p(),
                null,
                null,
                null);
        String reason = loud.isEmpty()
                ? QualityFinding.count(changes.size(), "pair") + " of columns; most changed " + first.words()
                        + (first.size() > most ? ", which chance explains" : "")
                : QualityFinding.first(loud.stream().map(Change::words).toList());
        return Optional.of(new TableCheck(
                finding.id(),
                TableCheck.Group.QUALITY,
                finding.title(),
                loud.isEmpty() ? Outcome.NO_DRIFT : Outcome.DRIFT,
                reason,
                critical,
                score,
                null,
                List.of()));
    }

    private static Optional<Change> change(QualityProfile.Pair before, QualityProfile.Pair now) {
        double one = before.correlation();
        double other = now.correlation();
        if (Double.isNaN(one) || Double.isNaN(other) || Math.min(before.rows(), now.rows()) < 4) {
            return Optional.empty();
        }
        double error = Math.sqrt(1.0 / (before.rows() - 3) + 1.0 / (now.rows() - 3));
        double z = (atanh(other) - atanh(one)) / error;
        double p = Double.isNaN(z) ? 1 : Math.min(1, 2 * Normal.sf(Math.abs(z)));
        return Optional.of(new Change("'" + before.one() + "' and '" + before.other() + "'", one, other, p));
    }

    private static double atanh(double r) {
        return 0.5 * Math.log((1 + r) / (1 - r));
    }
}
