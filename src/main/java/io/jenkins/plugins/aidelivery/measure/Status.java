package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * Whether a measure may be used, and if not, why. <em>Failed</em>, <em>error</em>, <em>missing</em> and <em>stale</em>
 * are different words because different people act on them; none of them ever passes.
 *
 * @param state the word
 * @param reason a sentence for the person who can act; empty for {@link State#OK}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Status(State state, String reason) {
    /** The words. */
    public enum State {
        /** The value can be used. */
        OK("ok"),
        /** The tool itself found it wanting, for instance by a threshold of its own. */
        FAILED("failed"),
        /** It could not be measured, or not be read, or it was measured twice with different results. */
        ERROR("error"),
        /** Nobody measured it. */
        MISSING("missing"),
        /** It was measured before the thing that is judged was built. */
        STALE("stale");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The name in files. */
        @JsonValue
        public String text() {
            return text;
        }
    }

    public static final Status OK = new Status(State.OK, "");

    @JsonCreator
    public Status(@JsonProperty("state") State state, @JsonProperty("reason") String reason) {
        this.state = Objects.requireNonNull(state);
        this.reason = reason == null ? "" : reason;
    }

    public static Status failed(String reason) {
        return new Status(State.FAILED, reason);
    }

    public static Status error(String reason) {
        return new Status(State.ERROR, reason);
    }

    public static Status missing(String reason) {
        return new Status(State.MISSING, reason);
    }

    public static Status stale(String reason) {
        return new Status(State.STALE, reason);
    }

    @JsonIgnore
    public boolean isOk() {
        return state == State.OK;
    }
}
