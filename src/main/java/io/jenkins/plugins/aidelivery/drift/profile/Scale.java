package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;

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
        double end = largest;
        double beyond = largest + unit();
        for (double step = unit(); isBelowEnd(beyond); step *= 2) {
            beyond = largest + step;
        }
        for (double middle = largest; middle < beyond; ) {
            if (isBelowEnd(middle)) {
                end = middle;
            } else {
                beyond = middle;
            }
            double next = end + (beyond - end) / 2;
            middle = next == end ? beyond : next;
        }
        return new Scale(shrink, low, factor, smallest, end);
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
