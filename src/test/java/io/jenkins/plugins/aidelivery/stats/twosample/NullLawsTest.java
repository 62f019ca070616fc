package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.List;
import org.junit.Test;

public class NullLawsTest {
    private static final Categories THREE = Categories.of(new long[] {500, 300, 200}, new long[] {510, 280, 210});

    @Test
    public void quantilesAreThoseOfPublishedSimulations() {
        // 95 % of PSI between equal samples, by bins and size.
        assertThat(NullQuantiles.psi(0.05, 10, 300, 300)).isCloseTo(0.113, within(0.001));
        assertThat(NullQuantiles.psi(0.05, 20, 1000, 1000)).isCloseTo(0.060, within(0.001));
        assertThat(NullQuantiles.psi(0.05, 20, 10_000, 10_000)).isCloseTo(0.006, within(0.0001));
        assertThat(NullQuantiles.kolmogorovSmirnov(0.05, 1_000_000, 1_000_000))
                .isCloseTo(1.3581 * Math.sqrt(2e-6), within(1e-6));
    }

    @Test
    public void distancesOfSharesAreMultiplesOfOneAnother() {
        double psi = NullQuantiles.psi(0.01, 12, 700, 900);

        assertThat(NullQuantiles.kullbackLeibler(0.01, 12, 700, 900)).isCloseTo(psi / 2, within(1e-12));
        assertThat(NullQuantiles.jensenShannonDivergence(0.01, 12, 700, 900)).isCloseTo(psi / 8, within(1e-12));
        assertThat(NullQuantiles.jensenShannonDistance(0.01, 12, 700, 900))
                .isCloseTo(Math.sqrt(psi / 8), within(1e-12));
        assertThat(NullQuantiles.hellinger(0.01, 12, 700, 900)).isCloseTo(Math.sqrt(psi / 8), within(1e-12));
        assertThat(NullLaws.jensenShannonDistanceBase2(12, 700, 900).quantile(0.01))
                .isCloseTo(Math.sqrt(psi / 8 / Math.log(2)), within(1e-12));
        assertThat(NullQuantiles.cramersV(0.01, 12, 700, 900))
                .isCloseTo(Math.sqrt(psi * 700 * 900 / 1600 / 1600), within(1e-12));
    }

    @Test
    public void theWassersteinDistanceOfNormalSamplesHasTheQuantilesOfItsSimulation() {
        NullLaw law = BridgeAreaLaw.of(BridgeGrid.ofNormal());

        // 10,000 pairs of 1000 observations each: 1.189, 1.865, 2.139, 2.676, the last to 0.05.
        assertThat(law.quantile(0.5)).isCloseTo(1.19, within(0.02));
        assertThat(law.quantile(0.1)).isCloseTo(1.88, within(0.03));
        assertThat(law.quantile(0.05)).isCloseTo(2.14, within(0.03));
        assertThat(law.quantile(0.01)).isCloseTo(2.69, within(0.04));
        // Far out it is the law of the difference of means.
        assertThat(law.quantile(1e-9)).isCloseTo(Normal.upperQuantile(5e-10), within(0.05));
    }

    @Test
    public void quantilesAndPValuesBelongTogether() {
        Pooled samples = Pooled.of(
                new double[] {1, 2, 5, 6, 20}, new long[] {30, 50, 40, 20, 10}, new long[] {35, 45, 42, 19, 9});
        List<NullLaw> laws = List.of(
                NullLaws.psi(10, 300, 400),
                NullLaws.cramersV(4, 300, 400),
                NullLaws.kolmogorovSmirnov(30_000, 40_000),
                NullLaws.wasserstein(samples),
                NullLaws.wassersteinNormed(samples),
                NullLaws.energy(samples),
                NullLaws.totalVariation(THREE),
                NullLaws.lInfinity(THREE));
        for (NullLaw law : laws) {
            double last = 0;
            for (double alpha : new double[] {0.5, 0.1, 0.05, 0.01, 1e-3, 1e-6}) {
                double quantile = law.quantile(alpha);
                assertThat(quantile).isGreaterThan(last);
                assertThat(law.pValue(quantile)).isCloseTo(alpha, within(2e-3 * alpha + (alpha >= 0.02 ? 2e-4 : 0)));
                last = quantile;
            }
            assertThat(law.pValue(0)).isEqualTo(1);
            assertThatThrownBy(() -> law.quantile(0)).hasMessageContaining("level");
        }
    }

    @Test
    public void twoCategoriesDifferAsOneShareDoes() {
        Categories two = Categories.of(new long[] {300, 700}, new long[] {300, 700});
        double error = Math.sqrt(0.3 * 0.7 * 2 / 1000);

        for (NullLaw law : List.of(NullLaws.totalVariation(two), NullLaws.lInfinity(two))) {
            assertThat(law.quantile(0.05)).isCloseTo(1.96 * error, within(0.06 * error));
            assertThat(law.quantile(0.001)).isBetween(3.2 * error, 3.6 * error);
        }
    }

    @Test
    public void manyRareCategoriesAreTakenTogether() {
        long[] reference = new long[3000];
        java.util.Arrays.fill(reference, 100);
        Categories many = Categories.of(reference, reference);
        double error = Math.sqrt(2 / 300_000.0) * Math.sqrt(1 / 3000.0);

        // A sum of 3000 absolute normals, and the largest of them.
        assertThat(NullQuantiles.totalVariation(0.5, many))
                .isCloseTo(3000 / 2.0 * Math.sqrt(2 / Math.PI) * error, within(10 * error));
        assertThat(NullQuantiles.lInfinity(0.05, many) / error)
                .isCloseTo(Normal.upperQuantile(0.05 / 6000), within(0.1));
    }

    @Test
    public void whatCannotDifferHasNoChanceToReachAScore() {
        Pooled constant = Pooled.of(new double[] {7}, new long[] {5}, new long[] {6});
        Categories one = Categories.of(new long[] {7}, new long[] {5});
        for (NullLaw law : List.of(
                NullLaws.psi(1, 5, 6),
                NullLaws.wassersteinNormed(constant),
                NullLaws.energy(constant),
                NullLaws.totalVariation(one),
                NullLaws.lInfinity(one))) {
            assertThat(law.quantile(0.05)).isZero();
            assertThat(law.pValue(0)).isEqualTo(1);
        }
        assertThatThrownBy(() -> NullLaws.psi(0, 5, 6)).hasMessageContaining("at least one category");
    }
}
