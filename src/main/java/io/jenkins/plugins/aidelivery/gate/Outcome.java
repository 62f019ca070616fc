package io.jenkins.plugins.aidelivery.gate;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a criterion or a dimension; from the worst to the best. */
public enum Outcome {
    /** The limits are not kept. */
    FAIL("fail"),
    /** There is evidence, but it is broken. */
    ERROR("error"),
    /** There is evidence, but from before the candidate. */
    STALE("stale"),
    /** There is no evidence. */
    MISSING("missing"),
    /** The evidence is too little to tell. */
    INCONCLUSIVE("inconclusive"),
    /** There is no baseline yet to compare with. */
    NOT_COMPARED("not compared"),
    PASS("pass");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** The word in files and on pages. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Whether evidence is missing or can't be used. */
    public boolean isWithoutEvidence() {
        return this == ERROR || this == STALE || this == MISSING;
    }
}
