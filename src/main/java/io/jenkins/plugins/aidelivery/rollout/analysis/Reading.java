package io.jenkins.plugins.aidelivery.rollout.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.util.List;
import java.util.Optional;

/**
 * What was read for a rule in a window: an answer for each of its queries.
 *
 * @param rule its name
 * @param canary answers
 * @param stable answers; none if the sides are not compared
 * @param control answers; none if there is no control
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Reading(String rule, List<Answer> canary, List<Answer> stable, List<Answer> control) {
    public Reading {
        canary = canary == null ? List.of() : List.copyOf(canary);
        stable = stable == null ? List.of() : List.copyOf(stable);
        control = control == null ? List.of() : List.copyOf(control);
    }

    /** Why the canary's numbers aren't known, which lies in the source and not in the canary. */
    Optional<String> blind() {
        return blind(canary);
    }

    /** Why stable's numbers aren't known. */
    Optional<String> blindOnStable() {
        return blind(stable);
    }

    private static Optional<String> blind(List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer instanceof Answer.Blind blind) {
                return Optional.of(blind.reason());
            }
            if (answer instanceof Answer.Wrong wrong) {
                return Optional.of(wrong.reason());
            }
        }
        return Optional.empty();
    }
}
