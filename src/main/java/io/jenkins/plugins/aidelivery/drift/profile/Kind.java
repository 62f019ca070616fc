package io.jenkins.plugins.aidelivery.drift.profile;

/** What a column's cells are. */
public enum Kind {
    NUMBER,
    BOOLEAN,
    TEXT,
    TIME,
    VECTOR,
    /** Nothing that can be compared, such as bytes or structures. */
    OTHER
}
