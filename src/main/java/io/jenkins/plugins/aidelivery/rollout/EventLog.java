package io.jenkins.plugins.aidelivery.rollout;

import java.io.IOException;

/** Where events are kept: what was added is there after a crash. */
@FunctionalInterface
interface EventLog {
    /**
     * Adds an event; it is safe when this returns.
     *
     * @param at epoch milliseconds
     * @param actor who
     */
    void add(long at, String actor, RolloutEvent event) throws IOException;
}
