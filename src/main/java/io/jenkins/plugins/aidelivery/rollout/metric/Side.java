package io.jenkins.plugins.aidelivery.rollout.metric;

/** Whose numbers. */
public enum Side {
    CANARY,
    STABLE,
    /** A second part of the stable version, which nothing should tell from the first. */
    CONTROL
}
