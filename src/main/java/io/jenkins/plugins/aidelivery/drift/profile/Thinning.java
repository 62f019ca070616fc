package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Takes neighbouring leaves of a histogram together until each of them holds enough rows. */
final class Thinning {
    /** Of all rows: a point that holds more is too much to be taken together with others. */
    private static final int HEAVY_PART = 128;

    /** Of all rows: that may be without a place. */
    private static final int UNPLACED_PART = 200;

    private final Histogram whole;
    private final long minimum;
    private final List<Leaf> leaves;
    private final List<List<Leaf>> runs = new ArrayList<>();
    private List<Leaf> pending = new ArrayList<>();
    private long unplaced;

    private Thinning(Histogram whole, long minimum) {
        this.whole = whole;
        this.minimum = minimum;
        this.leaves = Leaf.of(whole.grid(), List.of(whole));
    }

    /** @param whole of no less than so many rows */
    static Histogram of(Histogram whole, long minimum) {
        if (whole.thinned().filter(thinned -> thinned.minimum() >= minimum).isPresent()) {
            return whole;
        }
        return new Thinning(withoutRarePoints(whole, minimum), minimum).thinned();
    }

    /** A round that looks at one value tells that value, which is all right if enough rows have it. */
    private static Histogram withoutRarePoints(Histogram whole, long minimum) {
        List<Grid.Round> rounds = whole.grid().rounds();
        List<Integer> kept = IntStream.range(0, rounds.size())
                .filter(r -> r == 0
                        || !rounds.get(r).scale().isPoint()
                        || whole.rounds().get(r).inside() >= minimum)
                .boxed()
                .toList();
        return whole.only(kept);
    }

    private Histogram thinned() {
        for (Leaf leaf : leaves) {
            if (leaf.isPoint() && leaf.counts()[0] >= minimum && !pending.isEmpty()) {
                settle(isHeavy(leaf));
            }
            pending.add(leaf);
            if (rows(pending) >= minimum) {
                close();
            }
        }
        if (!pending.isEmpty()) {
            settle(true);
            last().addAll(pending);
        }
        LeafTally tally = new LeafTally(whole.grid());
        runs.forEach(run -> tally.add(head(run), rows(run)));
        List<Leaf> end = last();
        boolean above = end.size() > 1 && end.get(end.size() - 1).isBeyond(Leaf.ABOVE);
        return tally.histogram(
                whole.sumOfPlaces(),
                new Thinned(minimum, unplaced + whole.unplaced(), above || whole.isThinnedAbove()));
    }

    /**
     * What is too little for a count of its own goes to what is before it, if that isn't a point; between points that hold much it is left
     * without a place.
     */
    private void settle(boolean heavyNext) {
        long rows = rows(pending);
        boolean heavyBefore = runs.isEmpty() || isPoint(last()) && isHeavy(last().get(0));
        if (!runs.isEmpty() && !isPoint(last())) {
            last().addAll(pending);
        } else if (heavyBefore && heavyNext && unplaced + rows <= whole.total() / UNPLACED_PART) {
            unplaced += rows;
        } else {
            return;
        }
        pending = new ArrayList<>();
    }

    private boolean isHeavy(Leaf leaf) {
        return leaf.counts()[0] > whole.total() / HEAVY_PART;
    }

    private void close() {
        runs.add(pending);
        pending = new ArrayList<>();
    }

    private List<Leaf> last() {
        if (runs.isEmpty()) {
            close();
        }
        return runs.get(runs.size() - 1);
    }

    private static boolean isPoint(List<Leaf> run) {
        return run.size() == 1 && run.get(0).isPoint();
    }

    private static long rows(List<Leaf> run) {
        return run.stream().mapToLong(leaf -> leaf.counts()[0]).sum();
    }

    /**
     * Where the count of a run goes. That of more than a point not to the point, but just before it; and where nothing is before the first
     * cell, to the roundest of the empty ones, so that it doesn't say where its first number lies.
     */
    private Leaf head(List<Leaf> run) {
        Leaf first = run.get(0);
        long cell = first.cell();
        if (first.isPoint()) {
            cell = run.size() > 1 ? Leaf.BELOW : cell;
        } else if (!first.isBeside()) {
            cell = roundest(first.round(), lastBefore(first) + 1, cell);
        }
        return new Leaf(first.round(), cell, first.from(), first.to(), first.counts());
    }

    /** The last cell of the same round that holds something, or is of another parent; -1 if there is none. */
    private long lastBefore(Leaf leaf) {
        Grid grid = whole.grid();
        CellCounts cells = whole.rounds().get(leaf.round()).cells();
        long last = -1;
        for (int i = 0; i < cells.size() && cells.cell(i) < leaf.cell(); i++) {
            last = cells.cell(i);
        }
        Grid.Round round = grid.rounds().get(leaf.round());
        if (leaf.round() == 0 || grid.isRescaled(leaf.round())) {
            return last;
        }
        int bits = grid.rounds().get(round.of()).shift() - round.shift();
        return Math.max(last, (leaf.cell() >> bits << bits) - 1);
    }

    /** Of some cells of a round that no other looks into, the one whose number ends in the most zeros, in base two. */
    private long roundest(int round, long from, long to) {
        long roundest = to;
        for (long cell = to; cell > 0 && (cell & (cell - 1)) >= from; ) {
            cell &= cell - 1;
            roundest = whole.grid().isLookedInto(round, cell) ? roundest : cell;
        }
        return roundest;
    }

    /** The sum of two histograms on one grid of which at least one is thinned: as fine as both allow. */
    static Histogram sum(Histogram one, Histogram other) {
        LeafTally tally = new LeafTally(one.grid());
        for (Leaf leaf : Leaf.of(one.grid(), List.of(one, other))) {
            tally.add(leaf, leaf.counts()[0] + leaf.counts()[1]);
        }
        long minimum = Math.max(
                one.thinned().map(Thinned::minimum).orElse(0L),
                other.thinned().map(Thinned::minimum).orElse(0L));
        return tally.histogram(
                one.sumOfPlaces().plus(other.sumOfPlaces()),
                new Thinned(
                        minimum, one.unplaced() + other.unplaced(), one.isThinnedAbove() || other.isThinnedAbove()));
    }

    /** The leaves of several histograms, as far as those that are thinned can tell them apart. */
    static List<Leaf> together(Grid grid, List<Leaf> leaves, List<Histogram> histograms) {
        List<Integer> thinned = IntStream.range(0, histograms.size())
                .filter(h -> histograms.get(h).thinned().isPresent())
                .boxed()
                .toList();
        if (thinned.isEmpty()) {
            return leaves;
        }
        // Of each, whether its last count may stand for the next leaf.
        boolean[] open = new boolean[histograms.size()];
        List<Leaf> merged = new ArrayList<>();
        for (Leaf leaf : leaves) {
            boolean beyond = leaf.isBeyond(Leaf.ABOVE);
            boolean starts = thinned.stream()
                    .allMatch(h -> leaf.counts()[h] > 0
                            || !open[h]
                            || beyond && !histograms.get(h).isThinnedAbove());
            if (starts) {
                merged.add(leaf);
            } else {
                merged.set(merged.size() - 1, merged.get(merged.size() - 1).and(leaf));
            }
            for (int h : thinned) {
                if (leaf.counts()[h] > 0) {
                    open[h] = !leaf.isPoint();
                }
            }
        }
        for (int i = 0; i < merged.size(); i++) {
            Leaf leaf = merged.get(i);
            if (!leaf.isPoint() && thinned.stream().anyMatch(h -> leaf.counts()[h] > 0)) {
                double end = i + 1 < merged.size()
                        ? merged.get(i + 1).from()
                        : grid.scale().largest();
                merged.set(i, leaf.upTo(end));
            }
        }
        return merged;
    }
}
