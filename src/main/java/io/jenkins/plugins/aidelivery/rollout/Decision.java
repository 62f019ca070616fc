package io.jenkins.plugins.aidelivery.rollout;

/** What an evaluation comes to, in the order of precedence. */
public enum Decision {
    /** Back to stable, now. */
    ABORT,
    /** Hold the weight until a person says more. */
    PAUSE,
    /** Hold the weight until evidence comes. */
    AWAIT,
    /** One phase back: it looks bad, but isn't shown to be. */
    STEP_BACK,
    /** Look twice as often and bake twice as long. */
    SLOW_DOWN,
    /** On to the next phase, before its time: everything is shown to be well. */
    SPEED_UP,
    /** On to the next phase. */
    CONTINUE,
    /** Not enough seen yet. */
    HOLD;

    boolean goesOn() {
        return this == SPEED_UP || this == CONTINUE;
    }
}
