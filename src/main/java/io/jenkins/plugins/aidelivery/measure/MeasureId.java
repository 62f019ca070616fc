package io.jenkins.plugins.aidelivery.measure;

import java.util.Comparator;
import java.util.Objects;

/**
 * What a measure is called.
 *
 * @param name dotted, the field's own term: {@code f1}, {@code tests.success_rate}, {@code eval.gsm8k.exact_match}
 * @param slice the part of the data it speaks of
 */
public record MeasureId(String name, Slice slice) implements Comparable<MeasureId> {
    private static final Comparator<MeasureId> ORDER =
            Comparator.comparing(MeasureId::name).thenComparing(MeasureId::slice);

    public MeasureId {
        Objects.requireNonNull(name);
        Objects.requireNonNull(slice);
    }

    /** A measure of all of the data. */
    public static MeasureId of(String name) {
        return new MeasureId(name, Slice.ALL);
    }

    @Override
    public int compareTo(MeasureId other) {
        return ORDER.compare(this, other);
    }

    /** {@code f1} or {@code f1[class=malignant]}. */
    @Override
    public String toString() {
        return slice.isAll() ? name : name + "[" + slice + "]";
    }
}
