package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cell that no later round looks into, or what lies beside a round's scale, with what histograms on the same grid have there.
 *
 * @param round of the grid that counted it
 * @param cell in that round; {@link #BELOW} or {@link #ABOVE} for what lies beside its scale
 * @param from where it begins; about, where it isn't a point
 * @param to where it ends; the same as from only if all numbers in it are equal
 * @param counts a histogram each
 */
public record Leaf(int round, long cell, double from, double to, long[] counts) {
    /** In place of a cell: what is smaller than the round's scale holds. */
    public static final long BELOW = -1;

    /** What is larger. */
    public static final long ABOVE = -2;

    /** Whether it lies beside its round's scale. */
    public boolean isBeside() {
        return cell < 0;
    }

    /** Whether it lies beyond the whole grid, on the given side. */
    boolean isBeyond(long side) {
        return round == 0 && cell == side;
    }

    /** With what is empty after it. */
    Leaf upTo(double end) {
        return new Leaf(round, cell, from, Math.max(to, end), counts);
    }

    /** With what comes after it. */
    Leaf and(Leaf next) {
        long[] sums = new long[counts.length];
        Arrays.setAll(sums, h -> counts[h] + next.counts[h]);
        return new Leaf(round, cell, from, Math.max(next.to, Math.nextUp(from)), sums);
    }

    /** Whether all numbers in it are equal. */
    public boolean isPoint() {
        return from == to;
    }

    /**
     * The leaves in order; those where no histogram has anything are left out, and those that a {@link Thinned} one can't tell apart are
     * one, called after the first of them.
     */
    public static List<Leaf> of(Grid grid, List<Histogram> histograms) {
        List<Leaf> leaves = new ArrayList<>();
        double least = Math.nextDown(grid.scale().smallest());
        double most = Math.nextUp(grid.scale().largest());
        new Walk(grid, histograms, leaves).round(0, least, most);
        return Thinning.together(grid, leaves, histograms);
    }

    private static final class Walk {
        private final Grid grid;
        private final List<Histogram> histograms;
        private final List<Leaf> leaves;

        /** By round and cell, the round that looks into it. */
        private final List<Map<Long, Integer>> looked = new ArrayList<>();

        /** By round, the counts of its cells. */
        private final List<TreeMap<Long, long[]>> cells = new ArrayList<>();

        Walk(Grid grid, List<Histogram> histograms, List<Leaf> leaves) {
            this.grid = grid;
            this.histograms = histograms;
            this.leaves = leaves;
            for (int r = 0; r < grid.rounds().size(); r++) {
                Grid.Round round = grid.rounds().get(r);
                looked.add(new HashMap<>());
                for (long parent : round.parents()) {
                    looked.get(round.of()).put(parent, r);
                }
                cells.add(counts(r));
            }
        }

        private TreeMap<Long, long[]> counts(int round) {
            TreeMap<Long, long[]> counts = new TreeMap<>();
            for (int h = 0; h < histograms.size(); h++) {
                CellCounts some = histograms.get(h).rounds().get(round).cells();
                for (int i = 0; i < some.size(); i++) {
                    counts.computeIfAbsent(some.cell(i), cell -> new long[histograms.size()])[h] = some.count(i);
                }
            }
            return counts;
        }

        /** A round with a scale of its own, between the ends of the cell that it looks into. */
        void round(int r, double start, double end) {
            Scale scale = grid.rounds().get(r).scale();
            beside(r, start, scale.smallest(), true);
            cells(r, cells.get(r));
            beside(r, scale.largest(), end, false);
        }

        private void beside(int r, double from, double to, boolean below) {
            long[] counts = histograms.stream()
                    .map(histogram -> histogram.rounds().get(r))
                    .mapToLong(round -> below ? round.below() : round.above())
                    .toArray();
            if (Arrays.stream(counts).anyMatch(count -> count > 0)) {
                double end = to > from ? to : Math.nextUp(from);
                leaves.add(new Leaf(r, below ? BELOW : ABOVE, from, end, counts));
            }
        }

        private void cells(int r, Map<Long, long[]> some) {
            Grid.Round round = grid.rounds().get(r);
            double width = (double) (1L << round.shift());
            for (Map.Entry<Long, long[]> cell : some.entrySet()) {
                double from = round.scale().value(cell.getKey() * width);
                double to = round.scale().value((cell.getKey() + 1) * width);
                Integer closer = looked.get(r).get(cell.getKey());
                if (closer == null) {
                    boolean point = round.scale().isPoint();
                    leaves.add(new Leaf(
                            r, cell.getKey(), from, point ? from : Math.max(to, Math.nextUp(from)), cell.getValue()));
                } else if (grid.isRescaled(closer)) {
                    round(closer, from, to);
                } else {
                    int bits = round.shift() - grid.rounds().get(closer).shift();
                    cells(closer, cells.get(closer).subMap(cell.getKey() << bits, (cell.getKey() + 1) << bits));
                }
            }
        }
    }
}
