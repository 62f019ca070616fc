package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.jenkins.plugins.aidelivery.measure.NumberOrNull;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * Why a rollout went back, what that cost, and what to do. Times are epoch milliseconds, 0 where something has not happened yet.
 *
 * @param cause what decided it
 * @param impact what it did until then
 * @param recovery how stable does since then
 * @param recommendations sentences, the most urgent first
 */
public record RollbackAnalysis(Cause cause, Impact impact, Recovery recovery, List<String> recommendations) {
    public RollbackAnalysis {
        recommendations = recommendations == null ? List.of() : List.copyOf(recommendations);
    }

    /** What can send a rollout back. */
    public enum Kind {
        /** A limit was broken. */
        LIMIT,
        /** It was shown to be worse than stable. */
        HARM,
        /** No answer came for too long. */
        BLIND,
        /** There was too little to judge by. */
        SCARCE,
        /** The router couldn't be moved. */
        ROUTER,
        /** What the plan does on an occasion failed. */
        HOOK,
        /** A person wanted it. */
        PERSON,
        /** It took longer than it may. */
        DEADLINE
    }

    /**
     * What decided it.
     *
     * @param actor a person, or the program
     * @param reason a sentence
     * @param phase where it was; empty before the first
     * @param weight of the canary then, percent
     * @param judgements of the rules that decided it; none if no rule did
     */
    public record Cause(
            Kind kind, String actor, String reason, String phase, double weight, List<Judgement> judgements) {
        public Cause {
            judgements = judgements == null ? List.of() : List.copyOf(judgements);
        }

        /** The rule that decided it, if one did. */
        public Optional<Judgement> judgement() {
            return judgements.stream().findFirst();
        }
    }

    /**
     * What it did.
     *
     * @param seenAt the beginning of the first window that showed it
     * @param decidedAt when it was decided to go back
     * @param restoredAt when the router first said that stable has all traffic
     * @param exposed milliseconds that the canary had traffic, as far as the router said
     * @param peak the highest weight that the router said, percent
     * @param requests that the canary is known to have answered
     * @param extras events that stable would not have had
     */
    public record Impact(
            long seenAt,
            long decidedAt,
            long restoredAt,
            long exposed,
            double peak,
            double requests,
            List<Extra> extras) {
        public Impact {
            extras = extras == null ? List.of() : List.copyOf(extras);
        }
    }

    /**
     * Events of the canary, against those of as many requests to stable.
     *
     * @param good whether they are good ones, so that fewer are worse
     * @param events that were counted
     * @param requests among which
     * @param expected at the rate that stable had at the same time; NaN if that isn't known
     */
    public record Extra(
            String rule,
            boolean good,
            double events,
            double requests,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double expected) {
        /** How many more bad ones, or fewer good ones, than stable would have had; negative if it did better. */
        public double surplus() {
            return good ? expected - events : events - expected;
        }
    }

    /**
     * How stable does.
     *
     * @param reason a sentence
     */
    public record Recovery(State state, String reason) {}

    /** What is known of stable after the way back. */
    public enum State {
        /** Within its limits. */
        WELL,
        /** Beyond a limit, or it didn't answer. */
        UNWELL,
        /** Nothing was measured. */
        UNKNOWN,
        /** Traffic is still on its way, or it is being watched. */
        OPEN
    }
}
