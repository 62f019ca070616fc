package io.jenkins.plugins.aidelivery.stats.sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last intervals that say something about a ratio, up to {@value #MOST} of them, with seven digits: 4 KB at most. */
final class RecentIntervals {
    static final int MOST = 256;

    private static final int NUMBERS = 4;
    private static final int FIRST = 32;

    private float[] ring = new float[FIRST * NUMBERS];
    private int size;
    private int next;

    void add(Arms interval) {
        if (!interval.isInformative()) {
            return;
        }
        if (size * NUMBERS == ring.length && size < MOST) {
            ring = Arrays.copyOf(ring, 2 * ring.length);
            next = size;
        }
        int at = next * NUMBERS;
        ring[at] = (float) interval.canaryEvents();
        ring[at + 1] = (float) interval.canaryExposures();
        ring[at + 2] = (float) interval.stableEvents();
        ring[at + 3] = (float) interval.stableExposures();
        size = Math.min(size + 1, MOST);
        next = (next + 1) % (ring.length / NUMBERS);
    }

    int size() {
        return size;
    }

    /** In the order in which they came. */
    List<Arms> intervals() {
        List<Arms> intervals = new ArrayList<>(size);
        int places = ring.length / NUMBERS;
        for (int i = 0; i < size; i++) {
            int at = (next - size + i + places) % places * NUMBERS;
            intervals.add(new Arms(ring[at], ring[at + 1], ring[at + 2], ring[at + 3]));
        }
        return intervals;
    }
}
