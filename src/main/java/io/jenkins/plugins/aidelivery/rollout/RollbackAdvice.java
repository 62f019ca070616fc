package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Cause;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Recovery;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Judgement;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people should do after a way back: what follows from its cause, rule by rule. */
final class RollbackAdvice {
    private final RolloutState state;
    private final Cause cause;
    private final Recovery recovery;

    RollbackAdvice(RolloutState state, Cause cause, Recovery recovery) {
        this.state = state;
        this.cause = cause;
        this.recovery = recovery;
    }

    /** The most urgent first. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        now(sentences);
        if (cause.kind() == RollbackAnalysis.Kind.BLIND) {
            sentences.add("Repair the metric source of " + names() + ": "
                    + cause.judgements().get(0).reason() + ".");
        } else {
            cause.judgements().stream().map(this::about).forEach(sentences::add);
        }
        switch (cause.kind()) {
            case LIMIT, HARM -> later(sentences);
            case BLIND ->
                sentences.add(
                        "Begin again once the source answers: what was seen says nothing against the new version.");
            case SCARCE ->
                sentences.add(
                        "Let the phase bake longer, give it more traffic, or ask for less: nothing was shown either way.");
            case ROUTER ->
                sentences.add("Find out why the router doesn't do what it is told, before the next rollout: "
                        + state.problem() + ".");
            case HOOK -> sentences.add("Run what the plan does there by hand, and repair it: " + cause.reason() + ".");
            case PERSON ->
                sentences.add("Ask " + cause.actor() + " what has to change before it is tried again"
                        + (cause.reason().isEmpty() ? ", and that a reason is given next time." : "."));
            case DEADLINE ->
                sentences.add(
                        "See below what it waited for; then give it more time with 'deadline', or shorter phases.");
        }
        return sentences;
    }

    private void now(List<String> sentences) {
        if (state.stage() == Stage.ROLLBACK_STUCK) {
            sentences.add("Take the canary out of the router by hand now: " + state.problem() + ".");
        }
        if (recovery.state() == RollbackAnalysis.State.UNWELL) {
            sentences.add("Look at stable now, it isn't well either: " + recovery.reason() + ".");
        } else if (recovery.state() == RollbackAnalysis.State.UNKNOWN && state.phase() >= 0) {
            sentences.add("Look at stable: whether it is well with all traffic is not known.");
        }
        if (state.stage().isFinal() && !state.isDone(Action.Hook.ROLL_BACK)) {
            sentences.add("Take artifact, configuration and data back by hand: the plan's 'roll-back' failed, "
                    + state.problem() + ".");
        }
    }

    private String names() {
        return cause.judgements().stream()
                .map(judgement -> "'" + judgement.rule() + "'")
                .collect(Collectors.joining(", "));
    }

    private String about(Judgement judgement) {
        String name = "'" + judgement.rule() + "'";
        Optional<Rule> rule = state.plan().rule(judgement.rule());
        return switch (judgement.word()) {
            case LIMIT_BROKEN, HARM -> harm(name, rule);
            default -> "See why there was so little of " + name + ": " + judgement.reason() + ".";
        };
    }

    private String harm(String name, Optional<Rule> rule) {
        if (rule.isEmpty()) {
            return "Find out why the router's split isn't what was asked for: sticky sessions, a second router, or clients that keep connections.";
        }
        if (rule.get() instanceof Rule.Rate rate) {
            return rate.good()
                    ? "Look at what users of the new version did instead of " + name + ", step by step."
                    : "Look at the canary's logs and traces of the requests that count as " + name
                            + "; compare their kinds with stable's.";
        }
        if (rule.get() instanceof Rule.Latency) {
            return "Profile the new version under the same load: compare model size, batching, caches and processors with stable's for "
                    + name + ".";
        }
        if (rule.get() instanceof Rule.Score) {
            return "Read the canary's answers with the lowest " + name
                    + " beside stable's, and add them to the tests that a version has to pass before a rollout.";
        }
        if (rule.get() instanceof Rule.Outputs) {
            return "Read the pairs of answers of " + name
                    + " that differ most; if the change is meant, lower the agreement that is asked for.";
        }
        return "Find what drives " + name
                + " in the new version: it is beyond what the plan allows whatever chance does.";
    }

    /** What a later phase showed either depends on load, or took more than there was to see before. */
    private void later(List<String> sentences) {
        if (state.isPromoted()) {
            sentences.add("No phase showed it, all traffic did: add what was different to the rules of the phases.");
        } else if (state.phase() > 0) {
            sentences.add(
                    "The phases before '" + cause.phase() + "' didn't show it: test the new version under the load of "
                            + Figures.number(cause.weight()) + " % of the traffic, or give those phases more time.");
        }
    }
}
