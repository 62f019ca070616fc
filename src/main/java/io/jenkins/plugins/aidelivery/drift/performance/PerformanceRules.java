package io.jenkins.plugins.aidelivery.drift.performance;

import java.util.Map;
import java.util.Optional;

/**
 * What is said about how good predictions have to be.
 *
 * @param judged whether performance is judged at all
 * @param limits of single metrics; those that nothing is said about have their usual ones
 */
public record PerformanceRules(boolean judged, Map<Metric, Limits> limits) {
    /** Nothing said. */
    public static final PerformanceRules USUAL = new PerformanceRules(true, Map.of());

    /** Performance is not looked at. */
    public static final PerformanceRules NONE = new PerformanceRules(false, Map.of());

    public PerformanceRules {
        limits = Map.copyOf(limits);
    }

    /**
     * Limits of one metric.
     *
     * @param min that it has to reach
     * @param max that it may reach
     * @param change how much worse than the reference it may be; empty for any
     * @param critical whether an alarm rejects; empty where nobody said so
     */
    public record Limits(
            Optional<Double> min, Optional<Double> max, Optional<Change> change, Optional<Boolean> critical) {
        /** Whether anything is held against the metric. */
        public boolean isJudged() {
            return min.isPresent() || max.isPresent() || change.isPresent();
        }
    }

    /**
     * A change for the worse.
     *
     * @param most that it may be, 0 or more
     * @param relative whether it is a share of the reference's value
     */
    public record Change(double most, boolean relative) {
        /** In the metric's own scale. */
        public double of(double before) {
            return relative ? most * Math.abs(before) : most;
        }
    }

    /** What holds for a metric. */
    public Limits of(Metric metric) {
        return limits.getOrDefault(metric, usual(metric));
    }

    /** What holds for a metric if nothing is said. */
    public static Limits usual(Metric metric) {
        return new Limits(Optional.empty(), Optional.empty(), usualChange(metric), Optional.empty());
    }

    static Optional<Change> usualChange(Metric metric) {
        return metric.usualChange().map(most -> new Change(most, true));
    }

    /** Whether somebody asked for performance by a limit. */
    public boolean isAsked() {
        return !limits.isEmpty();
    }
}
