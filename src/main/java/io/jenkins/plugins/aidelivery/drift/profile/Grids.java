package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which grid numbers are counted on: it depends on the reference only, and is the same whatever engine counts. */
public final class Grids {
    /** A cell that holds a larger part of all numbers is looked into. */
    private static final int PART = 256;

    /** Cells that are divided in a round: more of them mean that all are of that size. */
    private static final int MOST_DIVIDED = 64;

    /** Cells of a round that get a scale of their own. */
    private static final int MOST_RESCALED = 2;

    private static final int MOST_ROUNDS = 32;

    private Grids() {}

    /**
     * Cells that are worth a closer look.
     *
     * @param of the round that they are of
     * @param cells ascending
     * @param rescaled whether each gets the scale of the numbers in it, instead of further bits
     */
    public record Wish(int of, List<Long> cells, boolean rescaled) {
        public Wish {
            cells = List.copyOf(cells);
        }
    }

    /** For numbers from a range, which it doesn't tell. */
    public static Grid between(double min, double max) {
        return Grid.of(Scale.around(min, max));
    }

    /** For what is compared with a reference. */
    public static Grid of(Numbers reference) {
        if (reference.histogram() != null) {
            return reference.histogram().grid();
        }
        ValueCounts values = reference.values();
        Histogram histogram = Histogram.of(between(reference.min(), reference.max()), values);
        for (int done = 0; done < histogram.grid().rounds().size(); ) {
            List<Wish> wishes = wishes(histogram, done);
            done = histogram.grid().rounds().size();
            Grid grid = histogram.grid();
            for (Wish wish : wishes) {
                grid = granted(grid, wish, values);
            }
            histogram = Histogram.of(grid, values);
        }
        return histogram.grid();
    }

    private static Grid granted(Grid grid, Wish wish, ValueCounts values) {
        if (!wish.rescaled()) {
            return grid.divided(wish.of(), wish.cells());
        }
        Grid more = grid;
        Grid.Round round = grid.rounds().get(wish.of());
        for (long cell : wish.cells()) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < values.size(); i++) {
                double value = values.value(i);
                if (round.scale().holds(value) && round.cell(value) == cell) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            more = more.rescaled(wish.of(), cell, Scale.within(round, least, most));
        }
        return more;
    }

    /**
     * What is worth a closer look in the rounds from one on.
     *
     * @param first rounds before it have been looked at
     */
    public static List<Wish> wishes(Histogram histogram, int first) {
        List<Wish> wishes = new ArrayList<>();
        int rounds = histogram.grid().rounds().size();
        for (int r = first; r < rounds && rounds < MOST_ROUNDS; r++) {
            Grid.Round round = histogram.grid().rounds().get(r);
            List<Long> heavy = histogram.rounds().get(r).cells().heavierThan(Math.max(1, histogram.total() / PART));
            if (heavy.isEmpty() || heavy.size() > MOST_DIVIDED || round.scale().isPoint()) {
                continue;
            }
            boolean rescaled = heavy.size() <= MOST_RESCALED || round.isFinest();
            wishes.add(new Wish(r, rescaled ? heaviest(histogram, r, heavy) : heavy, rescaled));
        }
        return wishes;
    }

    private static List<Long> heaviest(Histogram histogram, int round, List<Long> heavy) {
        CellCounts counts = histogram.rounds().get(round).cells();
        return heavy.stream()
                .sorted(Comparator.comparingLong((Long cell) -> -counts.of(cell))
                        .thenComparing(cell -> cell))
                .limit(MOST_RESCALED)
                .sorted()
                .toList();
    }
}
