package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.stats.TestResult;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.Test;

public class NumericTestsTest {
    private static final List<Function<Pooled, TestResult>> TWO_SIDED = List.of(
            KolmogorovSmirnov::test,
            CramerVonMises::test,
            AndersonDarling::test,
            AndersonDarling::interpolated,
            MannWhitney::test,
            TTests::pooled,
            TTests::welch);

    @Test
    public void distancesAgreeWithScipy() {
        for (JsonNode one : Scipy.cases("samples")) {
            Pooled samples = Scipy.samples(one);
            Scipy.agrees(Wasserstein.statistic(samples), one.get("wasserstein"));
            Scipy.agrees(Wasserstein.normed(samples), one.get("wasserstein_normed"));
            Scipy.agrees(Energy.statistic(samples), one.get("energy"));
        }
    }

    @Test
    public void testsAgreeWithScipy() {
        for (JsonNode one : Scipy.cases("samples")) {
            Pooled samples = Scipy.samples(one);
            Scipy.agrees(MannWhitney.test(samples), one.get("mann_whitney"));
            if (one.has("t")) {
                Scipy.agrees(TTests.pooled(samples), one.get("t"));
                Scipy.agrees(TTests.welch(samples), one.get("welch"));
            }
        }
    }

    @Test
    public void cramerVonMisesAgreesWithScipyExactlyAndInTheLimit() {
        for (JsonNode one : Scipy.cases("samples")) {
            if (one.has("cvm")) {
                Pooled samples = Scipy.samples(one);
                TestResult test = CramerVonMises.test(samples);
                Scipy.agrees(test.statistic(), one.at("/cvm/0"));
                if (!samples.isConstant()) {
                    assertThat(test.pValue()).isCloseTo(one.at("/cvm/1").asDouble(), within(1e-9));
                }
                assertThat(CramerVonMises.asymptotic(test.statistic(), samples.n(), samples.m()))
                        .isCloseTo(one.get("cvm_asymptotic").asDouble(), within(1e-9));
            }
        }
    }

    @Test
    public void andersonDarlingAgreesWithScipyAndItsOwnPValueIsNearTheInterpolatedOne() {
        for (JsonNode one : Scipy.cases("samples")) {
            if (one.has("ad")) {
                Pooled samples = Scipy.samples(one);
                TestResult interpolated = AndersonDarling.interpolated(samples);
                Scipy.agrees(interpolated, one.get("ad"));
                TestResult test = AndersonDarling.test(samples);
                assertThat(test.statistic()).isEqualTo(interpolated.statistic());
                if (interpolated.pValue() < 0.25 && interpolated.pValue() > 0.001) {
                    assertThat(test.pValue()).isBetween(interpolated.pValue() * 0.7, interpolated.pValue() * 1.4);
                }
            }
        }
    }

    @Test
    public void theLimitLawsAreThoseOfThePapers() {
        for (JsonNode one : Scipy.cases("cvm_limit")) {
            assertThat(LimitLaw.CRAMER_VON_MISES.sf(one.get("x").asDouble()))
                    .isCloseTo(1 - one.get("cdf").asDouble(), within(1e-12));
        }
        // P. A. W. Lewis, Annals of Mathematical Statistics 32 (1961), and G. and J. Marsaglia, Journal of Statistical
        // Software 9 (2004).
        assertThat(LimitLaw.ANDERSON_DARLING.sf(2.492367)).isCloseTo(0.05, within(1e-7));
        assertThat(LimitLaw.ANDERSON_DARLING.sf(3.878125)).isCloseTo(0.01, within(1e-7));
        assertThat(LimitLaw.ANDERSON_DARLING.sf(1.933)).isCloseTo(0.1, within(1e-5));
    }

    @Test
    public void theLimitLawsGoOnSmoothlyIntoTheFarTail() {
        for (LimitLaw law : List.of(LimitLaw.CRAMER_VON_MISES, LimitLaw.ANDERSON_DARLING)) {
            double last = 1;
            double slope = 0;
            for (double x = 0.01; x < 60; x *= 1.002) {
                double p = law.sf(x);
                assertThat(p).isBetween(0.0, last * (1 + 1e-10));
                double drop = Math.log(last / p) / x;
                if (x > 1) {
                    assertThat(drop).isCloseTo(slope, within(0.01 * slope));
                }
                slope = drop;
                last = p;
            }
            assertThat(law.sf(0.001)).isEqualTo(1);
            assertThat(law.sf(1e9)).isZero();
        }
    }

    @Test
    public void exchangingTheSamplesChangesNoPValue() {
        for (JsonNode one : Scipy.cases("samples")) {
            Pooled samples = Scipy.samples(one);
            for (Function<Pooled, TestResult> test : TWO_SIDED) {
                double p = test.apply(samples).pValue();
                assertThat(test.apply(samples.exchanged()).pValue()).isCloseTo(p, within(1e-9 * p + 1e-15));
            }
            for (ToDoubleFunction<Pooled> distance :
                    List.<ToDoubleFunction<Pooled>>of(Wasserstein::statistic, Energy::statistic)) {
                assertThat(distance.applyAsDouble(samples.exchanged())).isEqualTo(distance.applyAsDouble(samples));
            }
        }
    }

    @Test
    public void anEmptyPlaceOnTheSupportChangesNothing() {
        Pooled without = Pooled.of(new double[] {1, 2, 4}, new long[] {30, 20, 9}, new long[] {9, 20, 40});
        Pooled with = Pooled.of(
                new double[] {0, 1, 2, 3, 4, 9}, new long[] {0, 30, 20, 0, 9, 0}, new long[] {0, 9, 20, 0, 40, 0});

        for (Function<Pooled, TestResult> test : TWO_SIDED) {
            assertThat(test.apply(with).statistic())
                    .isCloseTo(test.apply(without).statistic(), within(1e-12));
        }
        assertThat(Wasserstein.normed(with)).isCloseTo(Wasserstein.normed(without), within(1e-14));
        assertThat(Energy.statistic(with)).isCloseTo(Energy.statistic(without), within(1e-14));
    }

    @Test
    public void aConstantInBothSamplesIsNoDrift() {
        Pooled same = Pooled.of(new double[] {7}, new long[] {50}, new long[] {60});

        for (Function<Pooled, TestResult> test : TWO_SIDED) {
            assertThat(test.apply(same).pValue()).isGreaterThanOrEqualTo(0.25);
        }
        assertThat(Wasserstein.normed(same)).isZero();
        assertThat(Energy.statistic(same)).isZero();
        assertThat(MannWhitney.test(same).pValue()).isEqualTo(1);
        assertThat(AndersonDarling.test(same).pValue()).isEqualTo(1);
    }

    @Test
    public void differentConstantsAreCertainlyDifferent() {
        Pooled apart = Pooled.of(new double[] {7, 8}, new long[] {50, 0}, new long[] {0, 60});

        assertThat(TTests.pooled(apart)).isEqualTo(new TestResult(Double.NEGATIVE_INFINITY, 0));
        for (Function<Pooled, TestResult> test : TWO_SIDED) {
            assertThat(test.apply(apart).pValue()).isLessThan(0.0011);
        }
        assertThat(Wasserstein.statistic(apart)).isEqualTo(1);
        assertThat(Wasserstein.normed(apart)).isEqualTo(1000);
    }

    @Test
    public void oneObservationEachTellsNothing() {
        Pooled two = Pooled.ofSamples(new double[] {1}, new double[] {2});

        assertThat(TTests.pooled(two).pValue()).isEqualTo(1);
        assertThat(TTests.welch(two).pValue()).isEqualTo(1);
        assertThat(MannWhitney.test(two).pValue()).isEqualTo(1);
        assertThat(AndersonDarling.test(two).pValue()).isEqualTo(1);
        assertThat(AndersonDarling.interpolated(two).pValue()).isEqualTo(0.25);
        assertThat(CramerVonMises.test(two).pValue()).isEqualTo(1);
    }

    @Test
    public void rankStatisticsOfMillionsKeepTheirDigits() {
        // The same shares at a thousand times the size: T grows in proportion, and A² nearly.
        long[] reference = {1_000, 2_000, 3_000, 2_000};
        long[] current = {1_100, 1_900, 3_200, 1_800};
        double[] x = {1, 2, 3, 4};
        Pooled small = Pooled.of(x, reference, current);
        Pooled large = Pooled.of(x, times(reference, 1_000), times(current, 1_000));

        assertThat(CramerVonMises.statistic(large) / CramerVonMises.statistic(small))
                .isCloseTo(1000, within(5.0));
        assertThat(MannWhitney.test(large).pValue()).isZero();
        assertThat(AndersonDarling.test(large).statistic()
                        / AndersonDarling.test(small).statistic())
                .isBetween(1000.0, 1700.0);
        assertThat(KolmogorovSmirnov.statistic(large)).isEqualTo(KolmogorovSmirnov.statistic(small));
    }

    private static long[] times(long[] counts, long factor) {
        long[] more = counts.clone();
        for (int i = 0; i < more.length; i++) {
            more[i] *= factor;
        }
        return more;
    }

    @Test
    public void longHarmonicSumsEndAsTheirTermsWould() {
        for (int power : new int[] {1, 2}) {
            double sum = 0;
            for (int i = 200_000; i >= 1; i--) {
                sum += 1 / Math.pow(i, power);
            }
            assertThat(AndersonDarling.harmonic(200_000, power)).isCloseTo(sum, within(1e-13));
        }
    }

    @Test
    public void theExactLawOfMannWhitneyEndsWhereItWouldTakeTooMuchMemory() {
        SplittableRandom random = new SplittableRandom(3);
        double[] few = random.doubles(8).toArray();
        double[] many = random.doubles(124_000).toArray();
        double[] more = random.doubles(126_000).toArray();

        double exact = MannWhitney.test(Pooled.ofSamples(few, many)).pValue();
        double normal = MannWhitney.test(Pooled.ofSamples(few, more)).pValue();

        assertThat(exact).isCloseTo(normal, within(0.02));
    }
}
