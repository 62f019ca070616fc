package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

import java.util.List;

/**
 * A metric of a canary configuration.
 *
 * @param groups whose scores it is part of; a metric in two groups counts in both, one in none counts nowhere
 */
public record KayentaMetric(String name, List<String> groups, Cleaning cleaning, Rule rule) {
    public KayentaMetric {
        groups = List.copyOf(groups);
    }

    /** With Kayenta's defaults. */
    public static KayentaMetric of(String name, String... groups) {
        return new KayentaMetric(name, List.of(groups), Cleaning.DEFAULT, Rule.DEFAULT);
    }

    public KayentaMetric with(Cleaning other) {
        return new KayentaMetric(name, groups, other, rule);
    }

    public KayentaMetric with(Rule other) {
        return new KayentaMetric(name, groups, cleaning, other);
    }

    /** What becomes of NaN. */
    public enum NanStrategy {
        REMOVE,
        REPLACE_WITH_ZERO
    }

    /** Which change is a fault. */
    public enum Direction {
        EITHER,
        INCREASE,
        DECREASE
    }

    /** How large an effect is. */
    public enum Measure {
        /** The canary's mean over the baseline's. */
        MEAN_RATIO(1),
        /** How often a value of the canary exceeds one of the baseline (common language effect size). */
        CLES(0.5);

        private final double noEffect;

        Measure(double noEffect) {
            this.noEffect = noEffect;
        }
    }

    /**
     * What happens to samples before they are compared.
     *
     * @param outlierFactor interquartile ranges beyond the quartiles from which on a value is an outlier
     */
    public record Cleaning(NanStrategy nanStrategy, boolean removesOutliers, double outlierFactor) {
        public static final Cleaning DEFAULT = new Cleaning(NanStrategy.REMOVE, false, 3);
    }

    /** How large a measure must at least be for a rise, and how small at most for a fall, to count. */
    public record Limits(double increase, double decrease) {
        public static Limits none(Measure measure) {
            return new Limits(measure.noEffect, measure.noEffect);
        }
    }

    /**
     * @param allowed beyond which a change counts
     * @param critical beyond which one of a critical metric fails everything
     */
    public record EffectSizes(Measure measure, Limits allowed, Limits critical) {
        public static EffectSizes none(Measure measure) {
            return new EffectSizes(measure, Limits.none(measure), Limits.none(measure));
        }
    }

    /**
     * @param critical whether its fault fails everything
     * @param mustHaveData whether missing data is a fault
     * @param muted whether it is shown only
     */
    public record Importance(boolean critical, boolean mustHaveData, boolean muted) {
        public static final Importance ORDINARY = new Importance(false, false, false);
        public static final Importance CRITICAL = new Importance(true, false, false);
        public static final Importance NEEDS_DATA = new Importance(false, true, false);
        public static final Importance MUTED = new Importance(false, false, true);
    }

    /** When a change is a fault, and what of it. */
    public record Rule(Direction direction, EffectSizes effectSizes, Importance importance) {
        public static final Rule DEFAULT =
                new Rule(Direction.EITHER, EffectSizes.none(Measure.MEAN_RATIO), Importance.ORDINARY);

        public Rule with(Direction other) {
            return new Rule(other, effectSizes, importance);
        }

        public Rule with(EffectSizes other) {
            return new Rule(direction, other, importance);
        }

        public Rule with(Importance other) {
            return new Rule(direction, effectSizes, other);
        }
    }
}
