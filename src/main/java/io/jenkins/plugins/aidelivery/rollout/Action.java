package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What changes the world. Doing one twice does no more than doing it once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Action.SetWeight.class, name = "weight"),
    @JsonSubTypes.Type(value = Action.RunHook.class, name = "hook")
})
public sealed interface Action {
    /**
     * Gives the canary a part of the traffic.
     *
     * @param weight percent, 0 … 100
     */
    record SetWeight(double weight) implements Action {}

    /**
     * Does what the plan says for an occasion.
     *
     * @param hook the occasion
     */
    record RunHook(Hook hook) implements Action {}

    /** Occasions. */
    enum Hook {
        DEPLOY,
        WARM_UP,
        VALIDATE,
        PROMOTE,
        ROLL_BACK,
        CLEAN_UP
    }
}
