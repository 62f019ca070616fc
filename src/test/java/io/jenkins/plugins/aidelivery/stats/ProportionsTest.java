package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.junit.Test;

public class ProportionsTest {
    @Test
    public void intervalsAgreeWithStatsmodels() {
        for (JsonNode one : Reference.cases("proportion_intervals")) {
            double k = one.get("successes").asDouble();
            double n = one.get("n").asDouble();
            double confidence = 1 - one.get("alpha").asDouble();
            Reference.agrees(ProportionIntervals.wilson(k, n, confidence), one.get("wilson"));
            Reference.agrees(ProportionIntervals.clopperPearson(k, n, confidence), one.get("clopper_pearson"));
            Reference.agrees(ProportionIntervals.jeffreys(k, n, confidence), one.get("jeffreys_brown"));
            Reference.agrees(ProportionIntervals.agrestiCoull(k, n, confidence), one.get("agresti_coull"));
        }
    }

    @Test
    public void differencesAndTheirTestsAgree() {
        for (JsonNode one : Reference.cases("two_proportions")) {
            long k1 = one.get("successes1").asLong();
            long n1 = one.get("n1").asLong();
            long k2 = one.get("successes2").asLong();
            long n2 = one.get("n2").asLong();
            for (String alpha : new String[] {"0.1", "0.05", "0.01"}) {
                Interval interval = ProportionIntervals.newcombe(k1, n1, k2, n2, 1 - Double.parseDouble(alpha));
                Reference.agrees(interval, one.at("/alpha_" + alpha + "/newcombe"));
            }
            TestResult test = ProportionTests.z(k1, n1, k2, n2);
            if (one.at("/z_pooled/z").isNumber()) {
                Reference.agrees(test.statistic(), one.at("/z_pooled/z"));
                Reference.agrees(test.pValue(), one.at("/z_pooled/two-sided"));
            } else {
                assertThat(test).isEqualTo(new TestResult(0, 1));
            }
        }
    }

    @Test
    public void newcombeAgreesWithItsAuthor() {
        // Statistics in Medicine 17 (1998) 873, table II, method 10: 56/70 against 48/80.
        Interval interval = ProportionIntervals.newcombe(56, 70, 48, 80, 0.95);

        assertThat(interval.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    public void fisherAgrees() {
        for (JsonNode one : Reference.cases("fisher_exact")) {
            double[] first = Reference.numbers(one.at("/table/0"));
            double[] second = Reference.numbers(one.at("/table/1"));
            double p = FisherExact.twoSided((long) first[0], (long) first[1], (long) second[0], (long) second[1]);
            Reference.agrees(p, one.get("two-sided"));
        }
    }

    @Test
    public void fisherIsTheSameFromEverySideOfTheTable() {
        double p = FisherExact.twoSided(3, 27, 90, 210);

        assertThat(FisherExact.twoSided(27, 3, 210, 90)).isCloseTo(p, within(1e-12));
        assertThat(FisherExact.twoSided(90, 210, 3, 27)).isCloseTo(p, within(1e-12));
        assertThat(FisherExact.twoSided(3, 90, 27, 210)).isCloseTo(p, within(1e-12));
        assertThat(FisherExact.twoSided(0, 0, 3, 4)).isOne();
        assertThat(FisherExact.twoSided(100_000, 0, 0, 100_000)).isLessThan(1e-300);
        assertThatThrownBy(() -> FisherExact.twoSided(-1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Hypergeometric(1, 1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Hypergeometric(5, 5, 5).pmf(6)).isZero();
    }

    @Test
    public void smallTablesAreTestedExactly() {
        assertThat(ProportionTests.test(19, 20, 13, 40).statistic()).isNotNaN();
        assertThat(ProportionTests.test(1, 10, 0, 10).statistic()).isNaN();
        assertThat(ProportionTests.test(1, 10, 0, 10).pValue()).isEqualTo(1, within(1e-12));
    }

    @Test
    public void mcNemarAgrees() {
        for (JsonNode one : Reference.cases("mcnemar")) {
            long b = one.get("only_first_right").asLong();
            long c = one.get("only_second_right").asLong();
            Reference.agrees(McNemar.exact(b, c).pValue(), one.get("exact"));
            Reference.agrees(McNemar.midP(b, c).pValue(), one.get("mid_p"));
            if (one.get("asymptotic").isObject()) {
                Reference.agrees(McNemar.asymptotic(b, c).statistic(), one.at("/asymptotic/statistic"));
                Reference.agrees(McNemar.asymptotic(b, c).pValue(), one.at("/asymptotic/p"));
            }
        }
        assertThat(McNemar.asymptotic(0, 0)).isEqualTo(new TestResult(0, 1));
        assertThat(McNemar.test(4, 20)).isEqualTo(McNemar.exact(4, 20));
        assertThat(McNemar.test(5, 20)).isEqualTo(McNemar.asymptotic(5, 20));
        assertThatThrownBy(() -> McNemar.test(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void intervalsHoldTheShareAndNarrowWithRows() {
        for (double n = 0.5; n < 1e6; n *= 3) {
            for (double share : new double[] {0, 0.01, 0.3, 0.5, 0.999, 1}) {
                Interval interval = ProportionIntervals.wilson(share * n, n, 0.95);
                assertThat(interval.contains(share)).isTrue();
                assertThat(interval.low()).isBetween(0.0, 1.0);
                assertThat(interval.width())
                        .isGreaterThan(0)
                        .isGreaterThan(ProportionIntervals.wilson(share * n * 2, n * 2, 0.95)
                                .width());
                Interval mirrored = ProportionIntervals.wilson(n - share * n, n, 0.95);
                assertThat(mirrored.low()).isCloseTo(1 - interval.high(), within(1e-12));
            }
        }
    }

    @Test
    public void intervalsCoverAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(20);
        int trials = 4000;
        int wilson = 0;
        int exact = 0;
        int newcombe = 0;
        for (int i = 0; i < trials; i++) {
            double p = 0.2 + 0.6 * random.nextDouble();
            double q = 0.2 + 0.6 * random.nextDouble();
            int k = successes(random, 60, p);
            int m = successes(random, 45, q);
            wilson += ProportionIntervals.wilson(k, 60, 0.95).contains(p) ? 1 : 0;
            exact += i % 4 == 0
                            && ProportionIntervals.clopperPearson(k, 60, 0.95).contains(p)
                    ? 1
                    : 0;
            newcombe += ProportionIntervals.newcombe(k, 60, m, 45, 0.95).contains(p - q) ? 1 : 0;
        }
        // Three standard errors of a simulated 95 % are 1 %.
        assertThat(wilson / (double) trials).isBetween(0.935, 0.965);
        assertThat(newcombe / (double) trials).isBetween(0.935, 0.965);
        assertThat(exact / (trials / 4.0)).isGreaterThan(0.935);
    }

    @Test
    public void impossibleSharesAreRefused() {
        assertThatThrownBy(() -> ProportionIntervals.wilson(2, 1, 0.95)).hasMessage("2.0 of 1.0 is not a share");
        assertThatThrownBy(() -> ProportionIntervals.wilson(0, 0, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProportionIntervals.jeffreys(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int successes(SplittableRandom random, int trials, double p) {
        int successes = 0;
        for (int i = 0; i < trials; i++) {
            successes += random.nextDouble() < p ? 1 : 0;
        }
        return successes;
    }
}
