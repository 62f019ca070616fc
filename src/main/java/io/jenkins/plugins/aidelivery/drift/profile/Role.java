package io.jenkins.plugins.aidelivery.drift.profile;

/** What a column is to the model. */
public enum Role {
    /** What the model predicts from, or has nothing to do with. */
    FEATURE,
    /** What came true: the label. */
    TARGET,
    /** What the model said. */
    PREDICTION,
    /** How probable the model held the positive class to be. */
    SCORE
}
