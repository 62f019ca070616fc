package io.jenkins.plugins.aidelivery.drift.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * The exact sum of the places of numbers on a scale.
 *
 * @param total of the leading bits of each place
 * @param bits how many that are: all of a place, or those of a coarse one
 */
public record PlaceSum(BigInteger total, int bits) {
    public PlaceSum {
        if (bits != Scale.BITS && bits != Scale.COARSE_BITS) {
            throw new IllegalArgumentException("places have " + Scale.BITS + " or " + Scale.COARSE_BITS + " bits");
        }
    }

    /** Both together, in the bits that both have. */
    PlaceSum plus(PlaceSum other) {
        int common = Math.min(bits, other.bits);
        return new PlaceSum(total.shiftRight(bits - common).add(other.total.shiftRight(other.bits - common)), common);
    }

    /** The mean place of so many numbers, in units of whole places. */
    double mean(long count) {
        double place = new BigDecimal(total)
                .divide(BigDecimal.valueOf(count), MathContext.DECIMAL64)
                .doubleValue();
        return Math.scalb(place + 0.5, Scale.BITS - bits);
    }
}
