package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Rule;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.stats.ProportionTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a measured difference means, once it is known what chance makes of it. */
final class ColumnJudge {
    /** Of all rows: a change of missing values that matters whatever the values say. */
    private static final double MISSING_CHANGE = 0.05;

    /** Of all rows: so many beyond the reference's extremes are worth a word. */
    private static final double OUTSIDE = 0.01;

    /** Of the reference's rows: so many in categories that are counted as one may hide a difference that matters. */
    private static final double UNKNOWN = 0.05;

    private final DriftSettings settings;
    private final ColumnComparison column;
    private final Optional<Double> adjusted;
    private final List<String> findings = new ArrayList<>();

    /** @param adjusted the p-value after correction for many columns, where there is one */
    ColumnJudge(DriftSettings settings, ColumnComparison column, Optional<Double> adjusted) {
        this.settings = settings;
        this.column = column;
        this.adjusted = adjusted;
    }

    /** @param limits which may come from earlier results */
    ColumnDrift judge(HistoricLimits limits) {
        limits.told(column.reference().name()).ifPresent(findings::add);
        Outcome outcome = outcome();
        String reason = reason(outcome);
        if (outcome == Outcome.NO_DRIFT && unknown() >= UNKNOWN) {
            outcome = Outcome.UNDECIDED;
            reason += ", as far as that can be told: " + Figures.percent(unknown())
                    + " of the reference's rows hold rare categories, which were kept as one";
        }
        Optional<String> missing = missingChange();
        // Other tools' presets look at the values only.
        if (missing.isPresent() && outcome != Outcome.DRIFT && settings.preset() == Preset.DEFAULT) {
            outcome = Outcome.DRIFT;
            reason = missing.get();
        } else {
            missing.ifPresent(findings::add);
        }
        findings.addAll(column.findings());
        findOddities();
        return new ColumnDrift(
                column.reference().name(),
                column.reference().kind(),
                outcome,
                reason,
                score(outcome),
                column.reference().usable(),
                column.current().usable(),
                column.statistics(),
                column.picturing().movers(),
                column.picturing().picture(),
                findings);
    }

    private Convention convention() {
        return column.convention();
    }

    private double threshold() {
        return convention().threshold();
    }

    private Outcome outcome() {
        Scored scored = column.scored();
        double low = scored.bracket().lo();
        double high = scored.bracket().hi();
        double p = scored.p().orElse(Double.NaN);
        return switch (convention().rule()) {
            case P_AT_MOST -> p <= threshold() ? Outcome.DRIFT : Outcome.NO_DRIFT;
            case P_BELOW -> p < threshold() ? Outcome.DRIFT : Outcome.NO_DRIFT;
            case SCORE_AT_LEAST -> bySize(low >= threshold(), high >= threshold());
            case SCORE_ABOVE -> bySize(low > threshold(), high > threshold());
            case EFFECT_AND_SIGNIFICANCE -> {
                if (adjusted.orElse(1.0) <= settings.alpha()) {
                    yield bySize(low >= threshold(), high >= threshold());
                }
                boolean blind = threshold() > 0 && scored.byChance().orElse(0) > threshold();
                yield blind ? Outcome.UNDERPOWERED : Outcome.NO_DRIFT;
            }
        };
    }

    private static Outcome bySize(boolean certainly, boolean possibly) {
        if (certainly) {
            return Outcome.DRIFT;
        }
        return possibly ? Outcome.UNDECIDED : Outcome.NO_DRIFT;
    }

    private String reason(Outcome outcome) {
        Scored scored = column.scored();
        String score = convention().method().label() + " "
                + Figures.number(scored.bracket().lo());
        if (convention().rule().isOfP()) {
            return score + ", p " + p(scored.p().orElse(Double.NaN)) + " "
                    + (outcome == Outcome.DRIFT ? "is below " : "is not below ") + Figures.number(threshold());
        }
        return switch (outcome) {
            case DRIFT -> score + (threshold() > 0 ? " ≥ " + Figures.number(threshold()) : "") + chance(", ");
            case UNDECIDED ->
                convention().method().label() + " lies between "
                        + Figures.number(scored.bracket().lo()) + " and "
                        + Figures.number(scored.bracket().hi()) + "; the limit is " + Figures.number(threshold());
            case UNDERPOWERED ->
                score + "; chance alone gives up to "
                        + Figures.number(scored.byChance().orElse(Double.NaN)) + " with so few rows"
                        + column.rowsNeeded(settings.alpha())
                                .map(rows -> ", needs n ≥ " + Figures.number(rows))
                                .orElse("");
            default -> without(score, scored.bracket().lo());
        };
    }

    /** Why it is no drift: too small, or nothing that chance wouldn't give. */
    private String without(String score, double value) {
        if (!(threshold() > 0)) {
            return score + chance(", ");
        }
        if (value < threshold()) {
            return score + " < " + Figures.number(threshold());
        }
        return adjusted.isPresent()
                ? score + " ≥ " + Figures.number(threshold()) + ", but chance may explain it" + chance(": ")
                : score + ", not above " + Figures.number(threshold());
    }

    private String chance(String before) {
        return adjusted.map(p -> before + "p " + p(p)).orElse("");
    }

    private static String p(double p) {
        return p < 1e-12 ? "< 1e-12" : Figures.number(p);
    }

    private ColumnDrift.Score score(Outcome outcome) {
        Scored scored = column.scored();
        boolean byChance = convention().rule() == Rule.EFFECT_AND_SIGNIFICANCE;
        boolean wanted = outcome == Outcome.UNDERPOWERED && byChance;
        return new ColumnDrift.Score(
                convention().method().id(),
                convention().words(),
                convention().rule().sign(),
                scored.bracket().lo(),
                scored.bracket().lo(),
                scored.bracket().hi(),
                threshold(),
                boxed(scored.byChance()),
                boxed(scored.p()),
                adjusted.orElse(null),
                wanted ? column.rowsNeeded(settings.alpha()).orElse(null) : null,
                byChance && outcome != Outcome.DRIFT ? boxed(scored.detectable()) : null);
    }

    private static Double boxed(java.util.OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
    }

    /** Values that are missing more or less often than they were: the ones that are there can't tell. */
    private Optional<String> missingChange() {
        Missing one = Missing.of(column.reference());
        Missing other = Missing.of(column.current());
        double before = one.share();
        double now = other.share();
        double p = ProportionTests.test(one.cells(), one.rows(), other.cells(), other.rows())
                .pValue();
        boolean matters = Math.abs(now - before) >= MISSING_CHANGE && p <= settings.alpha();
        return matters
                ? Optional.of("missing values went from " + Figures.percent(before) + " to " + Figures.percent(now)
                        + " of the rows")
                : Optional.empty();
    }

    /** Cells without a usable value, of all rows, or of those that were looked at. */
    private record Missing(long cells, long rows) {
        static Missing of(ColumnProfile profile) {
            Missing counted = new Missing(profile.rows() - profile.usable(), profile.rows());
            // Whether a vector can be used is known of a sample, to which empty cells belong in their share.
            return profile.asVectors()
                    .filter(vectors -> vectors.looked() > 0)
                    .map(vectors -> {
                        long empty = Math.round(vectors.looked() * counted.share() / (1 - counted.share()));
                        return new Missing(vectors.faults().total() + empty, vectors.looked() + empty);
                    })
                    .orElse(counted);
        }

        double share() {
            return (double) cells / rows;
        }
    }

    private double unknown() {
        return column.statistics().getOrDefault(ColumnComparison.UNKNOWN, 0.0);
    }

    private void findOddities() {
        if (unknown() > 0) {
            findings.add("rare categories of the reference (" + Figures.percent(unknown())
                    + " of its rows) were kept as one; which of them are new or gone can't be told");
        }
        ColumnProfile now = column.current();
        if (now.invalid() > 0) {
            findings.add(Figures.number(now.invalid()) + " cells hold a text that is no number");
        }
        if (now.oddities().total() > column.reference().oddities().total()) {
            findings.add(Figures.number(now.oddities().total()) + " cells hold NaN or an infinity");
        }
        double outside = column.statistics().getOrDefault(ColumnComparison.OUTSIDE, 0.0);
        if (outside >= OUTSIDE) {
            findings.add(Figures.percent(outside) + " of the rows lie outside of the reference's range");
        }
        double fresh = column.statistics().getOrDefault("new categories", 0.0);
        if (fresh > 0) {
            findings.add(Figures.number(fresh) + (fresh == 1 ? " new category" : " new categories"));
        }
        double lost = column.statistics().getOrDefault("lost categories", 0.0);
        if (lost > 0) {
            findings.add(Figures.number(lost) + (lost == 1 ? " category is gone" : " categories are gone"));
        }
    }
}
