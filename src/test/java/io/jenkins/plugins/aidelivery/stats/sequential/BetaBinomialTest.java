package io.jenkins.plugins.aidelivery.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.Test;

public class BetaBinomialTest {
    private static final int DRAWS = 100_000;

    @Test
    public void agreesWithDrawingRatesAtRandom() {
        for (Arms total : List.of(
                new Arms(12, 1000, 100, 19_000),
                new Arms(0, 50, 3, 100),
                new Arms(95, 100, 88, 100),
                new Arms(0, 0, 5, 10))) {
            double worse = 0;
            double fewer = 0;
            double loss = 0;
            double gain = 0;
            Traffic traffic = new Traffic(total.hashCode());
            for (int i = 0; i < DRAWS; i++) {
                double canary = beta(traffic, total.canaryEvents(), total.canaryExposures());
                double stable = beta(traffic, total.stableEvents(), total.stableExposures());
                worse += canary > 1.25 * stable ? 1 : 0;
                fewer += canary < stable / 1.25 ? 1 : 0;
                loss += Math.max(0, canary - stable) / DRAWS;
                gain += Math.max(0, stable - canary) / DRAWS;
            }
            BetaBinomial belief = new BetaBinomial(total, 1);
            double tolerance = 3 * 0.5 / Math.sqrt(DRAWS);
            assertThat(belief.harm(MoreIs.WORSE, 0.25)).as("%s", total).isCloseTo(worse / DRAWS, within(tolerance));
            assertThat(belief.harm(MoreIs.BETTER, 0.25)).as("%s", total).isCloseTo(fewer / DRAWS, within(tolerance));
            assertThat(belief.expectedLoss(MoreIs.WORSE)).as("%s", total).isCloseTo(loss, within(0.02 * loss + 1e-5));
            assertThat(belief.expectedLoss(MoreIs.BETTER)).as("%s", total).isCloseTo(gain, within(0.02 * gain + 1e-5));
        }
    }

    /** Both halves of a chi-square with an odd number of degrees of freedom. */
    private static double beta(Traffic traffic, double events, double exposures) {
        double x = halfGamma(traffic, events);
        return x / (x + halfGamma(traffic, exposures - events));
    }

    /** Gamma with shape n + 1/2. */
    private static double halfGamma(Traffic traffic, double n) {
        double normal = traffic.gaussian();
        return normal * normal / 2 + (n >= 1 ? traffic.gamma(n) : 0);
    }

    @Test
    public void isExactWhereItIsKnown() {
        // Equal beliefs: either is larger as often as not.
        assertThat(new BetaBinomial(new Arms(7, 300, 7, 300), 1).harm(MoreIs.WORSE, 0))
                .isCloseTo(0.5, within(1e-9));
        assertThat(new BetaBinomial(Arms.NONE, 1).harm(MoreIs.BETTER, 0)).isCloseTo(0.5, within(1e-9));
        // The mean of the larger of two uniforms' arcsine laws less the mean: 2 / π² for Beta(1/2, 1/2).
        assertThat(new BetaBinomial(Arms.NONE, 1).expectedLoss(MoreIs.WORSE))
                .isCloseTo(2 / (Math.PI * Math.PI), within(1e-6));
    }

    @Test
    public void harmAndLossOfLargeCounts() {
        Arms million = new Arms(11_000, 1_000_000, 10_000, 1_000_000);
        BetaBinomial belief = new BetaBinomial(million, 1);

        assertThat(belief.harm(MoreIs.WORSE, 0)).isCloseTo(1, within(1e-9));
        assertThat(belief.harm(MoreIs.WORSE, 0.25)).isCloseTo(0, within(1e-9));
        assertThat(belief.expectedLoss(MoreIs.WORSE)).isCloseTo(0.001, within(1e-6));
        // A hundred times the variance: a tenth of the certainty.
        assertThat(new BetaBinomial(million, 100).harm(MoreIs.WORSE, 0)).isBetween(0.7, 0.8);
    }

    @Test
    public void refusesADispersionThatIsNone() {
        assertThatThrownBy(() -> new BetaBinomial(Arms.NONE, 0.5)).hasMessageContaining("1 or more");
    }
}
