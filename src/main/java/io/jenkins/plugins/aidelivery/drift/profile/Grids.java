package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.List;

/** Which grid numbers are counted on: it depends on the reference only, and is the same whatever engine counts. */
public final class Grids {
    /** A cell that holds a larger part of all numbers is divided. */
    private static final int PART = 512;

    /** Cells that are divided in a round: more of them mean that all are of that size. */
    private static final int MOST_DIVIDED = 64;

    private Grids() {}

    /** For numbers from a range; of one number alone, a range around it. */
    public static Grid between(double min, double max) {
        if (min < max) {
            return Grid.of(Scale.between(min, max));
        }
        double room = Math.min(Math.max(1, Math.abs(min)), Double.MAX_VALUE / 4);
        return Grid.of(Scale.between(min - room, min + room));
    }

    /** For what is compared with a reference. */
    public static Grid of(Numbers reference) {
        if (reference.histogram() != null) {
            return reference.histogram().grid();
        }
        ValueCounts values = reference.values();
        Histogram histogram = Histogram.of(between(reference.min(), reference.max()), values);
        List<Long> heavy = worthDividing(histogram);
        while (!heavy.isEmpty()) {
            histogram = Histogram.of(histogram.grid().divided(heavy), values);
            heavy = worthDividing(histogram);
        }
        return histogram.grid();
    }

    /** The cells of the last round that hold too much; none if they can't be narrower, or too many do. */
    public static List<Long> worthDividing(Histogram histogram) {
        if (histogram.grid().isFinest()) {
            return List.of();
        }
        List<Long> heavy = histogram.heavy(Math.max(1, histogram.total() / PART));
        return heavy.size() > MOST_DIVIDED ? List.of() : heavy;
    }
}
