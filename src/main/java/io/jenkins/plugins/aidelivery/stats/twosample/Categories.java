package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.stream.IntStream;

/** How often each of the same categories occurs in either sample. */
public final class Categories {
    private final long[] reference;
    private final long[] current;
    private final long n;
    private final long m;

    private Categories(long[] reference, long[] current) {
        this.reference = reference;
        this.current = current;
        this.n = Counts.total(reference, "reference");
        this.m = Counts.total(current, "current");
    }

    /**
     * Categories that occur in neither sample are left out.
     *
     * @param reference counts of 0 and more, a category each
     * @param current of the same categories
     * @throws IllegalArgumentException if lengths differ or a sample is empty
     */
    public static Categories of(long[] reference, long[] current) {
        if (reference.length != current.length) {
            throw new IllegalArgumentException(
                    reference.length + " categories can't be compared with " + current.length);
        }
        int[] seen = IntStream.range(0, reference.length)
                .filter(i -> reference[i] != 0 || current[i] != 0)
                .toArray();
        return new Categories(
                IntStream.of(seen).mapToLong(i -> reference[i]).toArray(),
                IntStream.of(seen).mapToLong(i -> current[i]).toArray());
    }

    /** Observations in the reference, at least 1. */
    public long n() {
        return n;
    }

    /** Observations in the current sample, at least 1. */
    public long m() {
        return m;
    }

    /** Categories that occur in either sample, at least 1. */
    public int size() {
        return reference.length;
    }

    /** How often the i-th occurs in the reference. */
    public long reference(int i) {
        return reference[i];
    }

    /** How often the i-th occurs in the current sample. */
    public long current(int i) {
        return current[i];
    }

    /** The shares of the reference, see {@link Distances}. */
    public double[] referenceShares() {
        return Distances.shares(reference);
    }

    /** The shares of the current sample. */
    public double[] currentShares() {
        return Distances.shares(current);
    }

    /** The samples in each other's place. */
    public Categories exchanged() {
        return new Categories(current, reference);
    }

    /** {@code nm / (n + m)}. */
    double effectiveSize() {
        return Counts.effectiveSize(n, m);
    }

    /** How often the i-th occurs in both together, at least 1. */
    long both(int i) {
        return reference[i] + current[i];
    }

    /** What the reference would hold of the i-th, were both samples of one distribution. */
    double expectedReference(int i) {
        return (double) n / ((double) n + m) * both(i);
    }

    double expectedCurrent(int i) {
        return (double) m / ((double) n + m) * both(i);
    }
}
