package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;

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

    /** Occasions, in the order in which they come. */
    enum Hook {
        /** Before any traffic: brings the new version up. */
        DEPLOY,
        /** Before any traffic: lets it load what it needs. */
        WARM_UP,
        /** Before any traffic: asks it something. */
        VALIDATE,
        /** All phases went well, before the last weight: makes the new version the stable one. */
        PROMOTE,
        /** With all traffic: asks it something. */
        VALIDATE_LIVE,
        /** On the way back after a promotion, before traffic moves: is the previous version up and well? */
        RESTORE,
        /** On the way back, when stable has all traffic: takes artifact, configuration and data back together. */
        ROLL_BACK,
        /** At the end of a rollout that went well: takes the old version down. */
        CLEAN_UP;

        /** As a plan writes it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
