package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.CellCounts;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.profile.Histogram;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.ValueCounts;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Numbers that are being counted, and what is known of them so far. */
final class NumberSource {
    /** How many it may have to be kept one by one. */
    static final int MOST_VALUES = 4096;

    private final String sql;
    private final Optional<Numbers> reference;
    private long count;
    private double min;
    private double max;
    private ColumnProfile.Oddities oddities = ColumnProfile.Oddities.NONE;
    private Map<Double, Long> values = new HashMap<>();
    private Grid grid;
    private Map<Long, Long> cells = new TreeMap<>();
    private BigInteger sum = BigInteger.ZERO;
    private Histogram histogram;
    private long below;
    private long above;
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

    long count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    ColumnProfile.Oddities oddities() {
        return oddities;
    }

    Grid grid() {
        return grid;
    }

    void bounds(long numbers, double least, double most) {
        this.count = numbers;
        this.min = least;
        this.max = most;
    }

    boolean hasFiniteBounds() {
        return Double.isFinite(min) && Double.isFinite(max);
    }

    /** Takes down one value; false once there are too many different ones. */
    void value(double value, long times) {
        values.merge(value, times, Long::sum);
    }

    /** Whether the values that were taken down are all. */
    boolean keepValues() {
        if (values.size() > MOST_VALUES) {
            values = new HashMap<>();
            return false;
        }
        oddities = new ColumnProfile.Oddities(
                times(Double.NaN), times(Double.POSITIVE_INFINITY), times(Double.NEGATIVE_INFINITY));
        values.keySet().removeIf(value -> !Double.isFinite(value));
        histogram = null;
        return true;
    }

    private long times(double value) {
        return values.getOrDefault(value, 0L);
    }

    void startOn(Grid first) {
        this.grid = first;
    }

    void cell(long cell, long times, BigInteger places) {
        cells.merge(cell, times, Long::sum);
        sum = sum.add(places);
    }

    /** Ends a round of counting. */
    void endRound() {
        CellCounts counts = CellCounts.of(cells);
        cells = new TreeMap<>();
        histogram = histogram == null
                ? new Histogram(Grid.of(grid.scale()), List.of(counts), 0, 0, sum)
                : histogram.with(
                        new Grid(
                                grid.scale(),
                                grid.rounds().subList(0, histogram.rounds().size() + 1)),
                        counts);
    }

    /** Divides cells; the next round counts in them. */
    void divide(List<Long> parents) {
        grid = grid.divided(parents);
    }

    Histogram histogram() {
        return histogram;
    }

    /** What isn't on the grid, on one side of it. */
    void rest(boolean larger, long all, long infinite) {
        if (larger) {
            above = all - infinite;
            positiveInfinity = infinite;
        } else {
            below = all - infinite;
            negativeInfinity = infinite;
        }
    }

    /** What is nowhere is not a number. */
    void endRest() {
        long inside = histogram == null ? 0 : histogram.inside();
        long nan = count - inside - below - above - positiveInfinity - negativeInfinity;
        oddities = new ColumnProfile.Oddities(nan, positiveInfinity, negativeInfinity);
    }

    /** The finite numbers, if there are any. */
    Optional<Numbers> numbers() {
        if (histogram != null) {
            Histogram whole =
                    new Histogram(histogram.grid(), histogram.rounds(), below, above, histogram.sumOfPlaces());
            return whole.total() == 0 ? Optional.empty() : Optional.of(Numbers.of(min, max, whole));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(Numbers.of(ValueCounts.of(values)));
    }
}
