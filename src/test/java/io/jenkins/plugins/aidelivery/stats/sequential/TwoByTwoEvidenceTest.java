package io.jenkins.plugins.aidelivery.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.stats.Binomial;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.Test;

public class TwoByTwoEvidenceTest {
    private static final int CANARY = 6;
    private static final int STABLE = 9;

    /** Over all outcomes of an interval, for rates at the bound and short of it, whatever was guessed. */
    @Test
    public void itsExpectationIsAtMostOne() {
        for (double bound : new double[] {1, 1.25, 0.8}) {
            for (double stable = 0.05; stable < 1; stable += 0.1) {
                for (double part = 0.2; part <= 1.01; part += 0.2) {
                    double canary = stable * (bound >= 1 ? bound * part : bound / part);
                    if (canary < 1) {
                        assertThat(expectation(bound, canary, stable))
                                .as("bound %s, rates %s and %s", bound, canary, stable)
                                .isLessThanOrEqualTo(1 + 1e-12);
                    }
                }
            }
        }
    }

    private static double expectation(double bound, double canary, double stable) {
        double sum = 0;
        for (int s1 = 0; s1 <= CANARY; s1++) {
            for (int s0 = 0; s0 <= STABLE; s0++) {
                TwoByTwoEvidence evidence = new TwoByTwoEvidence(bound, bound >= 1 ? 20 * bound : bound / 20);
                evidence.learn(new Arms(2, 5, 4, 10));
                evidence.add(new Arms(s1, CANARY, s0, STABLE));
                sum += Binomial.pmf(s1, CANARY, canary) * Binomial.pmf(s0, STABLE, stable) * Math.exp(evidence.logE(1));
            }
        }
        return sum;
    }

    @Test
    public void seesMoreThanTheConditionalTestAtHighRates() {
        assertThat(median(0.5, false, true)).isLessThan(0.7 * median(0.5, false, false));
        assertThat(median(0.2, false, true)).isLessThan(0.9 * median(0.2, false, false));
        assertThat(median(0.2, true, true)).as("while rates drift").isLessThan(median(0.2, true, false));
    }

    @Test
    public void seesAsMuchAtLowRates() {
        double conditional = median(0.03, false, false);
        assertThat(median(0.03, false, true)).isCloseTo(conditional, within(0.15 * conditional));
    }

    /** Intervals until 20 % more events than on the stable side are seen at a level of 1 %, among 500 requests. */
    private static double median(double rate, boolean drifts, boolean twoByTwo) {
        int[] stops = new int[101];
        for (int run = 0; run < stops.length; run++) {
            Traffic traffic = new Traffic(run);
            RatioEvidence conditional = RatioEvidence.above(1, 20);
            TwoByTwoEvidence other = new TwoByTwoEvidence(1, 20);
            DoubleUnaryOperator logE = twoByTwo ? other::logE : conditional::logE;
            double log = 0;
            while (logE.applyAsDouble(1) < Math.log(100) && stops[run] < 1000) {
                log = drifts ? 0.8 * log + 0.6 * 0.3 * traffic.gaussian() : 0;
                Arms arms = traffic.interval(100, 1.2 * rate * Math.exp(log), 400, rate * Math.exp(log));
                conditional.add(arms);
                if (other.guess() > 0) {
                    other.add(arms);
                }
                other.learn(arms);
                stops[run]++;
            }
        }
        Arrays.sort(stops);
        return stops[50];
    }

    @Test
    public void oneKindTakesOverFromTheOtherWhenRatesRise() {
        RateEvidence both = new RateEvidence(1, 20);
        RatioEvidence conditional = RatioEvidence.above(1, 20);
        both.add(new Arms(3, 100, 4, 400));
        conditional.add(new Arms(3, 100, 4, 400));
        assertThat(both.logE(1)).isEqualTo(conditional.logE(1));

        Traffic traffic = new Traffic(1);
        for (int i = 0; i < 30; i++) {
            Arms arms = traffic.interval(100, 0.6, 400, 0.5);
            both.add(arms);
            conditional.add(arms);
        }
        assertThat(both.logE(1)).isGreaterThan(conditional.logE(1));
        assertThat(both.logE(2)).isLessThan(both.logE(1));
    }

    @Test
    public void seldomAlarmsAtTheBound() {
        int alarms = 0;
        for (int run = 0; run < 400; run++) {
            Traffic traffic = new Traffic(7000 + run);
            RateEvidence evidence = new RateEvidence(1.25, 25);
            boolean alarm = false;
            for (int i = 0; i < 120 && !alarm; i++) {
                evidence.add(traffic.interval(100, 0.625, 100, 0.5));
                alarm = evidence.logE(1) >= Math.log(20);
            }
            alarms += alarm ? 1 : 0;
        }
        assertThat(alarms).as("of 400 at 5 %").isLessThan(20);
    }
}
