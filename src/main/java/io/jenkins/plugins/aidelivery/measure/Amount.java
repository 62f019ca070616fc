package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Objects;

/**
 * A measure's number with everything that is needed to judge it.
 *
 * @param value in the unit's base; NaN where there is none (the measure's status then says why)
 * @param unit what one of it is
 * @param direction which way it gets better
 * @param sampling how it came about
 */
public record Amount(
        @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
        double value,

        Unit unit,
        Direction direction,
        Sampling sampling) {

    @JsonCreator
    public Amount(
            @JsonProperty("value") double value,
            @JsonProperty("unit") Unit unit,
            @JsonProperty("direction") Direction direction,
            @JsonProperty("sampling") Sampling sampling) {
        this.value = value;
        this.unit = Objects.requireNonNull(unit);
        this.direction = Objects.requireNonNull(direction);
        this.sampling = Objects.requireNonNull(sampling);
    }

    /** A number of things; adds up over files. */
    public static Amount count(long value, Direction direction) {
        return new Amount(value, Unit.COUNT, direction, Sampling.TOTAL);
    }

    /** A sum in some unit, such as a total duration; adds up over files. */
    public static Amount total(double value, Unit unit, Direction direction) {
        return new Amount(value, unit, direction, Sampling.TOTAL);
    }

    /** A share of counted things; the counts add up over files. Without trials there is no value. */
    public static Amount share(long successes, long trials, Direction direction) {
        return trials == 0
                ? new Amount(Double.NaN, Unit.RATIO, direction, Sampling.UNKNOWN)
                : new Amount(
                        (double) successes / trials, Unit.RATIO, direction, new Sampling.Counts(successes, trials));
    }

    /** A value of which nothing else is known. */
    public static Amount value(double value, Unit unit, Direction direction) {
        return new Amount(value, unit, direction, Sampling.UNKNOWN);
    }

    /** The same with what is known of its precision. */
    public Amount with(Sampling known) {
        return new Amount(value, unit, direction, known);
    }

    /** Whether there is a number at all. */
    @JsonIgnore
    public boolean isPresent() {
        return Double.isFinite(value);
    }
}
