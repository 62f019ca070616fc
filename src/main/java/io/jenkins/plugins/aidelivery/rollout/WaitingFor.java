package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Waiting;

/** What a rollout waits for, in words. */
final class WaitingFor {
    private WaitingFor() {}

    static Waiting of(RolloutState state) {
        RolloutPlan.Times times = state.plan().times();
        long since = state.stageSince();
        long deadline = state.begunAt() + times.deadline();
        return switch (state.stage()) {
            case PENDING, PRECHECK -> new Waiting("the checks before it begins", 0);
            case DEPLOYING -> new Waiting("the new version to come up", 0);
            case SHIFTING -> new Waiting("the router to have " + weight(state), 0);
            case SETTLING -> new Waiting("requests from before the last change to pass", since + times.settle());
            case BAKING -> baking(state);
            case WAITING ->
                new Waiting(
                        "the approval of " + state.plan().phase(state.phase()).approval(), deadline);
            case PAUSED ->
                new Waiting(
                        state.isAwaiting() ? "evidence to come back" : "a person who resumes or aborts it", deadline);
            case PROMOTING -> new Waiting("the new version to become the stable one", 0);
            case VERIFYING ->
                new Waiting(
                        "the new version to do well with all traffic",
                        Math.max(
                                since + times.keep(),
                                state.evidence().next() + Math.max(0, times.verify() - state.observed())));
            case FINALISING -> new Waiting("the old version to be cleaned up", 0);
            case ABORTING -> new Waiting("all traffic to be back on stable", 0);
            case ROLLBACK_STUCK -> new Waiting("the router, which is asked again and again: " + state.problem(), 0);
            case RECOVERING -> new Waiting("stable to be seen to be well", since + times.recover());
            case SUCCEEDED, ROLLED_BACK, REFUSED -> Waiting.NOTHING;
        };
    }

    private static String weight(RolloutState state) {
        return Figures.number(
                        state.isPromoted()
                                ? RolloutPlan.ALL
                                : state.plan().phase(state.phase()).weight())
                + " %";
    }

    /** At the earliest: evidence that isn't clear by then is waited for longer. */
    private static Waiting baking(RolloutState state) {
        RolloutPlan.Phase phase = state.plan().phase(state.phase());
        long bake = (state.isSlow() ? 2 : 1) * phase.bake();
        return new Waiting(
                "evidence in phase '" + phase.name() + "'",
                state.evidence().next() + Math.max(0, bake - state.observed()));
    }
}
