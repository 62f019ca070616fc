package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of leaves, and with them those of the cells that they are in. */
final class LeafTally {
    private final Grid grid;
    private final List<Map<Long, Long>> cells;
    private final long[] below;
    private final long[] above;

    LeafTally(Grid grid) {
        this.grid = grid;
        int rounds = grid.rounds().size();
        this.cells = new ArrayList<>();
        for (int r = 0; r < rounds; r++) {
            cells.add(new HashMap<>());
        }
        this.below = new long[rounds];
        this.above = new long[rounds];
    }

    void add(Leaf leaf, long rows) {
        int r = leaf.round();
        long cell = leaf.cell();
        if (cell == Leaf.BELOW) {
            below[r] += rows;
        } else if (cell == Leaf.ABOVE) {
            above[r] += rows;
        } else {
            cells.get(r).merge(cell, rows, Long::sum);
        }
        while (grid.rounds().get(r).of() >= 0) {
            Grid.Round round = grid.rounds().get(r);
            Grid.Round parent = grid.rounds().get(round.of());
            cell = grid.isRescaled(r) ? round.parents().get(0) : cell >> (parent.shift() - round.shift());
            r = round.of();
            cells.get(r).merge(cell, rows, Long::sum);
        }
    }

    Histogram histogram(PlaceSum sumOfPlaces, Thinned thinned) {
        List<RoundCounts> rounds = new ArrayList<>();
        for (int r = 0; r < below.length; r++) {
            rounds.add(new RoundCounts(CellCounts.of(cells.get(r)), below[r], above[r]));
        }
        return new Histogram(grid, rounds, sumOfPlaces, thinned);
    }
}
