package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.gate.Verdict;

/** From which verdict on something happens to a build. */
public enum GateThreshold {
    /** Only if the gate rejects. */
    FAIL,
    /** If the gate rejects, or approves under conditions. */
    CONDITIONAL,
    NEVER;

    /** The choice on a form. */
    public String getText() {
        return Texts.text("threshold." + name());
    }

    boolean isReachedBy(Verdict verdict) {
        return switch (this) {
            case FAIL -> verdict == Verdict.FAIL;
            case CONDITIONAL -> verdict.isAtLeastAsBadAs(Verdict.CONDITIONAL);
            case NEVER -> false;
        };
    }
}
