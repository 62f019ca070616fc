package io.jenkins.plugins.aidelivery.gate;

import com.fasterxml.jackson.annotation.JsonValue;

/** How risky it is to ship what was judged. */
public enum Risk {
    /** Approved, on complete evidence. */
    LOW("low"),
    /** Conditional, or approved although evidence was ignored. */
    MEDIUM("medium"),
    /** Rejected. */
    HIGH("high"),
    /** Rejected by a critical criterion. */
    CRITICAL("critical");

    private final String text;

    Risk(String text) {
        this.text = text;
    }

    /** The word in files and on pages. */
    @JsonValue
    public String text() {
        return text;
    }
}
