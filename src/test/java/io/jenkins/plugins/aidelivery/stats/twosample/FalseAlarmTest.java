package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.Test;

/** Equal samples are to be called different as often as the level says: 2,000 pairs and more each, so that the standard error is at most 0.005. */
public class FalseAlarmTest {
    private static final int TRIALS = 2_000;
    private static final double ALPHA = 0.05;

    @Test
    public void testsOfNumbersKeepTheirLevelAtAnySize() {
        for (int n : new int[] {50, 300, 1_000, 10_000}) {
            Map<String, Double> alarms = numeric(n, n);
            assertThat(alarms.remove("KS")).as("KS at %d", n).isBetween(reached(n, n) - 0.0125, reached(n, n) + 0.0125);
            assertThat(alarms)
                    .allSatisfy((test, share) ->
                            assertThat(share).as("%s at %d", test, n).isBetween(0.04, 0.06));
        }
    }

    @Test
    public void andWhereTheSizesDiffer() {
        Map<String, Double> alarms = numeric(300, 1_000);

        assertThat(reached(300, 1_000)).isBetween(0.048, 0.05);
        assertThat(alarms)
                .allSatisfy((test, share) -> assertThat(share).as(test).isBetween(0.04, 0.06));
    }

    @Test
    public void kolmogorovAndSmirnovOfFiftyAndFiftyCanOnlyReachThreePointNinePercent() {
        assertThat(reached(50, 50)).isBetween(0.0391, 0.0393);
    }

    /** The level that the lattice leaves. */
    private static double reached(long n, long m) {
        return KolmogorovSmirnov.pValue(KolmogorovSmirnov.critical(ALPHA, n, m), n, m);
    }

    private static Map<String, Double> numeric(int n, int m) {
        double[] x = new double[n + m];
        for (int i = 0; i < x.length; i++) {
            x[i] = Normal.quantile((i + 0.5) / x.length);
        }
        SplittableRandom random = new SplittableRandom(20_240_301 + n);
        Pooled any = assigned(x, n, random);
        NullLaw wasserstein = NullLaws.wasserstein(any);
        NullLaw energy = NullLaws.energy(any);
        Map<String, ToDoubleFunction<Pooled>> tests = new LinkedHashMap<>();
        tests.put("KS", pooled -> KolmogorovSmirnov.test(pooled).pValue());
        tests.put("CvM", pooled -> CramerVonMises.test(pooled).pValue());
        tests.put("AD", pooled -> AndersonDarling.test(pooled).pValue());
        tests.put(
                "AD interpolated",
                pooled -> AndersonDarling.interpolated(pooled).pValue());
        tests.put("MWU", pooled -> MannWhitney.test(pooled).pValue());
        tests.put("t", pooled -> TTests.pooled(pooled).pValue());
        tests.put("Welch", pooled -> TTests.welch(pooled).pValue());
        double wassersteinCritical = wasserstein.quantile(ALPHA);
        tests.put("W1", pooled -> Wasserstein.statistic(pooled) >= wassersteinCritical ? 0 : 1);
        tests.put("energy", pooled -> energy.pValue(Energy.statistic(pooled)));
        Map<String, Double> alarms = new LinkedHashMap<>();
        int trials = n < 10_000 ? 2 * TRIALS : TRIALS;
        for (int i = 0; i < trials; i++) {
            Pooled pooled = assigned(x, n, random);
            tests.forEach((name, test) ->
                    alarms.merge(name, test.applyAsDouble(pooled) <= ALPHA ? 1.0 / trials : 0, Double::sum));
        }
        return alarms;
    }

    /** A normal sample whose observations fall to the two sides at random. */
    private static Pooled assigned(double[] x, int n, SplittableRandom random) {
        long[] reference = new long[x.length];
        long[] current = new long[x.length];
        int left = n;
        for (int i = 0; i < x.length; i++) {
            boolean first = random.nextDouble() * (x.length - i) < left;
            left -= first ? 1 : 0;
            (first ? reference : current)[i] = 1;
        }
        return Pooled.of(x, reference, current);
    }

    @Test
    public void testsOfCategoriesKeepTheirLevelAtAnySize() {
        double[] share = {0.3, 0.25, 0.2, 0.15, 0.1};
        for (int n : new int[] {300, 1_000, 10_000}) {
            Map<String, Double> alarms = categorical(n, share);
            assertThat(alarms)
                    .allSatisfy((test, rate) ->
                            assertThat(rate).as("%s at %d", test, n).isBetween(0.04, 0.06));
        }
    }

    @Test
    public void whereCategoriesAreRareTheLawsAreDrawnAndKeepTheirLevelToo() {
        double[] share = {0.6, 0.25, 0.1, 0.03, 0.01, 0.005, 0.005};
        SplittableRandom random = new SplittableRandom(50);
        int trials = 200;
        int byTest = 0;
        int byPsi = 0;
        int byChiSquareLaw = 0;
        for (int i = 0; i < trials; i++) {
            Categories drawn = Categories.of(Samples.counts(random, 50, share), Samples.counts(random, 50, share));
            double psi = Distances.psi(drawn.referenceShares(), drawn.currentShares(), ZeroFill.EVIDENTLY);
            byTest += ChiSquareHomogeneity.reliable(drawn).pValue() <= ALPHA ? 1 : 0;
            byPsi += NullLaws.psi(drawn, ZeroFill.EVIDENTLY).pValue(psi) <= ALPHA ? 1 : 0;
            byChiSquareLaw += NullLaws.psi(drawn.size(), 50, 50).pValue(psi) <= ALPHA ? 1 : 0;
        }
        // Standard error 0.015.
        assertThat((double) byTest / trials).isBetween(0.01, 0.09);
        assertThat((double) byPsi / trials).isBetween(0.01, 0.09);
        assertThat((double) byChiSquareLaw / trials).as("what it would be").isGreaterThan(0.2);
    }

    private static Map<String, Double> categorical(int n, double[] share) {
        SplittableRandom random = new SplittableRandom(n);
        int bins = share.length;
        long[] many = new long[bins];
        for (int i = 0; i < bins; i++) {
            many[i] = Math.round(share[i] * 1e6);
        }
        Categories typical = Categories.of(many, many);
        double scale = Math.sqrt(1e6 / n);
        double variation = NullQuantiles.totalVariation(ALPHA, typical) * scale;
        double largest = NullQuantiles.lInfinity(ALPHA, typical) * scale;
        Map<String, ToDoubleFunction<Categories>> tests = new LinkedHashMap<>();
        tests.put("chi-square", c -> ChiSquareHomogeneity.reliable(c).pValue());
        tests.put("G", c -> LikelihoodRatio.test(c).pValue());
        tests.put(
                "PSI",
                c -> NullLaws.psi(c, ZeroFill.FLOOR_0_0001)
                        .pValue(Distances.psi(c.referenceShares(), c.currentShares(), ZeroFill.FLOOR_0_0001)));
        tests.put(
                "JS",
                c -> NullLaws.jensenShannonDivergence(c)
                        .root()
                        .pValue(Distances.jensenShannonDistance(c.referenceShares(), c.currentShares())));
        tests.put("V", c -> NullLaws.cramersV(bins, n, n).pValue(CramersV.plain(c)));
        tests.put("TV", c -> Distances.totalVariation(c.referenceShares(), c.currentShares()) > variation ? 0 : 1);
        tests.put("L-infinity", c -> Distances.lInfinity(c.referenceShares(), c.currentShares()) > largest ? 0 : 1);
        Map<String, Double> alarms = new LinkedHashMap<>();
        // Counts are quickly drawn: a standard error of 0.002 at most but for the largest samples.
        int trials = Math.min(10_000, 20_000_000 / n);
        for (int i = 0; i < trials; i++) {
            Categories drawn = Categories.of(Samples.counts(random, n, share), Samples.counts(random, n, share));
            tests.forEach((name, test) ->
                    alarms.merge(name, test.applyAsDouble(drawn) <= ALPHA ? 1.0 / trials : 0, Double::sum));
        }
        return alarms;
    }
}
