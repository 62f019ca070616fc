package io.jenkins.plugins.aidelivery.gate;

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
}
