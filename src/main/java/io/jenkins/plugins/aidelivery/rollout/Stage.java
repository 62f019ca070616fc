package io.jenkins.plugins.aidelivery.rollout;

/** Where a rollout is. */
public enum Stage {
    /** Planned, nothing done. */
    PENDING,
    /** Is everything there that it takes? Nothing has moved. */
    PRECHECK,
    /** The new version is brought up, without traffic. */
    DEPLOYING,
    /** The router is being told a weight. */
    SHIFTING,
    /** The weight is set; what is measured now still holds requests from before. */
    SETTLING,
    /** Evidence is gathered and judged. */
    BAKING,
    /** A person is to say whether it may go on. Evidence is judged as before. */
    WAITING,
    /** Held. Evidence is judged as before. */
    PAUSED,
    /** The new version becomes the stable one. */
    PROMOTING,
    /** The new version has all traffic, the old one is kept warm. */
    VERIFYING,
    /** Cleaning up. */
    FINALISING,
    /** All traffic goes back to stable. */
    ABORTING,
    /** As before, but the router doesn't do it: it is asked again and again, and people are told. */
    ROLLBACK_STUCK,
    /** Stable has all traffic again; is it well? */
    RECOVERING,
    /** The end: the new version is the stable one. */
    SUCCEEDED,
    /** The end: the old version has all traffic. */
    ROLLED_BACK,
    /** The end before it began: nothing has moved. */
    REFUSED;

    /** Whether nothing follows. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == ROLLED_BACK || this == REFUSED;
    }

    /** Whether the canary may have traffic and somebody has to look at how it does. */
    public boolean isExposed() {
        return switch (this) {
            case SHIFTING, SETTLING, BAKING, WAITING, PAUSED, PROMOTING, VERIFYING -> true;
            default -> false;
        };
    }

    /** Whether the new version is, or is becoming, the stable one. */
    public boolean isPromoted() {
        return this == PROMOTING || this == VERIFYING || this == FINALISING || this == SUCCEEDED;
    }

    /** Whether evidence counts: the weight is the one that was asked for. */
    boolean isJudged() {
        return this == BAKING || this == WAITING || this == PAUSED || this == VERIFYING || this == RECOVERING;
    }

    boolean isGoingBack() {
        return this == ABORTING || this == ROLLBACK_STUCK || this == RECOVERING;
    }
}
