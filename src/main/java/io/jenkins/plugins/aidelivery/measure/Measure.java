package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;

/**
 * One named number about a candidate, with its unit, direction, precision, status and source: the word that evidence,
 * gate, drift, tests and rollouts all speak.
 *
 * @param name dotted, the field's own term
 * @param slice the part of the data it speaks of
 * @param amount the number
 * @param status whether it may be used
 * @param source where it was read
 * @param paired the same measure of the version before on the same rows; null where nobody compared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measure(String name, Slice slice, Amount amount, Status status, Source source, Paired paired) {

    @JsonCreator
    public Measure(
            @JsonProperty("name") String name,
            @JsonProperty("slice") Slice slice,
            @JsonProperty("amount") Amount amount,
            @JsonProperty("status") Status status,
            @JsonProperty("source") Source source,
            @JsonProperty("paired") Paired paired) {
        this.name = Objects.requireNonNull(name);
        this.slice = slice == null ? Slice.ALL : slice;
        this.amount = Objects.requireNonNull(amount);
        this.source = Objects.requireNonNull(source);
        this.paired = paired;
        // NaN and the infinities are never evidence, whatever a reader said of them.
        this.status = Objects.requireNonNull(status).isOk() && !amount.isPresent()
                ? Status.error("the value is not a finite number")
                : status;
    }

    /** A usable measure; one without a finite value turns into an error. */
    public static Measure ok(MeasureId id, Amount amount, Source source) {
        return new Measure(id.name(), id.slice(), amount, Status.OK, source, null);
    }

    /** A measure that can't be used as it is. */
    public static Measure of(MeasureId id, Amount amount, Status status, Source source) {
        return new Measure(id.name(), id.slice(), amount, status, source, null);
    }

    public MeasureId id() {
        return new MeasureId(name, slice);
    }

    /** The comparison with the version before on the same rows, where there is one. */
    public Optional<Paired> pairedComparison() {
        return Optional.ofNullable(paired);
    }

    public Measure with(Status other) {
        return new Measure(name, slice, amount, other, source, paired);
    }

    public Measure with(Source other) {
        return new Measure(name, slice, amount, status, other, paired);
    }

    public Measure with(Amount other) {
        return new Measure(name, slice, other, status, source, paired);
    }

    public Measure with(Paired comparison) {
        return new Measure(name, slice, amount, status, source, comparison);
    }
}
