package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A cell that is not divided further, with what histograms on the same grid have in it.
 *
 * @param round of the grid that counted it
 * @param cell in that round
 * @param from the first place in it
 * @param width places in it
 * @param counts a histogram each
 */
public record Leaf(int round, long cell, long from, double width, long[] counts) {
    /** Whether all numbers in it count as equal. */
    public boolean isPoint() {
        return width <= 1;
    }

    /** The leaves in order; those where no histogram has anything are left out. */
    public static List<Leaf> of(Grid grid, List<Histogram> histograms) {
        List<Set<Long>> divided = new ArrayList<>();
        for (Grid.Round round : grid.rounds()) {
            divided.add(new HashSet<>());
            if (round.of() >= 0) {
                divided.get(round.of()).addAll(round.parents());
            }
        }
        List<Leaf> leaves = new ArrayList<>();
        for (int r = 0; r < grid.rounds().size(); r++) {
            int number = r;
            int shift = grid.rounds().get(r).shift();
            TreeMap<Long, long[]> cells = new TreeMap<>();
            for (int h = 0; h < histograms.size(); h++) {
                CellCounts counts = histograms.get(h).rounds().get(r);
                for (int i = 0; i < counts.size(); i++) {
                    if (!divided.get(r).contains(counts.cell(i))) {
                        cells.computeIfAbsent(counts.cell(i), cell -> new long[histograms.size()])[h] = counts.count(i);
                    }
                }
            }
            cells.forEach((cell, counts) ->
                    leaves.add(new Leaf(number, cell, cell << shift, (double) (1L << shift), counts)));
        }
        leaves.sort(Comparator.comparingLong(Leaf::from));
        return leaves;
    }
}
