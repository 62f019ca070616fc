package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.function.DoublePredicate;

/**
 * Places of a column's numbers: whole numbers of 53 bits, from its smallest value in the reference to its largest. A place is
 * computed by one subtraction, one multiplication and one floor of IEEE doubles, so every engine finds the same one, and
 * because each of the three keeps the order of its arguments, places keep the order of values: two values differ in
 * place if they differ by more than 2⁻⁵² of the range.
 *
 * @param shrink a power of two that values are multiplied by first; 1 unless the range is near the ends of what a double
 *     can hold
 * @param low the smallest value, shrunk
 * @param factor places per shrunk unit
 * @param smallest value that has a place
 * @param largest value that has a place
 */
public record Scale(double shrink, double low, double factor, double smallest, double largest) {
    /** Of a place: as many as a double has. */
    public static final int BITS = 53;

    /** Of a coarse place: so few that a whole number of 32 bits also holds what is not far beyond the scale. */
    public static final int COARSE_BITS = 30;

    private static final double PLACES = 0x1p53;

    private static final int STEP_BITS = 5;

    /** Of an exponent: what makes the least double a normal one. */
    private static final int TINY = 100;

    /**
     * The scale of values between two; of one value alone, it has one place.
     *
     * @throws IllegalArgumentException if they aren't finite and in order
     */
    public static Scale between(double smallest, double largest) {
        if (smallest == largest && Double.isFinite(smallest)) {
            return new Scale(1, smallest, 0, smallest, largest);
        }
        if (!(smallest < largest) || Double.isInfinite(smallest) || Double.isInfinite(largest)) {
            throw new IllegalArgumentException("no scale from " + smallest + " to " + largest);
        }
        double shrink = 1;
        if (Double.isInfinite(largest - smallest)) {
            shrink = 0.25;
        } else if (largest - smallest < 0x1p-900) {
            // So that the factor stays finite; the values are as small.
            shrink = Math.max(Math.abs(smallest), Math.abs(largest)) < 0x1p-400 ? 0x1p600 : 0x1p100;
        }
        double low = smallest * shrink;
        double range = largest * shrink - low;
        double factor = PLACES / range;
        while (Math.floor(range * factor) >= PLACES) {
            factor = Math.nextDown(factor);
        }
        return new Scale(shrink, low, factor, smallest, largest);
    }

    /** This scale, and what is so little beyond its largest value that it has a place by the same computation. */
    Scale upToItsEnd() {
        if (shrink != 1 || isPoint()) {
            return this;
        }
        double beyond = largest + unit();
        for (double step = unit(); isBelowEnd(beyond); step *= 2) {
            beyond = largest + step;
        }
        return new Scale(shrink, low, factor, smallest, last(this::isBelowEnd, largest, beyond));
    }

    private boolean isBelowEnd(double value) {
        return Math.floor((value - low) * factor) < PLACES;
    }

    /**
     * Whether all numbers from a range can be placed without a look at whether the scale holds them: coarse places of 32 bits with a sign
     * say where they are, and the distance of the nearest smaller one is not lost by the multiplication.
     */
    public boolean coarselyPlaces(double least, double most) {
        double coarse = factor(COARSE_BITS);
        boolean kept = coarse >= 1 || Math.abs(low) * coarse >= 0x1p-900;
        return shrink == 1
                && !isPoint()
                && kept
                && (least - low) * coarse > Integer.MIN_VALUE
                && (most - low) * coarse < Integer.MAX_VALUE;
    }

    /**
     * A scale that holds the values between two and doesn't tell them: its ends are rounded away from them, by a 32nd of their distance
     * at most, unless both are one.
     *
     * @throws IllegalArgumentException if they aren't finite and in order
     */
    public static Scale around(double least, double most) {
        if (!(least < most)) {
            return between(least, most);
        }
        double step = step(least, most);
        return between(down(least, step), -down(-most, step));
    }

    /**
     * The same inside a cell of a round.
     *
     * @param least in the cell
     * @param most in the cell
     */
    public static Scale within(Grid.Round round, double least, double most) {
        if (!(least < most)) {
            return between(least, most);
        }
        double step = step(least, most);
        double start = down(least, step);
        double end = -down(-most, step);
        return between(
                isIn(round, least, start)
                        ? start
                        : last(
                                value -> isIn(round, least, value),
                                least,
                                round.scale().smallest()),
                isIn(round, least, end)
                        ? end
                        : last(
                                value -> isIn(round, least, value),
                                most,
                                round.scale().largest()));
    }

    /** A power of two of which there are 32 to 64 from one value to the other; no less than values can differ by. */
    private static double step(double least, double most) {
        double range = most - least;
        int exponent =
                range < Double.MIN_NORMAL ? Math.getExponent(Math.scalb(range, TINY)) - TINY : Math.getExponent(range);
        double step = Math.scalb(1.0, exponent - STEP_BITS);
        return Math.max(step, Math.ulp(Math.max(Math.abs(least), Math.abs(most))));
    }

    private static double down(double value, double step) {
        double down = Math.floor(value / step) * step;
        // A quotient may be too small for a double.
        return Math.max(-Double.MAX_VALUE, down > value ? down - step : down) + 0.0;
    }

    private static boolean isIn(Grid.Round round, double inside, double value) {
        return round.scale().holds(value) && round.cell(value) == round.cell(inside);
    }

    /** The value that is farthest from one and still as it is, on the way to another. */
    private static double last(DoublePredicate same, double inside, double beyond) {
        long in = rank(inside);
        long out = rank(beyond);
        if (same.test(beyond)) {
            return beyond;
        }
        while (Math.abs(in - out) > 1) {
            long middle = (in & out) + ((in ^ out) >> 1);
            if (same.test(value(middle))) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return value(in);
    }

    /** A whole number that is in the order of doubles. */
    private static long rank(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double value(long rank) {
        return Double.longBitsToDouble(rank >= 0 ? rank : Long.MIN_VALUE - rank);
    }

    /** Whether a value has a place. */
    public boolean holds(double value) {
        return value >= smallest && value <= largest;
    }

    /** The place of a value that the scale holds: 0 up to 2⁵³ - 1. */
    public long place(double value) {
        return (long) Math.floor((value * shrink - low) * factor);
    }

    /** Places per shrunk unit, if only the leading bits of each are asked for: the floor is that place, shifted. */
    public double factor(int bits) {
        return factor * Math.scalb(1.0, bits - BITS);
    }

    /** About the value at a place; fractions of places are allowed. */
    public double value(double place) {
        if (isPoint()) {
            return smallest;
        }
        double value = (place / factor + low) / shrink;
        return Math.min(largest, Math.max(smallest, value));
    }

    /** How far apart values are whose places differ by one. */
    @JsonIgnore
    public double unit() {
        return isPoint() ? 0 : 1 / factor / shrink;
    }

    /** Whether it holds one value only. */
    @JsonIgnore
    public boolean isPoint() {
        return smallest == largest;
    }
}
