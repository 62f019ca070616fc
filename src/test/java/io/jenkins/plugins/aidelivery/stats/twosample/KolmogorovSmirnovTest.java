package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.Test;

public class KolmogorovSmirnovTest {
    @Test
    public void statisticAndPValueAgreeWithScipy() {
        for (JsonNode one : Scipy.cases("samples")) {
            Scipy.agrees(KolmogorovSmirnov.test(Scipy.samples(one)), one.get("ks"));
        }
    }

    @Test
    public void pValuesOfEverySizeAgreeWithScipy() {
        for (JsonNode one : Scipy.cases("ks_p")) {
            long n = one.get("n").asLong();
            long m = one.get("m").asLong();
            double d = one.get("d").asDouble();
            double p = one.get("p").asDouble();
            boolean exact = Math.max(n, m) <= KolmogorovSmirnov.MOST_EXACT;

            double got = KolmogorovSmirnov.pValue(d, n, m);

            assertThat(got).as("%s", one).isCloseTo(p, within(exact ? 1e-12 * p + 1e-300 : 1e-7));
            // Beyond a million scipy's tail is a rough one, and ours an expansion.
            if (p > 1e-15 && !exact) {
                assertThat(got).as("%s", one).isCloseTo(p, within(2e-4 * p));
            }
            assertThat(KolmogorovSmirnov.pValue(d, m, n)).isEqualTo(got);
        }
    }

    @Test
    public void theExactPValueIsTheShareOfAllOrdersWithSuchADifference() {
        for (int[] sizes : new int[][] {{1, 1}, {2, 3}, {4, 4}, {4, 6}, {5, 7}, {3, 9}}) {
            int n = sizes[0];
            int m = sizes[1];
            long points = new Lattice(n, m).points();
            for (long k = 0; k <= points; k++) {
                double d = (double) k / points;
                int orders = 0;
                int reached = 0;
                for (int order = 0; order < 1 << (n + m); order++) {
                    if (Integer.bitCount(order) == n) {
                        orders++;
                        reached += differenceOf(order, n, m) >= d - 1e-9 ? 1 : 0;
                    }
                }
                assertThat(KolmogorovSmirnov.pValue(d, n, m))
                        .as("%d and %d, %s", n, m, d)
                        .isCloseTo((double) reached / orders, within(1e-13));
            }
        }
    }

    private static double differenceOf(int order, int n, int m) {
        double most = 0;
        int first = 0;
        for (int i = 0; i < n + m; i++) {
            first += order >> i & 1;
            most = Math.max(most, Math.abs((double) first / n - (double) (i + 1 - first) / m));
        }
        return most;
    }

    @Test
    public void theLawOfOneSampleGoesOnAcrossItsMethods() {
        for (long n : new long[] {1, 2, 5, 20, 139, 140, 141, 500, 501, 1000, 1001, 5000, 1_000_000, 50_000_000}) {
            double last = 1;
            for (double t = 0.02; t < 4; t += 0.002) {
                double d = t / Math.sqrt(n);
                double p = d >= 1 ? 0 : KolmogorovDistribution.sf(d, n);
                assertThat(p).as("%d, %s", n, t).isBetween(0.0, last + 1e-7);
                last = p;
            }
            assertThat(last).isLessThan(1e-12);
        }
        assertThat(KolmogorovDistribution.sf(0.75, 1)).isCloseTo(0.5, within(1e-15));
        assertThat(KolmogorovDistribution.sf(1.3581015157406195 / 1e6, 1_000_000_000_000L))
                .isCloseTo(0.05, within(1e-6));
    }

    @Test
    public void theCriticalDifferenceIsTheSmallestThatIsRareEnough() {
        long[][] sizes = {{7, 11}, {50, 50}, {49, 50}, {300, 1000}, {997, 1009}, {10_000, 10_000}, {9_999, 10_000}};
        for (long[] size : sizes) {
            long points = new Lattice(size[0], size[1]).points();
            for (double alpha : new double[] {0.2, 0.05, 0.01, 0.0005}) {
                double critical = KolmogorovSmirnov.critical(alpha, size[0], size[1]);

                assertThat(KolmogorovSmirnov.pValue(critical, size[0], size[1])).isLessThanOrEqualTo(alpha);
                assertThat(KolmogorovSmirnov.pValue(critical - 1.0 / points, size[0], size[1]))
                        .isGreaterThan(alpha);
                assertThat(critical).isEqualTo(Math.rint(critical * points) / points);
            }
        }
        for (long[] size : new long[][] {{10_001, 9_999}, {100, 50_000}, {3, 20_000}, {10_000_000, 10_000_000}}) {
            for (double alpha : new double[] {0.2, 0.05, 0.01, 1e-8}) {
                double critical = KolmogorovSmirnov.critical(alpha, size[0], size[1]);
                assertThat(KolmogorovSmirnov.pValue(critical, size[0], size[1])).isCloseTo(alpha, within(1e-9 * alpha));
            }
        }
    }

    @Test
    public void tooSmallSamplesNeverReachTheLevel() {
        assertThat(KolmogorovSmirnov.pValue(1, 3, 3)).isCloseTo(0.1, within(1e-15));
        assertThat(KolmogorovSmirnov.critical(0.05, 3, 3)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(KolmogorovSmirnov.critical(0.1, 3, 3)).isEqualTo(1);
    }

    @Test
    public void theCriticalDifferenceOfFiftyAndFiftyIsReachedInThreePointNinePercent() {
        assertThat(KolmogorovSmirnov.critical(0.05, 50, 50)).isEqualTo(0.28);
        assertThat(KolmogorovSmirnov.pValue(0.28, 50, 50)).isCloseTo(0.0392, within(5e-5));
    }

    @Test
    public void aHistogramBracketsTheExactDifferenceHoweverItIsBinned() {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < 300; trial++) {
            double[] reference = random.doubles(1 + random.nextInt(200)).toArray();
            double shift = random.nextDouble() / 2;
            double[] current = random.doubles(1 + random.nextInt(200))
                    .map(x -> trialRounded(x + shift, random.nextBoolean()))
                    .toArray();
            double exact = KolmogorovSmirnov.statistic(Pooled.ofSamples(reference, current));
            double[] edges = random.doubles(1 + random.nextInt(30))
                    .map(x -> x * 1.5)
                    .sorted()
                    .toArray();

            Bracket bracket = KolmogorovSmirnov.bracket(counts(reference, edges), counts(current, edges));

            assertThat(exact).isBetween(bracket.lo(), bracket.hi());
        }
    }

    private static double trialRounded(double x, boolean coarse) {
        return coarse ? Math.rint(x * 20) / 20 : x;
    }

    private static long[] counts(double[] sample, double[] edges) {
        long[] counts = new long[edges.length + 1];
        for (double x : sample) {
            int found = Arrays.binarySearch(edges, x);
            counts[found >= 0 ? found + 1 : -found - 1]++;
        }
        return counts;
    }

    @Test
    public void theBracketIsTightWhereABinHoldsOneSampleOnly() {
        Bracket bracket = KolmogorovSmirnov.bracket(new long[] {5, 0, 5}, new long[] {0, 10, 0});

        assertThat(bracket).isEqualTo(new Bracket(0.5, 0.5));
        assertThat(bracket.leavesOpen(0.5)).isFalse();
        assertThat(new Bracket(0.1, 0.3).leavesOpen(0.2)).isTrue();
        assertThat(new Bracket(0.1, 0.3).leavesOpen(0.1)).isFalse();
        assertThat(KolmogorovSmirnov.bracket(new long[] {4}, new long[] {7})).isEqualTo(new Bracket(0, 1));
    }

    @Test
    public void differencesOfBillionsOfRowsAreStillExact() {
        Lattice lattice = new Lattice(3_000_000_000L, 3_000_000_001L);
        assertThat(lattice.difference(3_000_000_000L, 3_000_000_001L)).isZero();
        assertThat(new Lattice(1L << 40, (1L << 40) + 1).difference(1L << 39, 1L << 39))
                .isCloseTo(0, within(1e-12));
        Pooled many = Pooled.of(new double[] {0, 1}, new long[] {1L << 40, 1L << 40}, new long[] {1L << 40, 1});
        assertThat(KolmogorovSmirnov.statistic(many)).isCloseTo(0.5, within(1e-11));
    }

    @Test
    public void whatIsNoDifferenceOrNoSampleIsRefused() {
        assertThatThrownBy(() -> KolmogorovSmirnov.pValue(1.1, 3, 3)).hasMessageContaining("0 … 1");
        assertThatThrownBy(() -> KolmogorovSmirnov.pValue(Double.NaN, 3, 3)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> KolmogorovSmirnov.pValue(0.5, 0, 3)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> KolmogorovSmirnov.critical(0, 3, 3)).hasMessageContaining("level");
        assertThatThrownBy(() -> KolmogorovSmirnov.bracket(new long[1], new long[2]))
                .hasMessageContaining("bins");
        assertThatThrownBy(() -> new Bracket(0.3, 0.2)).hasMessageContaining("bracket");
    }
}
