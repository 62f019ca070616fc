package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What a rollout acts upon: a router, metrics, and what the plan says for its occasions. Nothing here waits. What fails does so with
 * an {@link java.io.IOException} whose message is a sentence.
 */
public interface World {
    /** Epoch milliseconds. */
    long now();

    /** Whether it may begin. Changes nothing. */
    CompletionStage<RolloutEvent.Checked> check(RolloutPlan plan);

    /**
     * Gives the canary a part of the traffic. Again and again with the same weight does no harm. If it fails, it wasn't done, or nobody
     * knows.
     *
     * @param weight percent
     */
    CompletionStage<Void> setWeight(double weight, RolloutState state);

    /** The canary's real part of the traffic, percent. */
    CompletionStage<Double> weight(RolloutState state);

    /** Does what the plan says for an occasion; again does no harm. */
    CompletionStage<Void> run(Action.Hook hook, RolloutState state);

    /**
     * Reads what the rules ask for in a window. Doesn't fail: a source that does so is part of the reading.
     *
     * @param from epoch milliseconds
     * @param to epoch milliseconds
     */
    CompletionStage<List<Reading>> read(RolloutState state, long from, long to);

    /** When the canary's next numbers are expected, epoch milliseconds; 0 if nobody can tell. */
    default long nextNumbers(RolloutState state) {
        return 0;
    }

    /** Something happened that people may want to know of. Neither waits nor fails. */
    default void tell(RolloutState state, RolloutEvent event) {}
}
