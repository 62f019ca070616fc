package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is wanted of a rollout.
 *
 * @param subject what is rolled out, and where
 * @param strategy how traffic moves
 * @param phases one after the other, at least one
 * @param rules by which the canary is judged; at least one in the phases is waited for
 * @param times how long things take
 * @param reactions what is done where evidence fails
 * @param hooks occasions that something is to be done on
 */
public record RolloutPlan(
        Subject subject,
        Strategy strategy,
        List<Phase> phases,
        List<Rule> rules,
        Times times,
        Reactions reactions,
        Set<Action.Hook> hooks) {
    public static final double ALL = 100;

    public RolloutPlan {
        phases = List.copyOf(phases);
        rules = List.copyOf(rules);
        hooks = Set.copyOf(hooks);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a rollout has at least one phase");
        }
        if (waitedFor(rules, false).isEmpty()) {
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
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called '" + rule.name() + "'");
            }
        }
    }

    /** How traffic moves. */
    public enum Strategy {
        /** The canary gets more and more of it. */
        CANARY,
        /** Two sides, one of which has all of it; it is moved to the other at once. */
        BLUE_GREEN,
        /** Instances are brought to the new version batch after batch. */
        ROLLING
    }

    /**
     * What is rolled out, and where.
     *
     * @param name for people
     * @param target what receives traffic; one rollout at a time
     * @param version that is brought
     * @param previous that all goes back to
     */
    public record Subject(String name, String target, Version version, Version previous) {}

    /**
     * What belongs together and goes back together.
     *
     * @param id such as 1.4.2; may be empty
     * @param artifact such as an image's digest; may be empty
     * @param configuration such as a commit; may be empty
     * @param data such as a feature pipeline's version; may be empty
     */
    public record Version(String id, String artifact, String configuration, String data) {
        public static final Version UNKNOWN = new Version("", "", "", "");
    }

    /**
     * A step of the way.
     *
     * @param name for people
     * @param weight of the canary, percent, more than 0 and at most 100
     * @param shortest observed time that even the best canary bakes for, milliseconds
     * @param bake observed time that is enough if no harm is seen, milliseconds
     * @param longest time until it must be clear, milliseconds
     * @param approval who has to agree before the next; empty if nobody has to
     */
    public record Phase(String name, double weight, long shortest, long bake, long longest, String approval) {
        public Phase {
            if (!(weight > 0 && weight <= ALL)) {
                throw new IllegalArgumentException(
                        "phase '" + name + "' has a weight of " + weight + " %; from above 0 to 100 was expected");
            }
            if (shortest < 0 || bake < shortest || longest < bake) {
                throw new IllegalArgumentException(
                        "phase '" + name + "' bakes for at least 0 and at most its longest time");
            }
        }

        boolean needsApproval() {
            return !approval.isEmpty();
        }
    }

    /** What is done where evidence fails. */
    public enum Reaction {
        PAUSE,
        ABORT
    }

    /**
     * What is done where evidence fails, and where it is very good.
     *
     * @param blind when no answer comes for too long
     * @param scarce when there is too little of it at the end of the longest bake
     * @param doubtful when a metric that isn't critical is shown to be worse
     * @param early from which weight an exceptional canary needs its shortest bakes only; never by default
     * @param back weights on the way back, falling, above 0; none to go back at once
     */
    public record Reactions(Reaction blind, Reaction scarce, Reaction doubtful, Early early, List<Double> back) {
        public static final Reactions DEFAULT =
                new Reactions(Reaction.PAUSE, Reaction.PAUSE, Reaction.PAUSE, Early.NEVER, List.of());

        public Reactions {
            back = List.copyOf(back);
        }
    }

    /**
     * What is exceptional.
     *
     * @param from weight, percent
     * @param better by how much each named metric must be better than stable's, as a part of it
     */
    public record Early(double from, List<Better> better) {
        public static final Early NEVER = new Early(Double.NaN, List.of());

        public Early {
            better = List.copyOf(better);
        }

        boolean isSome() {
            return !Double.isNaN(from);
        }
    }

    /**
     * By how much.
     *
     * @param rule its name
     * @param by part of stable's figure, 0 … 1
     */
    public record Better(String rule, double by) {}

    /**
     * Milliseconds.
     *
     * @param interval between two evaluations
     * @param settle after a change of weight, before what is measured counts
     * @param blindFor without evidence, until something is done
     * @param verify observed with all traffic
     * @param keep with all traffic, while the old version is kept warm; at least verify
     * @param recover after the way back, to see that stable is well
     * @param deadline for the whole, after which it goes back
     */
    public record Times(
            long interval, long settle, long blindFor, long verify, long keep, long recover, long deadline) {
        public Times {
            if (interval <= 0 || settle < 0 || blindFor < interval || verify < 0 || recover < 0 || deadline <= 0) {
                throw new IllegalArgumentException(
                        "interval and deadline are more than 0, the others not less, blindFor at least an interval");
            }
        }
    }

    Phase phase(int index) {
        return phases.get(index);
    }

    boolean isLast(int phase) {
        return phase == phases.size() - 1;
    }

    boolean has(Action.Hook hook) {
        return hooks.contains(hook);
    }

    /** Names of the rules that a rollout waits for. */
    @JsonIgnore
    Set<String> waitedFor(boolean promoted) {
        return waitedFor(rules, promoted);
    }

    private static Set<String> waitedFor(List<Rule> rules, boolean promoted) {
        return rules.stream()
                .filter(rule -> rule.frame().when().includes(promoted))
                .filter(rule -> rule.frame().role()
                        != io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role.ADVISORY)
                .map(Rule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The rules that are looked at. */
    List<Rule> rules(boolean promoted) {
        return rules.stream()
                .filter(rule -> rule.frame().when().includes(promoted))
                .toList();
    }

    Optional<Rule> rule(String name) {
        return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
