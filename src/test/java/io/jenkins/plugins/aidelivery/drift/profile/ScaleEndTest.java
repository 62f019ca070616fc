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
            if (scale.coarselyPlaces(scale.smallest(), scale.largest())) {
                assertThat((Math.nextDown(scale.smallest()) - scale.low()) * scale.factor(Scale.COARSE_BITS))
                        .as("%s", scale)
                        .isNegative();
            }
        }
    }

    @Test
    public void placesWhatIsNotFarAwayWithoutALook() {
        Scale scale = Scale.between(0, 10);
        assertThat(scale.coarselyPlaces(-15, 15)).isTrue();
        assertThat(scale.coarselyPlaces(-25, 5)).isFalse();
        assertThat(scale.coarselyPlaces(5, 25)).isFalse();
        assertThat(scale.coarselyPlaces(Double.NEGATIVE_INFINITY, 5)).isFalse();
        assertThat(scale.coarselyPlaces(5, Double.NaN)).isFalse();
    }

    @Test
    public void looksWhereTheDistanceOfSmallerNumbersWouldBeLost() {
        assertThat(Scale.between(0, 1e10).coarselyPlaces(0, 1e10)).isFalse();
        assertThat(Scale.between(0, 1e9).coarselyPlaces(0, 1e9)).isTrue();
        assertThat(Scale.between(1, 1e10).coarselyPlaces(1, 1e10)).isTrue();
        assertThat(Scale.between(-1e308, 1e308).coarselyPlaces(-1e308, 1e308)).isFalse();
        assertThat(Scale.between(3, 3).coarselyPlaces(3, 3)).isFalse();
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
