package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.Collections;
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

    private static final double UNIT = Math.scalb(1.0, BITS);

    private final TreeMap<Integer, Cell> cells;
    private final BigInteger squares;

    /**
     * Rows of one cell.
     *
     * @param count of rows
     * @param sum of their scores, in units of 2⁻²⁶
     * @param only the score that all of them have; NaN if they have several
     */
    public record Cell(long count, BigInteger sum, double only) {
        /** The mean score; half a unit more than what was rounded down. */
        public double mean() {
            return Math.min(1, (sum.doubleValue() / count + 0.5) / UNIT);
        }

        /** Rows of both. */
        public Cell plus(Cell other) {
            return new Cell(count + other.count, sum.add(other.sum), common(only, other.only));
        }
    }

    /** What two cells have as their only score; NaN if there are several. */
    public static double common(double one, double other) {
        return one == other ? one : Double.NaN;
    }

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
            @JsonProperty("squares") BigInteger squares,
            @JsonProperty("only") Map<Integer, Double> only) {
        if (counts == null || sums == null || squares == null || only == null || sums.size() != counts.size()) {
            throw new IllegalArgumentException("counts and sums of scores that don't belong together");
        }
        TreeMap<Integer, Cell> cells = new TreeMap<>();
        for (int i = 0; i < counts.size(); i++) {
            int cell = (int) Math.min(Integer.MAX_VALUE, counts.cell(i));
            cells.put(cell, new Cell(counts.count(i), sums.get(i), only.getOrDefault(cell, Double.NaN)));
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

    @JsonProperty
    Map<Integer, Double> only() {
        TreeMap<Integer, Double> only = new TreeMap<>();
        cells.forEach((cell, rows) -> {
            if (!Double.isNaN(rows.only())) {
                only.put(cell, rows.only());
            }
        });
        return only;
    }

    /** The cells that hold something, ascending. */
    public Map<Integer, Cell> cells() {
        return Collections.unmodifiableMap(cells);
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
        return 31 * cells.hashCode() + squares.hashCode();
    }

    @Override
    public String toString() {
        return total() + " scores in " + cells.size() + " cells";
    }
}
