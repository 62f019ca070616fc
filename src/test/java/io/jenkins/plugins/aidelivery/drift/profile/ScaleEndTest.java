package io.jenkins.plugins.aidelivery.drift.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.Test;

public class ScaleEndTest {
    private static final double PLACES = 0x1p53;

    @Test
    public void endsWhereTheComputationLeavesThePlaces() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double one = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
            double other =
                    random.nextInt(10) == 0 ? 0 : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
            Scale scale =
                    Scale.between(Math.min(one, other), Math.max(one, other)).upToItsEnd();

            assertThat(scale.place(scale.largest())).isLessThan(1L << Scale.BITS);
            assertThat(Math.floor((Math.nextUp(scale.largest()) - scale.low()) * scale.factor()))
                    .as("next to %s of %s", scale.largest(), scale)
                    .isGreaterThanOrEqualTo(PLACES);
        }
    }

    @Test
    public void whatIsSmallerIsBelowTheFirstPlaceWhereItSaysSo() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            double low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300);
            Scale scale = Scale.between(low, low + Math.pow(10, random.nextInt(600) - 300) + Math.ulp(low));
            if (scale.tellsSmaller(Scale.COARSE_BITS)) {
                assertThat((Math.nextDown(scale.smallest()) - scale.low()) * scale.factor(Scale.COARSE_BITS))
                        .as("%s", scale)
                        .isNegative();
            }
        }
    }

    @Test
    public void tellsNothingOfSmallerNumbersWhereTheirDistanceWouldBeLost() {
        assertThat(Scale.between(0, 1e10).tellsSmaller(Scale.COARSE_BITS)).isFalse();
        assertThat(Scale.between(0, 1e9).tellsSmaller(Scale.COARSE_BITS)).isTrue();
        assertThat(Scale.between(1, 1e10).tellsSmaller(Scale.COARSE_BITS)).isTrue();
        assertThat(Scale.between(-1e308, 1e308).tellsSmaller(Scale.COARSE_BITS)).isFalse();
        assertThat(Scale.between(3, 3).tellsSmaller(Scale.COARSE_BITS)).isFalse();
    }

    @Test
    public void coarsePlacesAreTheLeadingBitsOfPlaces() {
        Random random = new Random(3);
        Scale scale = Scale.between(-5, 1e6 / 3);
        for (int i = 0; i < 10_000; i++) {
            double value = -5 + random.nextDouble() * 333_338;
            assertThat((long) Math.floor((value - scale.low()) * scale.factor(Scale.COARSE_BITS)))
                    .isEqualTo(scale.place(value) >> Scale.BITS - Scale.COARSE_BITS);
        }
    }
}
