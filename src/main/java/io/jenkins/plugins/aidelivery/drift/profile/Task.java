package io.jenkins.plugins.aidelivery.drift.profile;

/** What a model predicts. */
public enum Task {
    /** Whatever the values of the target look like. */
    AUTO,
    /** One of some classes. */
    CLASSIFICATION,
    /** A number. */
    REGRESSION
}
