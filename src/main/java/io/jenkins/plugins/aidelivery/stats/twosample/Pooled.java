package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.Arrays;

/**
 * Two numeric samples on one ordered support: how often each value occurs in either. For binned data a value stands for
 * its bin, say by the bin's middle; statistics of ranks then hold for the bins.
 */
public final class Pooled {
    private final double[] x;
    private final long[] reference;
    private final long[] current;
    private final long n;
    private final long m;

    private Pooled(double[] x, long[] reference, long[] current) {
        this.x = x;
        this.reference = reference;
        this.current = current;
        this.n = Counts.total(reference, "reference");
        this.m = Counts.total(current, "current");
    }

    /**
     * @param x finite values, each greater than the one before; the arrays are copied
     * @param reference how often each occurs in the reference, 0 or more
     * @param current how often each occurs in the current sample
     * @throws IllegalArgumentException if lengths differ, values are not ascending, or a sample is empty
     */
    public static Pooled of(double[] x, long[] reference, long[] current) {
        if (x.length != reference.length || x.length != current.length) {
            throw new IllegalArgumentException(x.length + " values do not fit " + reference.length + " and "
                    + current.length + " counts: the three must be as long as each other");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || i > 0 && !(x[i - 1] < x[i])) {
                throw new IllegalArgumentException(
                        "values must be finite and ascending, but value " + i + " is " + x[i]);
            }
        }
        return new Pooled(x.clone(), reference.clone(), current.clone());
    }

    /**
     * The same from the observations themselves, in any order.
     *
     * @throws IllegalArgumentException if one is not finite, or a sample is empty
     */
    public static Pooled ofSamples(double[] reference, double[] current) {
        double[] r = sorted(reference);
        double[] c = sorted(current);
        double[] x = new double[r.length + c.length];
        long[] inReference = new long[x.length];
        long[] inCurrent = new long[x.length];
        int size = 0;
        int i = 0;
        int k = 0;
        while (i < r.length || k < c.length) {
            double value = k == c.length || i < r.length && r[i] <= c[k] ? r[i] : c[k];
            while (i < r.length && r[i] == value) {
                inReference[size]++;
                i++;
            }
            while (k < c.length && c[k] == value) {
                inCurrent[size]++;
                k++;
            }
            x[size++] = value;
        }
        return new Pooled(Arrays.copyOf(x, size), Arrays.copyOf(inReference, size), Arrays.copyOf(inCurrent, size));
    }

    private static double[] sorted(double[] sample) {
        double[] sorted = sample.clone();
        for (int i = 0; i < sorted.length; i++) {
            if (!Double.isFinite(sorted[i])) {
                throw new IllegalArgumentException("observations must be finite, but one is " + sorted[i]);
            }
            // Else -0.0 and 0.0 would be equal, yet sorted apart.
            sorted[i] += 0.0;
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** Observations in the reference, at least 1. */
    public long n() {
        return n;
    }

    /** Observations in the current sample, at least 1. */
    public long m() {
        return m;
    }

    /** How many values the support has; some may occur in neither sample. */
    public int size() {
        return x.length;
    }

    /** The i-th value. */
    public double x(int i) {
        return x[i];
    }

    /** How often the i-th value occurs in the reference. */
    public long reference(int i) {
        return reference[i];
    }

    /** How often the i-th value occurs in the current sample. */
    public long current(int i) {
        return current[i];
    }

    /** The samples in each other's place. */
    public Pooled exchanged() {
        return new Pooled(x, current, reference);
    }

    /** Whether only one value occurs in both samples together. */
    public boolean isConstant() {
        int values = 0;
        for (int i = 0; i < x.length && values < 2; i++) {
            values += reference[i] + current[i] > 0 ? 1 : 0;
        }
        return values == 1;
    }

    /** Harmonic size {@code nm / (n + m)}: a comparison is as precise as one sample of that size against a known law. */
    double effectiveSize() {
        return Counts.effectiveSize(n, m);
    }
}
