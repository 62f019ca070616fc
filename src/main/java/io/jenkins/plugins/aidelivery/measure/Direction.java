package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which way a measure gets better. */
public enum Direction {
    HIGHER("higher"),
    LOWER("lower"),
    /** Neither, or nobody said so; such a measure has limits, but it can't be "worse than the baseline". */
    NONE("none");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    /** The name in files. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The direction of {@code 1 - x}. */
    public Direction opposite() {
        return switch (this) {
            case HIGHER -> LOWER;
            case LOWER -> HIGHER;
            case NONE -> NONE;
        };
    }
}
