package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.Average;
import java.util.Arrays;

/** Durations of single calls, in seconds, of which the slow ones matter. */
final class Durations {
    private final Average average = new Average();
    private double[] values = new double[16];
    private int size;

    public void add(double seconds) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = seconds;
        average.add(seconds);
    }

    boolean isEmpty() {
        return size == 0;
    }

    Average average() {
        return average;
    }

    /**
     * The quantile by linear interpolation between the two nearest values, as k6 and NumPy do it (type 7 of Hyndman and
     * Fan, 1996).
     *
     * @param share 0 … 1
     */
    public double quantile(double share) {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        double place = share * (size - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(size - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
