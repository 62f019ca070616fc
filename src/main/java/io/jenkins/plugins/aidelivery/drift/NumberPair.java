package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.profile.Grids;
import io.jenkins.plugins.aidelivery.drift.profile.Histogram;
import io.jenkins.plugins.aidelivery.drift.profile.Leaf;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import io.jenkins.plugins.aidelivery.drift.profile.ValueCounts;
import io.jenkins.plugins.aidelivery.stats.twosample.Bracket;
import io.jenkins.plugins.aidelivery.stats.twosample.Pooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The numbers of two columns on one support: single values where both are known one by one, otherwise the cells of the reference's
 * grid, each standing for its middle, with one cell more on either side for what lies outside.
 */
final class NumberPair {
    /** Cells that are divided at once. */
    private static final int MOST_DIVIDED = 64;

    private final Numbers reference;
    private final Numbers current;
    private final double[] from;
    private final double[] to;
    private final long[] referenceCounts;
    private final long[] currentCounts;
    private final boolean exact;
    private final List<Leaf> leaves;

    private NumberPair(Numbers reference, Numbers current, int size, List<Leaf> leaves) {
        this.reference = reference;
        this.current = current;
        this.from = new double[size];
        this.to = new double[size];
        this.referenceCounts = new long[size];
        this.currentCounts = new long[size];
        this.exact = leaves.isEmpty();
        this.leaves = leaves;
    }

    static NumberPair of(Numbers reference, Numbers current) {
        if (reference.oneByOne().isPresent() && current.oneByOne().isPresent()) {
            return ofValues(reference, current);
        }
        return ofCells(reference, current);
    }

    private static NumberPair ofValues(Numbers reference, Numbers current) {
        TreeMap<Double, long[]> support = new TreeMap<>();
        List<ValueCounts> both =
                List.of(reference.oneByOne().orElseThrow(), current.oneByOne().orElseThrow());
        for (int side = 0; side < 2; side++) {
            ValueCounts values = both.get(side);
            for (int i = 0; i < values.size(); i++) {
                support.computeIfAbsent(values.value(i), value -> new long[2])[side] = values.count(i);
            }
        }
        NumberPair pair = new NumberPair(reference, current, support.size(), List.of());
        int i = 0;
        for (var entry : support.entrySet()) {
            pair.set(i++, entry.getKey(), entry.getKey(), entry.getValue()[0], entry.getValue()[1]);
        }
        return pair;
    }

    private static NumberPair ofCells(Numbers reference, Numbers current) {
        Grid grid = grid(reference, current);
        List<Leaf> leaves = Leaf.of(grid, List.of(reference.on(grid), current.on(grid)));
        NumberPair pair = new NumberPair(reference, current, leaves.size(), leaves);
        for (int i = 0; i < leaves.size(); i++) {
            Leaf leaf = leaves.get(i);
            // Beyond the grid there is no end but the last number.
            boolean below = leaf.round() == 0 && leaf.cell() == Leaf.BELOW;
            double start = below ? Math.min(leaf.from(), Math.min(reference.min(), current.min())) : leaf.from();
            double end = leaf.to() > grid.scale().largest()
                    ? Math.max(leaf.to(), Math.max(reference.max(), current.max()))
                    : leaf.to();
            pair.set(i, start, end, leaf.counts()[0], leaf.counts()[1]);
        }
        return pair;
    }

    private static Grid grid(Numbers reference, Numbers current) {
        return reference.inCells().or(current::inCells).map(Histogram::grid).orElseThrow();
    }

    private void set(int i, double start, double end, long one, long other) {
        from[i] = start;
        to[i] = end;
        referenceCounts[i] = one;
        currentCounts[i] = other;
    }

    Numbers reference() {
        return reference;
    }

    Numbers current() {
        return current;
    }

    /** Whether every number is known one by one. */
    boolean isExact() {
        return exact;
    }

    int size() {
        return from.length;
    }

    double from(int i) {
        return from[i];
    }

    double to(int i) {
        return to[i];
    }

    long referenceCount(int i) {
        return referenceCounts[i];
    }

    long currentCount(int i) {
        return currentCounts[i];
    }

    long[] referenceCounts() {
        return referenceCounts.clone();
    }

    long[] currentCounts() {
        return currentCounts.clone();
    }

    long n() {
        return reference.count();
    }

    long m() {
        return current.count();
    }

    /** Share of the current numbers beyond the reference's extremes. */
    double outside() {
        long beyond = 0;
        if (exact) {
            for (int i = 0; i < size(); i++) {
                beyond += to[i] < reference.min() || from[i] > reference.max() ? currentCounts[i] : 0;
            }
        } else {
            Grid grid = grid(reference, current);
            beyond = Leaf.of(grid, List.of(current.on(grid))).stream()
                    .filter(leaf -> isOutside(leaf, grid.scale()))
                    .mapToLong(leaf -> leaf.counts()[0])
                    .sum();
        }
        return (double) beyond / m();
    }

    /** Whether all of a leaf's numbers are beyond the reference's extremes for certain. */
    private boolean isOutside(Leaf leaf, Scale scale) {
        if (leaf.isBeside() && leaf.round() == 0) {
            return leaf.cell() == Leaf.BELOW ? scale.smallest() <= reference.min() : scale.largest() >= reference.max();
        }
        boolean below = leaf.isPoint() ? leaf.to() < reference.min() : leaf.to() <= reference.min();
        return below || leaf.from() > reference.max();
    }

    double middle(int i) {
        double width = to[i] - from[i];
        return Double.isFinite(width) ? from[i] + width / 2 : from[i] / 2 + to[i] / 2;
    }

    /** With a cell's middle for its numbers. */
    Pooled pooled() {
        double[] x = new double[size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = middle(i);
            if (i > 0 && x[i] <= x[i - 1]) {
                x[i] = Math.nextUp(x[i - 1]);
            }
        }
        return Pooled.of(x, referenceCounts, currentCounts);
    }

    /** Where the largest distance of the distribution functions lies for certain. */
    Bracket largestDistance() {
        double low = 0;
        double high = 0;
        double one = 0;
        double other = 0;
        double[] most = mostIn();
        for (int i = 0; i < size(); i++) {
            one += referenceCounts[i];
            other += currentCounts[i];
            // What has no place may be below or above.
            double less = one / n() - (other + unplaced(current)) / m();
            double more = other / m() - (one + unplaced(reference)) / n();
            low = Math.max(low, Math.max(less, more));
            high = Math.max(high, most[i]);
        }
        return new Bracket(low, Math.max(low, high));
    }

    private static double unplaced(Numbers numbers) {
        return numbers.inCells().map(Histogram::unplaced).orElse(0L);
    }

    /** The largest distance that the distribution functions may have within each cell, and at its end. */
    private double[] mostIn() {
        double n = n();
        double m = m();
        double[] most = new double[size()];
        double one = 0;
        double other = 0;
        for (int i = 0; i < size(); i++) {
            double before = one;
            double beforeOther = other;
            one += referenceCounts[i];
            other += currentCounts[i];
            boolean point = from[i] >= to[i];
            most[i] = Math.max(
                    (one + unplaced(reference)) / n - (point ? other : beforeOther) / m,
                    (other + unplaced(current)) / m - (point ? one : before) / n);
        }
        return most;
    }

    /** Cells in which the largest distance may reach a threshold, and about which more can be known. */
    Optional<Grids.Wish> open(double threshold) {
        if (exact) {
            return Optional.empty();
        }
        TreeMap<Integer, List<Long>> open = new TreeMap<>();
        double[] most = mostIn();
        for (int i = 0; i < leaves.size(); i++) {
            if (most[i] >= threshold && !leaves.get(i).isBeside()) {
                open.computeIfAbsent(leaves.get(i).round(), round -> new ArrayList<>())
                        .add(leaves.get(i).cell());
            }
        }
        if (open.isEmpty()) {
            return Optional.empty();
        }
        int of = open.firstKey();
        boolean finest = grid(reference, current).rounds().get(of).isFinest();
        List<Long> some = open.get(of).subList(0, Math.min(open.get(of).size(), finest ? 1 : MOST_DIVIDED));
        return Optional.of(new Grids.Wish(of, some, finest));
    }
}
