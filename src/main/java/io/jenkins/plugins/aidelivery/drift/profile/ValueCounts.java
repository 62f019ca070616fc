package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A column's numbers one by one: its distinct finite values, ascending, and how often each is there. */
public final class ValueCounts {
    private final double[] values;
    private final long[] counts;

    @JsonCreator
    ValueCounts(@JsonProperty("values") double[] values, @JsonProperty("counts") long[] counts) {
        if (values == null || counts == null || values.length != counts.length) {
            throw new IllegalArgumentException("values and counts that don't belong together");
        }
        for (int i = 0; i < values.length; i++) {
            if (counts[i] <= 0 || i > 0 && !(values[i - 1] < values[i])) {
                throw new IllegalArgumentException("values that are not in order");
            }
        }
        this.values = values.clone();
        this.counts = counts.clone();
    }

    /** @param counts more than 0, of finite values; 0 and -0 count as one */
    public static ValueCounts of(Map<Double, Long> counts) {
        TreeMap<Double, Long> sorted = new TreeMap<>();
        counts.forEach((value, count) -> sorted.merge(value + 0.0, count, Long::sum));
        return new ValueCounts(
                sorted.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                sorted.values().stream().mapToLong(Long::longValue).toArray());
    }

    @JsonProperty
    double[] values() {
        return values.clone();
    }

    @JsonProperty
    long[] counts() {
        return counts.clone();
    }

    /** How many distinct values there are. */
    public int size() {
        return values.length;
    }

    public double value(int i) {
        return values[i];
    }

    public long count(int i) {
        return counts[i];
    }

    public long total() {
        return Arrays.stream(counts).sum();
    }

    long leastCount() {
        return Arrays.stream(counts).min().orElse(0);
    }

    /** This and another one's numbers together. */
    public ValueCounts plus(ValueCounts other) {
        TreeMap<Double, Long> sums = new TreeMap<>();
        for (ValueCounts part : new ValueCounts[] {this, other}) {
            for (int i = 0; i < part.values.length; i++) {
                sums.merge(part.values[i], part.counts[i], Long::sum);
            }
        }
        return of(sums);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueCounts that
                && Arrays.equals(values, that.values)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return values.length + " values";
    }
}
