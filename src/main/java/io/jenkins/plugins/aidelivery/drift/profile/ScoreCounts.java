package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many rows have a score in which of the {@link ScoreCells}, and what these scores add up to. Sums are exact, of scores rounded
 * down to {@value #BITS} bits, so that they don't depend on the order of the rows.
 */
public final class ScoreCounts {
    /** Bits of a score that are added. */
    public static final int BITS = 26;

    public static final ScoreCounts NONE = new ScoreCounts(new TreeMap<>(), BigInteger.ZERO);

    private final TreeMap<Integer, Cell> cells;
    private final BigInteger squares;

    /**
     * Rows of one cell.
     *
     * @param count of rows
     * @param sum of their scores, in units of 2⁻²⁶
     */
    public record Cell(long count, BigInteger sum) {
        /** The mean score; half a unit more than what was rounded down. */
        public double mean() {
            return Math.min(1, (sum.doubleValue() / count + 0.5) / UNIT);
        }

        Cell plus(Cell other) {
            return new Cell(count + other.count, sum.add(other.sum));
        }
    }

    private static final double UNIT = Math.scalb(1.0, BITS);

    private ScoreCounts(TreeMap<Integer, Cell> cells, BigInteger squares) {
        this.cells = cells;
        this.squares = squares;
    }

    /**
     * Of rows that were counted.
     *
     * @param cells by their numbers
     * @param squares sum of the squares of all scores, in units of 2⁻⁵²
     */
    public static ScoreCounts of(Map<Integer, Cell> cells, BigInteger squares) {
        return new ScoreCounts(new TreeMap<>(cells), squares);
    }

    /** From JSON. */
    @JsonCreator
    static ScoreCounts of(
            @JsonProperty("counts") CellCounts counts,
            @JsonProperty("sums") List<BigInteger> sums,
            @JsonProperty("squares") BigInteger squares) {
        if (counts == null || sums == null || squares == null || sums.size() != counts.size()) {
            throw new IllegalArgumentException("counts and sums of scores that don't belong together");
        }
        TreeMap<Integer, Cell> cells = new TreeMap<>();
        for (int i = 0; i < counts.size(); i++) {
            if (counts.cell(i) >= ScoreCells.COUNT) {
                throw new IllegalArgumentException("a score beyond 1");
            }
            cells.put((int) counts.cell(i), new Cell(counts.count(i), sums.get(i)));
        }
        return new ScoreCounts(cells, squares);
    }

    @JsonProperty
    CellCounts counts() {
        TreeMap<Long, Long> counts = new TreeMap<>();
        cells.forEach((cell, rows) -> counts.put((long) cell, rows.count()));
        return CellCounts.of(counts);
    }

    @JsonProperty
    List<BigInteger> sums() {
        return cells.values().stream().map(Cell::sum).toList();
    }

    @JsonProperty
    BigInteger squares() {
        return squares;
    }

    /** The cells that hold something, ascending. */
    public Map<Integer, Cell> cells() {
        return java.util.Collections.unmodifiableMap(cells);
    }

    /** How many rows there are. */
    public long total() {
        return cells.values().stream().mapToLong(Cell::count).sum();
    }

    /** What their scores add up to. */
    public double sum() {
        BigInteger sum = cells.values().stream().map(Cell::sum).reduce(BigInteger.ZERO, BigInteger::add);
        return sum.doubleValue() / UNIT + total() / (2 * UNIT);
    }

    /** What the squares of their scores add up to. */
    public double sumOfSquares() {
        return squares.doubleValue() / UNIT / UNIT + sum() / UNIT;
    }

    public ScoreCounts plus(ScoreCounts other) {
        TreeMap<Integer, Cell> both = new TreeMap<>();
        TreeSet<Integer> numbers = new TreeSet<>(cells.keySet());
        numbers.addAll(other.cells.keySet());
        for (int number : numbers) {
            Cell one = cells.get(number);
            Cell more = other.cells.get(number);
            both.put(number, one == null ? more : more == null ? one : one.plus(more));
        }
        return new ScoreCounts(both, squares.add(other.squares));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreCounts that && cells.equals(that.cells) && squares.equals(that.squares);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return total() + " scores in " + cells.size() + " cells";
    }
}
