package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Mover;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.drift.rows.JointFinding;
import io.jenkins.plugins.aidelivery.drift.rows.Multivariate;
import io.jenkins.plugins.aidelivery.drift.rows.Reconstruction;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.drift.rows.Separation;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.List;
import java.util.stream.Collectors;

/** All columns together, which may go together in another way though none of them has changed. */
final class MultivariateComparison {
    /** As Evidently's for texts and vectors. */
    private static final double AREA = 0.55;

    /** Standard deviations; a small effect by J. Cohen's (1988) words. */
    private static final double EFFECT = 0.2;

    private static final int NAMED = 3;

    private final DriftSettings settings;
    private final RowFindings rows;

    MultivariateComparison(DriftSettings settings, RowFindings rows) {
        this.settings = settings;
        this.rows = rows;
    }

    List<TableCheck> checks() {
        return settings.multivariate().stream().map(this::check).toList();
    }

    private TableCheck check(Multivariate kind) {
        if (rows.joint(kind).isEmpty()) {
            return without(
                    kind,
                    "needs the rows of both tables in one place, which a kept profile doesn't have, and an engine that"
                            + " draws them");
        }
        JointFinding found = rows.joint(kind).get();
        if (found.asArea().isPresent()) {
            return classified(found, found.asArea().get());
        }
        return found.asReconstruction().isPresent()
                ? reconstructed(found, found.asReconstruction().get())
                : without(kind, found.complaint());
    }

    private static TableCheck without(Multivariate kind, String reason) {
        return new TableCheck(
                kind.id(),
                TableCheck.Group.MULTIVARIATE,
                kind.title(),
                Outcome.NOT_COMPARABLE,
                reason,
                false,
                null,
                null,
                List.of());
    }

    // --- a classifier

    private TableCheck classified(JointFinding found, Separation area) {
        String score = "AUC " + Figures.number(area.area());
        return switch (settings.preset()) {
            // Its range for an alert, whatever the number of rows.
            case NANNYML -> {
                boolean alert = area.area() > 0.65 || area.area() < 0.45;
                yield check(
                        found,
                        alert ? Outcome.DRIFT : Outcome.NO_DRIFT,
                        score + (alert ? ", outside of 0.45 … 0.65" : ", within 0.45 … 0.65"),
                        score(found, area.area(), ">", 0.65, null, area.p()));
            }
            // Its score is 2 AUC - 1, from 0.25 on.
            case DEEPCHECKS -> {
                boolean drift = area.area() >= 0.625;
                yield check(
                        found,
                        drift ? Outcome.DRIFT : Outcome.NO_DRIFT,
                        score + (drift ? " ≥ " : " < ") + "0.625",
                        score(found, area.area(), "≥", 0.625, null, area.p()));
            }
            default -> judged(found, score, area.area(), AREA, area.p(), area.byChance(level()));
        };
    }

    // --- principal components

    private TableCheck reconstructed(JointFinding found, Reconstruction error) {
        String score = "the mean error went from " + Figures.number(error.before()) + " to "
                + Figures.number(error.now()) + ", by " + Figures.number(Math.abs(error.effect())) + " σ, with "
                + error.components() + " of " + error.features() + " components";
        return judged(found, score, Math.abs(error.effect()), EFFECT, error.p(), error.byChance(level()));
    }

    // --- both

    /** Chance has as many tries as there are looks. */
    private double level() {
        return settings.alpha() / settings.multivariate().size();
    }

    private TableCheck judged(
            JointFinding found, String said, double value, double threshold, double p, double byChance) {
        double adjusted = Math.min(1, p * settings.multivariate().size());
        boolean significant = adjusted <= settings.alpha();
        Outcome outcome = significant && value >= threshold
                ? Outcome.DRIFT
                : !significant && byChance > threshold ? Outcome.UNDERPOWERED : Outcome.NO_DRIFT;
        String reason = said + ", p " + (adjusted < 1e-12 ? "< 1e-12" : Figures.number(adjusted));
        if (outcome == Outcome.UNDERPOWERED) {
            reason += "; chance alone gives up to " + Figures.number(byChance) + " with so few rows";
        } else if (outcome == Outcome.NO_DRIFT) {
            reason += value < threshold ? ", below " + Figures.number(threshold) : ", which chance may explain";
        }
        return check(found, outcome, reason, score(found, value, "≥", threshold, byChance, p));
    }

    private Score score(JointFinding found, double value, String rule, double threshold, Double byChance, double p) {
        boolean judgedByP = byChance != null;
        return new Score(
                found.kind().id(),
                convention(found),
                rule,
                value,
                found.asArea().map(Separation::low).orElse(value),
                found.asArea().map(Separation::high).orElse(value),
                threshold,
                byChance,
                p,
                judgedByP ? Math.min(1, p * settings.multivariate().size()) : null,
                null,
                null);
    }

    private static String convention(JointFinding found) {
        String looked = Figures.number(found.columns()) + " columns, " + Figures.number(found.referenceRows())
                + " reference and " + Figures.number(found.currentRows()) + " current rows";
        return found.kind() == Multivariate.DOMAIN_CLASSIFIER
                ? "AUC of a logistic regression, tested on the half it has not learned from (" + looked + ")"
                : "change of the mean reconstruction error, in standard deviations of the reference's, with components for"
                        + " 65 % of its variance (" + looked + ")";
    }

    private static TableCheck check(JointFinding found, Outcome outcome, String reason, Score score) {
        List<Mover> movers = outcome == Outcome.DRIFT
                ? found.movers().stream()
                        .map(moved -> new Mover(moved.label(), moved.reference(), moved.current()))
                        .toList()
                : List.of();
        String most = movers.stream()
                .limit(NAMED)
                .map(mover -> "'" + mover.label() + "' " + Figures.percent(mover.current()))
                .collect(Collectors.joining(", "));
        return new TableCheck(
                found.kind().id(),
                TableCheck.Group.MULTIVARIATE,
                found.kind().title(),
                outcome,
                most.isEmpty() ? reason : reason + "; most weight: " + most,
                false,
                score,
                null,
                movers);
    }
}
