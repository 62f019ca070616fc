package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What one of a measure is. Values are stored in the base unit named here (seconds, bytes), whatever the tool wrote, so
 * that two tools that measure the same thing can be compared.
 */
public enum Unit {
    /** A share between 0 and 1; shown as it is or in per cent. */
    RATIO("ratio"),
    /** How many; whole numbers that add up over files. */
    COUNT("count"),
    /** A duration in seconds. */
    SECONDS("seconds"),
    /** A size in bytes. */
    BYTES("bytes"),
    /** A rate in events a second. */
    PER_SECOND("per_second"),
    /** A score between 0 and 100. */
    POINTS("points"),
    /** Money, in US dollars. */
    DOLLARS("dollars"),
    /** A plain number without a unit, such as a loss. */
    NUMBER("number");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** The name in files. */
    @JsonValue
    public String text() {
        return text;
    }

    /**
     * Whether a bare number could be read in two ways ("200": milliseconds or seconds?), so that a limit must say its
     * unit.
     */
    public boolean isAmbiguousWithoutUnit() {
        return this == SECONDS || this == BYTES;
    }
}
