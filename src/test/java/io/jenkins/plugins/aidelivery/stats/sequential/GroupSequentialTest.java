package io.jenkins.plugins.aidelivery.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

public class GroupSequentialTest {
    private static double[] bounds(double alpha, double... fractions) {
        GroupSequential looks = new GroupSequential(alpha);
        double[] bounds = new double[fractions.length];
        for (int i = 0; i < fractions.length; i++) {
            bounds[i] = looks.bound(fractions[i]);
        }
        return bounds;
    }

    /** D. M. Reboussin et al., "Computations for group sequential boundaries using the Lan-DeMets method", 2000, and R's gsDesign. */
    @Test
    public void hasThePublishedBoundsOfFiveEqualLooks() {
        assertThat(bounds(0.025, 0.2, 0.4, 0.6, 0.8, 1))
                .containsExactly(new double[] {4.877, 3.357, 2.680, 2.290, 2.031}, within(0.0006));
    }

    @Test
    public void hasThePublishedBoundsOfOtherLooks() {
        assertThat(bounds(0.025, 0.5, 1)).containsExactly(new double[] {2.963, 1.969}, within(0.0006));
        assertThat(bounds(0.025, 1.0 / 3, 2.0 / 3, 1))
                .containsExactly(new double[] {3.710, 2.511, 1.993}, within(0.0006));
    }

    @Test
    public void oneLookIsTheOrdinaryTest() {
        assertThat(bounds(0.05, 1)).containsExactly(new double[] {1.644854}, within(1e-6));
    }

    @Test
    public void spendsAllInTheEndHoweverOftenItLooked() {
        GroupSequential looks = new GroupSequential(0.05);
        for (int i = 1; i <= 60; i++) {
            looks.bound(i / 60.0);
        }
        assertThat(looks.spent()).isCloseTo(0.05, within(1e-9));
    }

    @Test
    public void passesAsOftenAsItMay() {
        double[] fractions = {0.1, 0.15, 0.4, 0.7, 0.9, 1};
        double[] bounds = bounds(0.1, fractions);
        int runs = 20_000;
        int passed = 0;
        Traffic traffic = new Traffic(1);
        for (int run = 0; run < runs; run++) {
            double path = 0;
            double before = 0;
            boolean passes = false;
            for (int i = 0; i < fractions.length; i++) {
                path += Math.sqrt(fractions[i] - before) * traffic.gaussian();
                before = fractions[i];
                passes |= path / Math.sqrt(before) >= bounds[i];
            }
            passed += passes ? 1 : 0;
        }
        assertThat((double) passed / runs).isCloseTo(0.1, within(3 * Math.sqrt(0.1 * 0.9 / runs)));
    }

    @Test
    public void aLookWithoutNewDataIsNone() {
        GroupSequential looks = new GroupSequential(0.025);
        looks.bound(0.5);

        assertThat(looks.bound(0.5)).isInfinite();
        assertThat(looks.bound(0.5002)).isInfinite();
        assertThat(looks.bound(1)).isCloseTo(1.969, within(0.0006));
        assertThat(looks.bound(1.5)).isInfinite();
        assertThat(new GroupSequential(0.01).bound(0.001)).isInfinite();
    }

    /** Farrington and Manning's z is the usual pooled one where the margin is next to nothing. */
    @Test
    public void scoresDifferencesOfRates() {
        double pooled = 0.15;
        double z = (0.2 - 0.1) / Math.sqrt(pooled * (1 - pooled) * 2 / 100);
        assertThat(PromotionLooks.score(0.1, 100, 0.2, 100, 1e-9)).isCloseTo(z, within(1e-6));
        // The likeliest rates 0.1 apart, by trying all of them.
        double likely = likeliest(30, 200, 50, 400, 0.1);
        double variance = likely * (1 - likely) / 200 + (likely - 0.1) * (1.1 - likely) / 400;
        assertThat(PromotionLooks.score(0.15, 200, 0.125, 400, 0.1))
                .isCloseTo((0.125 + 0.1 - 0.15) / Math.sqrt(variance), within(1e-4));
    }

    private static double likeliest(double s1, double n1, double s0, double n0, double margin) {
        double best = Double.NEGATIVE_INFINITY;
        double at = Double.NaN;
        for (double p = margin + 1e-6; p < 1; p += 1e-6) {
            double q = p - margin;
            double log = s1 * Math.log(p) + (n1 - s1) * Math.log1p(-p) + s0 * Math.log(q) + (n0 - s0) * Math.log1p(-q);
            if (log > best) {
                best = log;
                at = p;
            }
        }
        return at;
    }

    @Test
    public void promotesEqualSidesAndSeldomWorseOnes() {
        int[] promoted = new int[2];
        for (int run = 0; run < 300; run++) {
            for (int worse = 0; worse < 2; worse++) {
                Traffic traffic = new Traffic(2L * run + worse);
                PromotionLooks looks = new PromotionLooks(MoreIs.WORSE, 0.02, 0.05, 4000);
                Arms total = Arms.NONE;
                boolean may = false;
                for (int i = 0; i < 4; i++) {
                    total = total.plus(traffic.interval(1000, 0.02 + 0.02 * worse, 4000, 0.02));
                    may |= looks.look(total).mayPromote();
                }
                promoted[worse] += may ? 1 : 0;
            }
        }
        assertThat(promoted[0]).as("equal, of 300").isGreaterThan(290);
        assertThat(promoted[1]).as("worse, of 300 at 5 %").isLessThan(27);
    }

    @Test
    public void promotesWhereMoreIsBetter() {
        PromotionLooks looks = new PromotionLooks(MoreIs.BETTER, 0.05, 0.05, 1000);
        PromotionLooks.Look look = looks.look(new Arms(500, 1000, 480, 1000));

        assertThat(look.fraction()).isEqualTo(1);
        assertThat(look.mayPromote()).isTrue();
        assertThat(new PromotionLooks(MoreIs.BETTER, 0.05, 0.05, 1000)
                        .look(new Arms(400, 1000, 480, 1000))
                        .mayPromote())
                .isFalse();
        assertThat(new PromotionLooks(MoreIs.BETTER, 0.05, 0.05, 1000)
                        .look(Arms.NONE)
                        .mayPromote())
                .isFalse();
    }

    @Test
    public void refusesPlansThatAreNone() {
        assertThatThrownBy(() -> new PromotionLooks(MoreIs.WORSE, 0, 0.05, 100)).hasMessageContaining("margin");
        assertThatThrownBy(() -> new GroupSequential(1)).hasMessageContaining("alpha");
    }
}
