package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many of a column's numbers lie where on a {@link Grid}. Exact counts; two histograms on one grid are added cell by cell.
 *
 * @param grid the cells
 * @param rounds counts of the grid's rounds, in their order
 * @param sumOfPlaces of the numbers on the first round's scale
 * @param thinning null if every count stands for its cell alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Histogram(Grid grid, List<RoundCounts> rounds, PlaceSum sumOfPlaces, Thinned thinning) {
    public Histogram {
        rounds = List.copyOf(rounds);
        if (rounds.size() != grid.rounds().size()) {
            throw new IllegalArgumentException("a histogram has counts for each round of its grid");
        }
    }

    /** Of counts that stand for their cells. */
    public Histogram(Grid grid, List<RoundCounts> rounds, PlaceSum sumOfPlaces) {
        this(grid, rounds, sumOfPlaces, null);
    }

    /** How counts stand for more than their cells, if they do. */
    public Optional<Thinned> thinned() {
        return Optional.ofNullable(thinning);
    }

    /** Whether the last count stands for what is larger than the scale, too. */
    @JsonIgnore
    boolean isThinnedAbove() {
        return thinning != null && thinning.above();
    }

    /** How many of the numbers lie nobody knows where. */
    public long unplaced() {
        return thinning == null ? 0 : thinning.unplaced();
    }

    /** Without some of the last rounds that look into cells; what was in them is in those cells. */
    Histogram only(List<Integer> kept) {
        return kept.size() == rounds.size()
                ? this
                : new Histogram(grid.only(kept), kept.stream().map(rounds::get).toList(), sumOfPlaces, thinning);
    }

    /** Of numbers that are known one by one. */
    public static Histogram of(Grid grid, ValueCounts values) {
        List<RoundCounts> rounds = new ArrayList<>();
        for (int r = 0; r < grid.rounds().size(); r++) {
            rounds.add(count(grid, r, values));
        }
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < values.size(); i++) {
            if (grid.scale().holds(values.value(i))) {
                sum = sum.add(BigInteger.valueOf(grid.scale().place(values.value(i)))
                        .multiply(BigInteger.valueOf(values.count(i))));
            }
        }
        return new Histogram(grid, rounds, new PlaceSum(sum, Scale.BITS));
    }

    private static RoundCounts count(Grid grid, int number, ValueCounts values) {
        Grid.Round round = grid.rounds().get(number);
        Set<Long> parents = new HashSet<>(round.parents());
        Map<Long, Long> cells = new TreeMap<>();
        long below = 0;
        long above = 0;
        for (int i = 0; i < values.size(); i++) {
            double value = values.value(i);
            boolean looked = round.of() < 0
                    || grid.rounds().get(round.of()).scale().holds(value)
                            && parents.contains(grid.rounds().get(round.of()).cell(value));
            if (looked && round.scale().holds(value)) {
                cells.merge(round.cell(value), values.count(i), Long::sum);
            } else if (looked) {
                below += value < round.scale().smallest() ? values.count(i) : 0;
                above += value > round.scale().largest() ? values.count(i) : 0;
            }
        }
        return new RoundCounts(CellCounts.of(cells), below, above);
    }

    public RoundCounts first() {
        return rounds.get(0);
    }

    /** How many numbers there are. */
    public long total() {
        return first().inside() + first().below() + first().above() + unplaced();
    }

    /** With what one round more has counted. */
    public Histogram with(Grid more, RoundCounts counts) {
        List<RoundCounts> counted = new ArrayList<>(rounds);
        counted.add(counts);
        return new Histogram(more, counted, sumOfPlaces);
    }

    /**
     * This and another one's numbers together.
     *
     * @throws IllegalArgumentException if they are on different grids
     */
    public Histogram plus(Histogram other) {
        if (!grid.equals(other.grid)) {
            return only(grid.sameRounds(other.grid)).plusSame(other.only(other.grid.sameRounds(grid)));
        }
        return plusSame(other);
    }

    private Histogram plusSame(Histogram other) {
        if (!grid.equals(other.grid)) {
            throw new IllegalArgumentException("histograms on different grids can't be added");
        }
        if (thinning != null || other.thinning != null) {
            return Thinning.sum(this, other);
        }
        List<RoundCounts> sums = new ArrayList<>();
        for (int r = 0; r < rounds.size(); r++) {
            sums.add(rounds.get(r).plus(other.rounds.get(r)));
        }
        return new Histogram(grid, sums, sumOfPlaces.plus(other.sumOfPlaces));
    }
}
