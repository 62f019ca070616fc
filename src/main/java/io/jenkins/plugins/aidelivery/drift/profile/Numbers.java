package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The finite numbers of a column, at least one: one by one as long as there are few different ones, counted in cells otherwise.
 *
 * @param min the smallest
 * @param max the largest
 * @param mean of all, exact to the width of a place
 * @param deviation their standard deviation (divided by n - 1); from cells, it takes a cell's numbers to lie evenly
 * @param values one by one; null if they are counted in cells
 * @param histogram in cells; null if there are values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Numbers(double min, double max, double mean, double deviation, ValueCounts values, Histogram histogram) {
    public Numbers {
        if ((values == null) == (histogram == null)) {
            throw new IllegalArgumentException("numbers are either values or a histogram");
        }
    }

    /** Of values, one by one. */
    public static Numbers of(ValueCounts values) {
        Moments moments = Moments.of(values);
        return new Numbers(
                values.value(0), values.value(values.size() - 1), moments.mean(), moments.deviation(), values, null);
    }

    /**
     * Of counts in cells.
     *
     * @param min of all numbers, inside the grid or not
     * @param max of all numbers
     */
    public static Numbers of(double min, double max, Histogram histogram) {
        Moments moments = Moments.of(histogram, min, max);
        return new Numbers(min, max, moments.mean(), moments.deviation(), null, histogram);
    }

    /** How many there are. */
    public long count() {
        return values == null ? histogram.total() : values.total();
    }

    public Optional<ValueCounts> oneByOne() {
        return Optional.ofNullable(values);
    }

    public Optional<Histogram> inCells() {
        return Optional.ofNullable(histogram);
    }

    /** The same numbers counted on a grid. */
    public Histogram on(Grid grid) {
        if (values != null) {
            return Histogram.of(grid, values);
        }
        if (!histogram.grid().equals(grid)) {
            throw new IllegalArgumentException("these numbers were counted on another grid");
        }
        return histogram;
    }

    /** With what one round more has counted; values that are known one by one stay as they are. */
    public Numbers with(Grid divided, RoundCounts counts) {
        return histogram == null ? this : of(min, max, histogram.with(divided, counts));
    }

    /** How many are equal to the most frequent one, at least. */
    public long mostEqual() {
        if (values != null) {
            return IntStream.range(0, values.size())
                    .mapToLong(values::count)
                    .max()
                    .orElse(0);
        }
        return Leaf.of(histogram.grid(), List.of(histogram)).stream()
                .filter(Leaf::isPoint)
                .mapToLong(leaf -> leaf.counts()[0])
                .max()
                .orElse(0);
    }

    /** Whether there were few different ones, so that others may be counted one by one as well. */
    public boolean mayBeFew() {
        return values != null
                || histogram.thinned().isPresent() && histogram.grid().hasPoints();
    }

    /**
     * Without what only a few rows have: values that more have stay as they are, others are counted together with their neighbours, and
     * the smallest and the largest are rounded away. Mean and deviation are of all.
     *
     * @param minimum rows that every count that is left has at least
     * @param reference whose grid is used if they were counted one by one, so that parts can be added
     * @return empty if there are no more than a few
     */
    Optional<Numbers> thinned(long minimum, Optional<Numbers> reference) {
        if (count() < minimum) {
            return Optional.empty();
        }
        if (values != null && values.leastCount() >= minimum) {
            return Optional.of(this);
        }
        Histogram whole = values == null ? histogram : Histogram.of(grid(minimum, reference), values);
        Scale ends = Scale.around(min, max);
        return Optional.of(
                new Numbers(ends.smallest(), ends.largest(), mean, deviation, null, Thinning.of(whole, minimum)));
    }

    private Grid grid(long minimum, Optional<Numbers> reference) {
        Optional<Grid> known = reference.flatMap(Numbers::inCells).map(Histogram::grid);
        Numbers pattern = reference.orElse(this);
        return known.orElseGet(() -> Grids.withPoints(Grids.of(pattern), pattern.values, minimum));
    }

    /** This and another one's numbers together. */
    Numbers plus(Numbers other) {
        double least = Math.min(min, other.min);
        double most = Math.max(max, other.max);
        if (values != null && other.values != null) {
            return of(values.plus(other.values));
        }
        Histogram sum = values == null && other.values == null
                ? histogram.plus(other.histogram)
                : on((values == null ? this : other).histogram.grid())
                        .plus(other.on((values == null ? this : other).histogram.grid()));
        if (sum.thinned().isEmpty()) {
            return of(least, most, sum);
        }
        // Such counts don't say where their numbers lie.
        Moments moments = Moments.of(this, other);
        return new Numbers(least, most, moments.mean(), moments.deviation(), null, sum);
    }
}
