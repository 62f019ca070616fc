package io.jenkins.plugins.aidelivery.rollout;

import java.io.IOException;
import java.util.List;

/** What a rollout acts upon: a router, metrics, and what the plan says for its occasions. */
public interface World {
    /** Epoch milliseconds. */
    long now();

    /** Sentences about what is missing or can't be done; none if it may begin. */
    List<String> check(RolloutPlan plan);

    /**
     * Gives the canary a part of the traffic. Again and again with the same weight does no harm.
     *
     * @param weight percent
     * @param epoch of the runner; an order of an older one is refused where the router can
     * @throws IOException with a sentence, if it wasn't done, or nobody knows
     */
    void setWeight(double weight, long epoch) throws IOException;

    /** The canary's real part of the traffic, percent. */
    double weight() throws IOException;

    /** Does what the plan says for an occasion; again does no harm. */
    void run(Action.Hook hook) throws IOException;

    /**
     * What each metric says, from a window and all that was judged before it. A metric that fails says so in its verdict.
     *
     * @param from epoch milliseconds
     * @param to epoch milliseconds
     */
    List<MetricVerdict> judge(RolloutState state, long from, long to);
}
