package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Reaction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the verdicts of all metrics come to: a pure function. Harm first, then doubt, and forward only when every metric that counts has
 * said that it sees no harm: none, an old one or an error is never that.
 */
final class DecisionRule {
    /** Evidence of harm from which more care is taken; 100 is what rolls back by default. */
    private static final double AMBER = 10;

    /** From which a phase is taken back. */
    private static final double RED = 30;

    private final RolloutPlan plan;
    private final RolloutState state;
    private final List<MetricVerdict> verdicts;
    private final long from;
    private final long to;

    private DecisionRule(RolloutState state, List<MetricVerdict> verdicts, long from, long to) {
        this.plan = state.plan();
        this.state = state;
        this.verdicts = verdicts;
        this.from = from;
        this.to = to;
    }

    /**
     * Decides.
     *
     * @param verdicts about the window and what was before it
     * @param from epoch milliseconds
     * @param to epoch milliseconds
     */
    static Evaluation decide(RolloutState state, List<MetricVerdict> verdicts, long from, long to) {
        return new DecisionRule(state, verdicts, from, to).decide();
    }

    private Evaluation decide() {
        Optional<MetricVerdict> broken = first(verdict -> verdict.word() == Word.LIMIT_BROKEN);
        if (broken.isPresent()) {
            return says(Decision.ABORT, broken.get());
        }
        Optional<MetricVerdict> harm = first(verdict -> verdict.word() == Word.HARM && verdict.role() == Role.CRITICAL);
        if (harm.isPresent()) {
            return says(Decision.ABORT, harm.get());
        }
        Optional<MetricVerdict> doubt = first(verdict -> verdict.word() == Word.HARM && verdict.isGating());
        if (doubt.isPresent()) {
            return says(Decision.PAUSE, doubt.get());
        }
        Set<String> unheard = unheard();
        if (!unheard.isEmpty()) {
            return blind(String.join(", ", unheard) + " gave no answer");
        }
        return care().orElseGet(this::onward);
    }

    private Set<String> unheard() {
        Set<String> unheard = new HashSet<>(plan.metrics());
        verdicts.stream()
                .filter(verdict -> verdict.word() != Word.BLIND)
                .map(MetricVerdict::metric)
                .forEach(unheard::remove);
        verdicts.stream()
                .filter(verdict -> verdict.isGating() && verdict.word() == Word.BLIND)
                .map(MetricVerdict::metric)
                .forEach(unheard::add);
        return new java.util.TreeSet<>(unheard);
    }

    private Evaluation blind(String reason) {
        long since = state.blindFor(to) > 0 ? state.blindFor(to) : to - from;
        if (since < plan.times().blindFor()) {
            return says(Decision.HOLD, reason);
        }
        return says(plan.blind() == Reaction.ABORT ? Decision.ABORT : Decision.PAUSE, reason);
    }

    private Optional<Evaluation> care() {
        Optional<MetricVerdict> red = first(verdict -> verdict.isGating() && verdict.harm() >= RED);
        if (red.isPresent() && state.stage() == Stage.BAKING) {
            return red.map(verdict -> says(Decision.STEP_BACK, verdict));
        }
        return first(verdict -> verdict.isGating() && verdict.harm() >= AMBER)
                .map(verdict -> says(Decision.SLOW_DOWN, verdict));
    }

    private Evaluation onward() {
        long observed = state.observed() + to - from;
        RolloutPlan.Phase phase = plan.phase(Math.max(0, state.phase()));
        long bake = state.isSlow() ? 2 * phase.bake() : phase.bake();
        List<MetricVerdict> open =
                verdicts.stream().filter(verdict -> !verdict.allows()).toList();
        if (open.isEmpty()) {
            return observed >= bake && !state.isUnjudged()
                    ? says(Decision.CONTINUE, "no metric shows harm after " + observed / 1000 + " s")
                    : says(Decision.HOLD, observed / 1000 + " of " + bake / 1000 + " s observed, no harm seen");
        }
        String reason = open.stream()
                .map(verdict -> verdict.metric() + ": " + verdict.reason())
                .collect(Collectors.joining("; "));
        if (observed < phase.longest() || state.stage() == Stage.VERIFYING) {
            return says(Decision.HOLD, reason);
        }
        return says(plan.scarce() == Reaction.ABORT ? Decision.ABORT : Decision.PAUSE, reason);
    }

    private Optional<MetricVerdict> first(Predicate<MetricVerdict> condition) {
        return verdicts.stream().filter(condition).findFirst();
    }

    private Evaluation says(Decision decision, MetricVerdict because) {
        return says(decision, because.metric() + ": " + because.reason());
    }

    private Evaluation says(Decision decision, String reason) {
        return new Evaluation(from, to, verdicts, decision, reason);
    }
}
