package io.jenkins.plugins.aidelivery.rollout.router;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Moves traffic between two sides, canary and stable. Nothing here waits: what takes time is a stage that fails with an
 * {@link java.io.IOException} whose message is a sentence. Setting a weight again does no harm.
 */
public interface Router extends AutoCloseable {
    /** Percent by which a weight may differ from what was asked for, because routers count in other parts. */
    double TOLERANCE = 0.5;

    /**
     * What is asked of it.
     *
     * @param weights of the canary, percent
     * @param sticky whether a session keeps its side
     */
    record Demand(Set<Double> weights, boolean sticky) {
        public Demand {
            weights = Set.copyOf(weights);
        }
    }

    /**
     * What stands in the way, before anything moves: sentences about what it can't do of what is asked, and whether it can be reached
     * and knows both sides. Changes nothing.
     */
    CompletionStage<List<String>> check(Demand demand);

    /**
     * Gives the canary a part of the traffic, stable the rest.
     *
     * @param percent 0 … 100
     * @param epoch of who orders it; a router that can keep it refuses an order with a lower one than it has seen
     */
    CompletionStage<Void> setWeight(double percent, long epoch);

    /** The canary's part of the traffic as it really is set, percent, asked of the router itself and not remembered. */
    CompletionStage<Double> weight();

    @Override
    void close();
}
