package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.CellCounts;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.profile.Histogram;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.PlaceSum;
import io.jenkins.plugins.aidelivery.drift.profile.RoundCounts;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import io.jenkins.plugins.aidelivery.drift.profile.ValueCounts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Numbers that are being counted, and what is known of them so far. */
final class NumberSource {
    /** How many different ones are kept one by one. */
    static final int MOST_VALUES = 4096;

    private final String sql;
    private final Optional<Numbers> reference;
    private long count;
    private double min = Double.NaN;
    private double max = Double.NaN;
    private Map<Double, Long> values = new HashMap<>();
    private boolean oneByOne;
    private boolean bounded;
    private Grid grid;
    private final List<Map<Long, Long>> cells = new ArrayList<>();
    private final List<long[]> beside = new ArrayList<>();
    private BigInteger sum = BigInteger.ZERO;
    private int bits = Scale.COARSE_BITS;
    private long positiveInfinity;
    private long negativeInfinity;

    /**
     * @param sql of the number
     * @param reference that decides the grid, if there is one
     */
    NumberSource(String sql, Optional<Numbers> reference) {
        this.sql = sql;
        this.reference = reference;
    }

    String sql() {
        return sql;
    }

    Optional<Numbers> reference() {
        return reference;
    }

    /** Numbers of every kind. */
    long count() {
        return count;
    }

    void count(long numbers) {
        this.count = numbers;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** Smallest and largest of all; engines have either zero, here there is one. */
    void bounds(double least, double most) {
        this.min = least + 0.0;
        this.max = most + 0.0;
        this.bounded = hasFiniteBounds();
    }

    /** Smallest and largest of the finite ones, where there are others. */
    void finiteBounds(double least, double most) {
        bounds(least, most);
        this.bounded = false;
    }

    boolean hasFiniteBounds() {
        return Double.isFinite(min) && Double.isFinite(max);
    }

    /** Takes down one value. */
    void value(double value, long times) {
        values.merge(value, times, Long::sum);
    }

    /** Whether the values that were taken down are all; then they are kept instead of cells. */
    boolean keepValues() {
        if (values.size() > MOST_VALUES) {
            values = new HashMap<>();
            return false;
        }
        positiveInfinity = values.getOrDefault(Double.POSITIVE_INFINITY, 0L);
        negativeInfinity = values.getOrDefault(Double.NEGATIVE_INFINITY, 0L);
        values.keySet().removeIf(value -> !Double.isFinite(value));
        oneByOne = true;
        return true;
    }

    Grid grid() {
        return grid;
    }

    /** Counts on a grid from now on; rounds that were counted before stay. */
    void countOn(Grid other) {
        this.grid = other;
        while (cells.size() < other.rounds().size()) {
            cells.add(new TreeMap<>());
            beside.add(new long[2]);
        }
    }

    void cell(int round, long cell, long times, BigInteger places) {
        cells.get(round).merge(cell, times, Long::sum);
        sum = sum.add(places);
    }

    /** The sum of all bits of all places, where the leading ones say little. */
    void sum(BigInteger places) {
        sum = places;
        bits = Scale.BITS;
    }

    /** Whether no filter is needed to find the cells of its numbers: neither infinity is among them, nor what is far from the grid. */
    boolean isNear() {
        return bounded && grid.scale().coarselyPlaces(min, max);
    }

    /** What is not on a round's scale, on one side of it. */
    void beside(int round, boolean larger, long all, long infinite) {
        beside.get(round)[larger ? 1 : 0] = all - infinite;
        if (larger) {
            positiveInfinity += infinite;
        } else {
            negativeInfinity += infinite;
        }
    }

    /** How many numbers a round's scale holds. */
    long inside(int round) {
        return cells.get(round).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many numbers are in the cells that a round looks into. */
    long expected(int round) {
        Grid.Round asked = grid.rounds().get(round);
        return asked.of() < 0
                ? count
                : asked.parents().stream()
                        .mapToLong(cell -> cells.get(asked.of()).getOrDefault(cell, 0L))
                        .sum();
    }

    Histogram histogram() {
        List<RoundCounts> rounds = new ArrayList<>();
        for (int r = 0; r < grid.rounds().size(); r++) {
            rounds.add(new RoundCounts(CellCounts.of(cells.get(r)), beside.get(r)[0], beside.get(r)[1]));
        }
        return new Histogram(grid, rounds, new PlaceSum(sum, bits));
    }

    /** What is none of the others is not a number. */
    ColumnProfile.Oddities oddities() {
        long finite = numbers().map(Numbers::count).orElse(0L);
        long nan = count - finite - positiveInfinity - negativeInfinity;
        return new ColumnProfile.Oddities(nan, positiveInfinity, negativeInfinity);
    }

    /** The finite numbers, if there are any. */
    Optional<Numbers> numbers() {
        if (oneByOne) {
            return values.isEmpty() ? Optional.empty() : Optional.of(Numbers.of(ValueCounts.of(values)));
        }
        if (grid == null) {
            return Optional.empty();
        }
        Histogram histogram = histogram();
        return histogram.total() == 0 ? Optional.empty() : Optional.of(Numbers.of(min, max, histogram));
    }
}
