package io.jenkins.plugins.aidelivery.drift.profile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many of a column's numbers lie where on a {@link Grid}. Exact counts; two histograms on one grid are added cell by cell.
 *
 * @param grid the cells
 * @param rounds counts of the grid's rounds, in their order
 * @param below numbers smaller than the grid's smallest
 * @param above numbers larger than its largest
 * @param sumOfPlaces of the numbers on the grid: their exact sum in units of the scale
 */
public record Histogram(Grid grid, List<CellCounts> rounds, long below, long above, BigInteger sumOfPlaces) {
    public Histogram {
        rounds = List.copyOf(rounds);
        if (rounds.size() != grid.rounds().size()) {
            throw new IllegalArgumentException("a histogram has counts for each round of its grid");
        }
    }

    /** Of numbers that are known one by one. */
    public static Histogram of(Grid grid, ValueCounts values) {
        List<Map<Long, Long>> rounds = new ArrayList<>();
        List<Set<Long>> parents = new ArrayList<>();
        for (Grid.Round round : grid.rounds()) {
            rounds.add(new TreeMap<>());
            parents.add(new HashSet<>(round.parents()));
        }
        long below = 0;
        long above = 0;
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < values.size(); i++) {
            double value = values.value(i);
            long count = values.count(i);
            if (!grid.scale().holds(value)) {
                below += value < grid.scale().smallest() ? count : 0;
                above += value > grid.scale().largest() ? count : 0;
                continue;
            }
            long place = grid.scale().place(value);
            sum = sum.add(BigInteger.valueOf(place).multiply(BigInteger.valueOf(count)));
            for (int r = 0; r < rounds.size(); r++) {
                if (r > 0
                        && !parents.get(r)
                                .contains(place >> grid.rounds().get(r - 1).shift())) {
                    break;
                }
                rounds.get(r).merge(place >> grid.rounds().get(r).shift(), count, Long::sum);
            }
        }
        return new Histogram(grid, rounds.stream().map(CellCounts::of).toList(), below, above, sum);
    }

    /** How many numbers are on the grid. */
    public long inside() {
        return rounds.get(0).total();
    }

    /** Cells of the first round in which there is anything. */
    public int cells() {
        return rounds.get(0).size();
    }

    /** How many numbers there are. */
    public long total() {
        return inside() + below + above;
    }

    /** The cells of the last round that hold more than so many numbers. */
    public List<Long> heavy(long most) {
        return rounds.get(rounds.size() - 1).heavierThan(most);
    }

    /** With what one round more has counted. */
    public Histogram with(Grid divided, CellCounts counts) {
        List<CellCounts> more = new ArrayList<>(rounds);
        more.add(counts);
        return new Histogram(divided, more, below, above, sumOfPlaces);
    }

    /**
     * This and another one's numbers together.
     *
     * @throws IllegalArgumentException if they are on different grids
     */
    public Histogram plus(Histogram other) {
        if (!grid.equals(other.grid)) {
            throw new IllegalArgumentException("histograms on different grids can't be added");
        }
        List<CellCounts> sums = new ArrayList<>();
        for (int r = 0; r < rounds.size(); r++) {
            sums.add(rounds.get(r).plus(other.rounds.get(r)));
        }
        return new Histogram(grid, sums, below + other.below, above + other.above, sumOfPlaces.add(other.sumOfPlaces));
    }
}
