package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What happened. Events in their order are all there is to know about a rollout. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RolloutEvent.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = RolloutEvent.TakenOver.class, name = "taken-over"),
    @JsonSubTypes.Type(value = RolloutEvent.Checked.class, name = "checked"),
    @JsonSubTypes.Type(value = RolloutEvent.Intended.class, name = "intended"),
    @JsonSubTypes.Type(value = RolloutEvent.Done.class, name = "done"),
    @JsonSubTypes.Type(value = RolloutEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = RolloutEvent.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = RolloutEvent.Entered.class, name = "entered"),
    @JsonSubTypes.Type(value = RolloutEvent.Evaluated.class, name = "evaluated"),
    @JsonSubTypes.Type(value = RolloutEvent.Ordered.class, name = "ordered")
})
public sealed interface RolloutEvent {
    /**
     * Somebody wants this.
     *
     * @param source the plan as it was written, with its routers and metric sources, without secrets
     */
    record Planned(RolloutPlan plan, String source) implements RolloutEvent {}

    /**
     * A runner has taken it, for the first time or after another one died.
     *
     * @param epoch one more than the last; a router refuses orders of an older one where it can
     */
    record TakenOver(long epoch) implements RolloutEvent {}

    /**
     * It was looked at whether all is there.
     *
     * @param problems sentences about what isn't
     * @param swapped whether the side that the plan calls canary is the one that has the traffic now, so that the other gets the new
     *     version
     */
    record Checked(List<String> problems, boolean swapped) implements RolloutEvent {
        public Checked {
            problems = List.copyOf(problems);
        }
    }

    /** Written before anything is touched. */
    record Intended(Action action, String reason) implements RolloutEvent {}

    /** The last intent was carried out, as far as the other side says. */
    record Done(Action action) implements RolloutEvent {}

    /** The last intent was not, or nobody knows. */
    record Failed(Action action, String problem) implements RolloutEvent {}

    /**
     * The router was asked.
     *
     * @param weight of the canary, percent; NaN if it didn't say
     * @param problem why not; empty if it did
     */
    record Seen(double weight, String problem) implements RolloutEvent {}

    /** It is somewhere else now. */
    record Entered(Stage stage, int phase, String reason) implements RolloutEvent {}

    /** Evidence was judged. */
    record Evaluated(Evaluation evaluation) implements RolloutEvent {}

    /**
     * A person wants something.
     *
     * @param metric that is meant; empty if none in particular
     */
    record Ordered(Order order, String reason, String metric) implements RolloutEvent {}

    /** What a person can want. */
    enum Order {
        /** Go on, where somebody has to agree. */
        APPROVE,
        /** Hold the weight. */
        PAUSE,
        /** Go on after a pause. */
        RESUME,
        /** All traffic back to stable. */
        ABORT,
        /** In this phase, a metric doesn't matter but for its limits. */
        OVERRIDE
    }
}
