package io.jenkins.plugins.aidelivery.rollout;

import java.util.List;

/**
 * What is wanted of a rollout.
 *
 * @param name of what is rolled out
 * @param target what receives traffic; one rollout at a time
 * @param phases one after the other, at least one
 * @param metrics names of those that nothing goes on without; at least one
 * @param times how long things take
 * @param blind what is done when no evidence comes for too long
 * @param scarce what is done when there is too little of it at the end of the longest bake
 */
public record RolloutPlan(
        String name,
        String target,
        List<Phase> phases,
        List<String> metrics,
        Times times,
        Reaction blind,
        Reaction scarce) {
    public static final double ALL = 100;

    public RolloutPlan {
        phases = List.copyOf(phases);
        metrics = List.copyOf(metrics);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a rollout has at least one phase");
        }
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException(
                    "a rollout has at least one metric that it waits for: nothing is promoted without evidence");
        }
        double before = 0;
        for (Phase phase : phases) {
            if (phase.weight() <= before) {
                throw new IllegalArgumentException("phase '" + phase.name() + "' has " + phase.weight()
                        + " % of the traffic, which is not more than the " + before + " % before it");
            }
            before = phase.weight();
        }
    }

    /**
     * A step of the way.
     *
     * @param name for people
     * @param weight of the canary, percent, more than 0 and at most 100
     * @param bake observed time at that weight, milliseconds
     * @param longest time until it must be clear, milliseconds
     * @param approval whether a person has to agree before the next
     */
    public record Phase(String name, double weight, long bake, long longest, boolean approval) {
        public Phase {
            if (!(weight > 0 && weight <= ALL)) {
                throw new IllegalArgumentException(
                        "phase '" + name + "' has a weight of " + weight + " %; from above 0 to 100 was expected");
            }
            if (bake < 0 || longest < bake) {
                throw new IllegalArgumentException(
                        "phase '" + name + "' bakes for at least 0 and at most its longest time");
            }
        }
    }

    /** What is done where evidence fails. */
    public enum Reaction {
        PAUSE,
        ABORT
    }

    /**
     * Milliseconds.
     *
     * @param interval between two evaluations
     * @param settle after a change of weight, before what is measured counts
     * @param blindFor without evidence, until something is done
     * @param verify with all traffic, while the old version is kept warm
     * @param deadline for the whole, after which it goes back
     */
    public record Times(long interval, long settle, long blindFor, long verify, long deadline) {
        public Times {
            if (interval <= 0 || settle < 0 || blindFor < interval || verify < 0 || deadline <= 0) {
                throw new IllegalArgumentException(
                        "interval and deadline are more than 0, settle and verify not less, blindFor at least an interval");
            }
        }
    }

    Phase phase(int index) {
        return phases.get(index);
    }

    boolean isLast(int phase) {
        return phase == phases.size() - 1;
    }
}
