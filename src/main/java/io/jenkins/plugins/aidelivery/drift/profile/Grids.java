package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which grid numbers are counted on: it depends on the reference only, and is the same whatever engine counts. */
public final class Grids {
    /** A cell that holds a larger part of all numbers is looked into. */
    private static final int PART = 256;

    /** Cells that are divided in a round; of more, those that hold far too much. */
    private static final int MOST_DIVIDED = 64;

    private static final int LARGE_PART = 128;

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

    /** With a round for each value that fills a cell, if enough rows have it: such a count stays exact where others are taken together. */
    static Grid withPoints(Grid grid, ValueCounts values, long minimum) {
        long heavy = Math.max(minimum, Math.max(2, values.total() / PART + 1));
        List<Integer> heaviest = IntStream.range(0, values.size())
                .filter(i -> values.count(i) >= heavy)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -values.count(i)))
                .toList();
        Grid points = grid;
        for (int i : heaviest) {
            double value = values.value(i);
            Optional<Grid.Place> place = points.place(value);
            if (place.isPresent()
                    && !points.rounds().get(place.get().round()).scale().isPoint()) {
                points = points.rescaled(place.get().round(), place.get().cell(), Scale.between(value, value));
            }
        }
        return points;
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
            if (heavy.size() > MOST_DIVIDED) {
                heavy = heaviest(
                        histogram,
                        r,
                        histogram.rounds().get(r).cells().heavierThan(histogram.total() / LARGE_PART),
                        MOST_DIVIDED);
            }
            if (heavy.isEmpty() || round.scale().isPoint()) {
                continue;
            }
            boolean rescaled = heavy.size() <= MOST_RESCALED || round.isFinest();
            wishes.add(new Wish(r, rescaled ? heaviest(histogram, r, heavy, MOST_RESCALED) : heavy, rescaled));
        }
        return wishes;
    }

    private static List<Long> heaviest(Histogram histogram, int round, List<Long> heavy, int most) {
        CellCounts counts = histogram.rounds().get(round).cells();
        return heavy.stream()
                .sorted(Comparator.comparingLong((Long cell) -> -counts.of(cell))
                        .thenComparing(cell -> cell))
                .limit(most)
                .sorted()
                .toList();
    }
}
