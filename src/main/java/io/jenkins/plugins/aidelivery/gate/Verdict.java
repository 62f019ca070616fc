package io.jenkins.plugins.aidelivery.gate;

import java.util.Optional;
import java.util.stream.Stream;

/** What a gate says. */
public enum Verdict {
    /** Approve: every score reaches its threshold and nothing speaks against it. */
    PASS("approve"),
    /** Approve under conditions: the scores hold, but a person should look at something. */
    CONDITIONAL("conditional"),
    /** Reject. */
    FAIL("reject");

    private final String advice;

    Verdict(String advice) {
        this.advice = advice;
    }

    /** The word for people: approve, conditional, reject. */
    public String advice() {
        return advice;
    }

    /** Whether this is at least as bad as another verdict. */
    public boolean isAtLeastAsBadAs(Verdict other) {
        return ordinal() >= other.ordinal();
    }

    /** The verdict of that name, or nothing: a record may be newer than its reader. */
    public static Optional<Verdict> named(String name) {
        return Stream.of(values())
                .filter(verdict -> verdict.name().equals(name))
                .findFirst();
    }
}
