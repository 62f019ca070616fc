package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.Test;

public class PowerTest {
    private static final double ALPHA = 0.05;
    private static final double POWER = 0.9;

    @Test
    public void kolmogorovAndSmirnovFindATenthOfADeviationAsOftenAsAskedAtTheNamedSize() {
        int n = (int) Power.kolmogorovSmirnovOfShift().rowsNeeded(0.1, ALPHA, POWER, 1);
        double critical = KolmogorovSmirnov.critical(ALPHA, n, n);

        double found = found(n, n, 0.1, 1500, pooled -> KolmogorovSmirnov.statistic(pooled) >= critical);

        assertThat(n).isBetween(2_750, 2_900);
        assertThat(found).isBetween(0.88, 0.93);
    }

    @Test
    public void aLargerShiftIsFoundInSmallSamplesOfDifferentSizes() {
        int n = (int) Power.kolmogorovSmirnovOfShift().rowsNeeded(0.5, ALPHA, POWER, 3);
        double critical = KolmogorovSmirnov.critical(ALPHA, n, 3 * n);

        assertThat(found(n, 3 * n, 0.5, 3000, pooled -> KolmogorovSmirnov.statistic(pooled) >= critical))
                .isBetween(0.87, 0.94);
    }

    @Test
    public void theWassersteinTestFindsAShiftAtLeastAsOftenAsAsked() {
        int n = (int) Power.wassersteinOfShift().rowsNeeded(0.2, ALPHA, POWER, 1);
        double critical = BridgeAreaLaw.of(BridgeGrid.ofNormal()).quantile(ALPHA) * Math.sqrt(2.0 / n);

        assertThat(found(n, n, 0.2, 2000, pooled -> Wasserstein.normed(pooled) >= critical))
                .isBetween(0.89, 0.95);
    }

    private static double found(int n, int m, double shift, int trials, Predicate<Pooled> test) {
        SplittableRandom random = new SplittableRandom(17);
        int found = 0;
        for (int i = 0; i < trials; i++) {
            found +=
                    test.test(Pooled.ofSamples(Samples.normal(random, n, 0), Samples.normal(random, m, shift))) ? 1 : 0;
        }
        return (double) found / trials;
    }

    @Test
    public void chiSquareHasTheNoncentralLaw() {
        // scipy 1.17: ncx2.sf(11.07, 5, 8) and ncx2.sf(3.841, 1, 10.507).
        assertThat(new ChiSquarePower(5).beyond(11.07, 8)).isCloseTo(0.5644818573225308, within(1e-9));
        assertThat(new ChiSquarePower(1).beyond(3.841, 10.507)).isCloseTo(0.9000091884714904, within(1e-9));
        // Two categories are a z test: ncp 10.507 for 90 %.
        assertThat(Power.chiSquare(2).rowsNeeded(0.1, ALPHA, POWER, 1)).isBetween(2_100.0, 2_103.0);
    }

    @Test
    public void theSimulatedPowerOfChiSquareIsTheOneAskedFor() {
        double[] p = {0.4, 0.3, 0.2, 0.1};
        double[] q = {0.37, 0.3, 0.21, 0.12};
        double square = 0;
        for (int i = 0; i < p.length; i++) {
            square += (p[i] - q[i]) * (p[i] - q[i]) / ((p[i] + q[i]) / 2);
        }
        int n = (int) Power.chiSquare(4).rowsNeeded(Math.sqrt(square), ALPHA, POWER, 1);
        SplittableRandom random = new SplittableRandom(3);
        int found = 0;
        for (int i = 0; i < 1000; i++) {
            Categories drawn = Categories.of(Samples.counts(random, n, p), Samples.counts(random, n, q));
            found += ChiSquareHomogeneity.test(drawn).pValue() <= ALPHA ? 1 : 0;
        }
        assertThat(found / 1000.0).isBetween(0.87, 0.93);
    }

    @Test
    public void whatIsDetectableIsWhatTheRowsAreNeededFor() {
        List<Power> powers = List.of(
                Power.kolmogorovSmirnov(),
                Power.kolmogorovSmirnovOfShift(),
                Power.kolmogorovSmirnovAtLeast(),
                Power.chiSquare(10),
                Power.psi(10),
                Power.jensenShannonDistance(10),
                Power.wassersteinOfShift(),
                Power.wassersteinOfShift(Pooled.ofSamples(
                        Samples.normal(new SplittableRandom(1), 500, 0),
                        Samples.normal(new SplittableRandom(2), 500, 0))));
        for (Power power : powers) {
            double last = Double.POSITIVE_INFINITY;
            for (int n : new int[] {200, 1000, 50_000}) {
                double effect = power.detectable(n, 2L * n, ALPHA, POWER);
                assertThat(effect).isLessThan(last);
                assertThat(power.rowsNeeded(effect, ALPHA, POWER, 2)).isCloseTo(n, within(0.01 * n + 1.5));
                last = effect;
            }
        }
    }

    @Test
    public void theHardestShapeNeedsMoreRowsThanAShift() {
        assertThat(Power.kolmogorovSmirnovAtLeast().rowsNeeded(0.05, ALPHA, POWER, 1))
                .isGreaterThan(Power.kolmogorovSmirnov().rowsNeeded(0.05, ALPHA, POWER, 1));
    }

    @Test
    public void moreRowsOnOneSideHelpLessAndLess() {
        Power power = Power.kolmogorovSmirnov();
        double equal = power.rowsNeeded(0.05, ALPHA, POWER, 1);

        assertThat(power.rowsNeeded(0.05, ALPHA, POWER, 1e6) / equal).isCloseTo(0.49, within(0.02));
        assertThat(power.rowsNeeded(0.05, ALPHA, POWER, 0.1) / equal).isCloseTo(5.5, within(0.3));
    }

    @Test
    public void tinySamplesFindNothing() {
        assertThat(Power.kolmogorovSmirnov().detectable(3, 3, ALPHA, POWER)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Power.kolmogorovSmirnovOfShift().detectable(4, 4, ALPHA, POWER))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Power.kolmogorovSmirnov().rowsNeeded(0.9, ALPHA, POWER, 1)).isLessThan(20);
    }

    @Test
    public void questionsWithoutAnAnswerAreRefused() {
        Power power = Power.chiSquare(3);
        assertThatThrownBy(() -> power.rowsNeeded(0, ALPHA, POWER, 1)).hasMessageContaining("effect");
        assertThatThrownBy(() -> power.rowsNeeded(0.1, ALPHA, POWER, 0)).hasMessageContaining("ratio");
        assertThatThrownBy(() -> power.rowsNeeded(0.1, ALPHA, 0.01, 1)).hasMessageContaining("power");
        assertThatThrownBy(() -> power.detectable(0, 5, ALPHA, POWER)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Power.chiSquare(1)).hasMessageContaining("two categories");
        assertThatThrownBy(() -> Power.kolmogorovSmirnov().rowsNeeded(1, ALPHA, POWER, 1))
                .hasMessageContaining("between 0 and 1");
    }

    @Test
    public void aShiftAndItsDAreTheSameEffect() {
        double d = 1 - 2 * Normal.sf(0.1);
        assertThat(Power.kolmogorovSmirnovOfShift().rowsNeeded(0.2, ALPHA, POWER, 1))
                .isEqualTo(Power.kolmogorovSmirnov().rowsNeeded(d, ALPHA, POWER, 1));
    }
}
