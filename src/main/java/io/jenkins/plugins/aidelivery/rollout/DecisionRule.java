package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Reaction;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the verdicts of all metrics come to: a pure function. Harm first, then doubt, and forward only when every metric that counts has
 * said that it sees no harm: none, an old one or an error is never that.
 */
final class DecisionRule {
    /** Evidence of harm from which more care is taken; 50 to 100 is what rolls back by default. */
    private static final double AMBER = 10;

    /** From which a phase is taken back. */
    private static final double RED = 30;

    private final RolloutPlan plan;
    private final RolloutState state;
    private final List<Reading> readings;
    private final List<MetricVerdict> verdicts;
    private final long from;
    private final long to;

    private DecisionRule(RolloutState state, List<Reading> readings, List<MetricVerdict> verdicts, long from, long to) {
        this.plan = state.plan();
        this.state = state;
        this.readings = readings;
        this.verdicts = verdicts.stream()
                .map(verdict -> state.overridden(verdict.metric())
                        .map(verdict::overridden)
                        .orElse(verdict))
                .toList();
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
    static Evaluation decide(
            RolloutState state, List<Reading> readings, List<MetricVerdict> verdicts, long from, long to) {
        DecisionRule rule = new DecisionRule(state, readings, verdicts, from, to);
        return state.stage() == Stage.RECOVERING ? rule.recovered() : rule.decide();
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
            return says(reaction(plan.reactions().doubtful(), Decision.PAUSE), doubt.get());
        }
        Set<String> unheard = unheard();
        if (!unheard.isEmpty()) {
            return blind(unheard);
        }
        return care().orElseGet(this::onward);
    }

    private static Decision reaction(Reaction reaction, Decision otherwise) {
        return reaction == Reaction.ABORT ? Decision.ABORT : otherwise;
    }

    private Set<String> unheard() {
        Set<String> unheard = new HashSet<>(plan.waitedFor(state.isAlone()));
        verdicts.stream()
                .filter(verdict -> verdict.word() != Word.BLIND)
                .map(MetricVerdict::metric)
                .forEach(unheard::remove);
        verdicts.stream()
                .filter(verdict -> verdict.isGating() && verdict.word() == Word.BLIND)
                .map(MetricVerdict::metric)
                .forEach(unheard::add);
        return new TreeSet<>(unheard);
    }

    private Evaluation blind(Set<String> unheard) {
        String reason = unheard.stream()
                .map(name -> name
                        + verdicts.stream()
                                .filter(verdict -> verdict.metric().equals(name))
                                .map(verdict -> ": " + verdict.reason())
                                .findFirst()
                                .orElse(" gave no answer"))
                .collect(Collectors.joining("; "));
        long since = state.evidence().blindFor(to) > 0 ? state.evidence().blindFor(to) : to - from;
        return says(
                since < plan.times().blindFor()
                        ? Decision.HOLD
                        : reaction(plan.reactions().blind(), Decision.AWAIT),
                reason);
    }

    private Optional<Evaluation> care() {
        Optional<MetricVerdict> red = first(verdict -> verdict.isGating() && verdict.harm() >= RED);
        if (red.isPresent() && state.stage() == Stage.BAKING && state.phase() > 0) {
            return red.map(verdict -> says(Decision.STEP_BACK, verdict));
        }
        return first(verdict -> verdict.isGating() && verdict.harm() >= AMBER)
                .map(verdict -> says(Decision.SLOW_DOWN, verdict));
    }

    private Evaluation onward() {
        long observed = state.observed() + to - from;
        RolloutPlan.Phase phase = plan.phase(Math.max(0, state.phase()));
        List<MetricVerdict> open =
                verdicts.stream().filter(verdict -> !verdict.allows()).toList();
        if (open.isEmpty()) {
            return clear(observed, phase);
        }
        String reason = open.stream()
                .map(verdict -> verdict.metric() + ": " + verdict.reason())
                .collect(Collectors.joining("; "));
        long longest = isVerifying() ? plan.times().keep() : phase.longest();
        if (observed < longest) {
            return says(Decision.HOLD, reason);
        }
        return says(reaction(plan.reactions().scarce(), Decision.AWAIT), reason);
    }

    private boolean isVerifying() {
        return state.stage() == Stage.VERIFYING;
    }

    private Evaluation clear(long observed, RolloutPlan.Phase phase) {
        long bake = isVerifying() ? plan.times().verify() : state.isSlow() ? 2 * phase.bake() : phase.bake();
        String seen = observed / 1000 + " of " + bake / 1000 + " s observed";
        if (state.evidence().unjudged()) {
            return says(Decision.HOLD, seen + ", no harm seen in the first look after a gap");
        }
        if (observed >= bake) {
            return says(Decision.CONTINUE, "no metric shows harm after " + observed / 1000 + " s");
        }
        if (!isVerifying()
                && observed >= phase.shortest()
                && !state.isSlow()
                && Excellence.shows(plan, phase, verdicts)) {
            return says(Decision.SPEED_UP, seen + ", and every metric is shown to be well");
        }
        return says(Decision.HOLD, seen + ", no harm seen");
    }

    /** Stable has all traffic again: is it within its limits? Only what has a limit and was seen can say so. */
    private Evaluation recovered() {
        List<MetricVerdict> told = verdicts.stream()
                .filter(verdict -> plan.rule(verdict.metric())
                        .filter(rule -> !rule.limits().isEmpty())
                        .isPresent())
                .toList();
        List<MetricVerdict> bad =
                told.stream().filter(verdict -> !isWell(verdict)).toList();
        if (bad.isEmpty()) {
            return told.isEmpty()
                    ? says(Decision.PAUSE, "no rule has a limit that would say so")
                    : says(Decision.CONTINUE, "stable is within its limits");
        }
        return says(
                Decision.PAUSE,
                bad.stream()
                        .map(verdict -> verdict.metric() + ": " + verdict.reason())
                        .collect(Collectors.joining("; ")));
    }

    private static boolean isWell(MetricVerdict verdict) {
        boolean fine = verdict.word() == Word.NO_HARM_SEEN || verdict.word() == Word.SAFE;
        return fine && verdict.figures().exposure() > 0;
    }

    private Optional<MetricVerdict> first(Predicate<MetricVerdict> condition) {
        return verdicts.stream().filter(condition).findFirst();
    }

    private Evaluation says(Decision decision, MetricVerdict because) {
        return says(decision, because.metric() + ": " + because.reason());
    }

    private Evaluation says(Decision decision, String reason) {
        return new Evaluation(from, to, 0, readings, verdicts, decision, reason);
    }
}
