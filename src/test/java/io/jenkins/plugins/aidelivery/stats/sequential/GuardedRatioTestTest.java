package io.jenkins.plugins.aidelivery.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.stats.Interval;
import java.util.function.IntFunction;
import org.junit.Test;

public class GuardedRatioTestTest {
    private static final double ALPHA = 0.01;

    private static GuardedRatioTest errors() {
        return new GuardedRatioTest(MoreIs.WORSE, 0.25, 0.5);
    }

    private static GuardedRatioTest after(GuardedRatioTest test, int intervals, IntFunction<Arms> traffic) {
        for (int i = 0; i < intervals; i++) {
            test.add(traffic.apply(i));
        }
        return test;
    }

    @Test
    public void knowsNothingBeforeThereWereEvents() {
        GuardedRatioTest test = after(errors(), 20, i -> new Arms(0, 100, 0, 1900));

        assertThat(test.harm()).isEqualTo(1);
        assertThat(test.safety()).isEqualTo(1);
        assertThat(test.ratio()).isNaN();
        assertThat(test.dispersionKnown()).isFalse();
        assertThat(test.dispersion()).isEqualTo(30);
        assertThat(test.interval(0.05)).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
        assertThat(test.total()).isEqualTo(new Arms(0, 2000, 0, 38_000));
    }

    @Test
    public void seesFiveTimesTheErrorsWithinMinutes() {
        Traffic traffic = new Traffic(1);
        GuardedRatioTest test = after(errors(), 20, i -> traffic.interval(100, 0.05, 1900, 0.01));

        assertThat(test.harm()).isGreaterThan(1 / ALPHA);
        assertThat(test.safety()).isLessThan(1);
        assertThat(test.ratio()).isBetween(3.0, 7.0);
        assertThat(test.dispersionKnown()).isTrue();
        assertThat(test.interval(0.05).low()).isGreaterThan(1.25);
    }

    @Test
    public void showsThatEqualSidesAreSafe() {
        Traffic traffic = new Traffic(2);
        GuardedRatioTest test = after(errors(), 120, i -> traffic.interval(1000, 0.02, 1000, 0.02));

        assertThat(test.safety()).isGreaterThan(1 / ALPHA);
        assertThat(test.harm()).isLessThan(1);
    }

    @Test
    public void exchangingTheSidesAndTheMeaningOfMoreChangesNothing() {
        Traffic traffic = new Traffic(3);
        GuardedRatioTest worse = new GuardedRatioTest(MoreIs.WORSE, 0.2, 0.4);
        GuardedRatioTest better = new GuardedRatioTest(MoreIs.BETTER, 0.2, 0.4);
        for (int i = 0; i < 50; i++) {
            Arms arms = traffic.interval(300, 0.05, 700, 0.03);
            worse.add(arms);
            better.add(
                    new Arms(arms.stableEvents(), arms.stableExposures(), arms.canaryEvents(), arms.canaryExposures()));
        }

        assertThat(better.harm()).isCloseTo(worse.harm(), within(1e-9 * worse.harm()));
        assertThat(better.safety()).isCloseTo(worse.safety(), within(1e-9 * worse.safety()));
        assertThat(better.dispersion()).isCloseTo(worse.dispersion(), within(1e-9));
        assertThat(1 / better.ratio()).isCloseTo(worse.ratio(), within(1e-6));
        assertThat(1 / better.interval(0.05).high())
                .isCloseTo(worse.interval(0.05).low(), within(1e-6));
    }

    @Test
    public void theUnitOfExposureChangesNothingWhereEventsAreRare() {
        GuardedRatioTest seconds = inUnits(1e5);
        for (double unit : new double[] {1e6, 1e9, 1e14}) {
            GuardedRatioTest test = inUnits(unit);

            assertThat(test.harm()).isCloseTo(seconds.harm(), within(1e-4 * seconds.harm()));
            assertThat(test.ratio()).isCloseTo(seconds.ratio(), within(1e-6));
        }
    }

    private static GuardedRatioTest inUnits(double unit) {
        Traffic traffic = new Traffic(4);
        return after(errors(), 30, i -> {
            Arms arms = traffic.interval(5000, 0.001, 5000, 0.0004);
            return new Arms(
                    arms.canaryEvents(),
                    arms.canaryExposures() * unit,
                    arms.stableEvents(),
                    arms.stableExposures() * unit);
        });
    }

    @Test
    public void seesFewerConversionsAtHighRates() {
        Traffic traffic = new Traffic(5);
        GuardedRatioTest test =
                after(new GuardedRatioTest(MoreIs.BETTER, 0, 0.1), 60, i -> traffic.interval(500, 0.40, 500, 0.50));

        assertThat(test.harm()).isGreaterThan(1 / ALPHA);
        assertThat(test.ratio()).isCloseTo(0.8, within(0.05));
    }

    /** At the very bound, and at rates where events are no longer rare. */
    @Test
    public void isValidAtHighRates() {
        int runs = 400;
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            Traffic traffic = new Traffic(1000 + run);
            RatioEvidence plain = RatioEvidence.above(1.25, 62.5);
            boolean alarm = false;
            for (int i = 0; i < 120 && !alarm; i++) {
                plain.add(traffic.interval(100, 0.625, 100, 0.5));
                alarm = plain.logE(1) >= -Math.log(0.05);
            }
            alarms += alarm ? 1 : 0;
        }
        assertThat((double) alarms / runs).as("false alarms at 5 %").isLessThan(0.05);
    }

    /** At high rates independent events vary less than rare ones would, and what exceeds that must be seen. */
    @Test
    public void seesBurstsOfFrequentEvents() {
        Traffic traffic = new Traffic(8);
        GuardedRatioTest independent = after(errors(), 200, i -> traffic.interval(200, 0.5, 200, 0.5));
        GuardedRatioTest bursts = after(
                errors(),
                200,
                i -> traffic.interval(200, 0.5 + 0.08 * traffic.gaussian(), 200, 0.5 + 0.08 * traffic.gaussian()));

        assertThat(independent.dispersion()).isBetween(1.0, 2.0);
        // 200 x 0.08² / (0.5 x 0.5) more than 1.
        assertThat(bursts.dispersion()).isBetween(5.0, 12.0);
    }

    @Test
    public void itsIntervalHoldsTheRatioAtAllTimes() {
        int runs = 300;
        int misses = 0;
        for (int run = 0; run < runs; run++) {
            Traffic traffic = new Traffic(2000 + run);
            RatioCurve curve = new RatioCurve();
            boolean missed = false;
            for (int i = 0; i < 100 && !missed; i++) {
                // The shared rate and the split change.
                double rate = 0.01 * (1 + i % 3);
                curve.add(traffic.interval(50 + 2 * i, 2 * rate, 500, rate));
                missed = !curve.interval(0.1, 1).contains(2);
            }
            misses += missed ? 1 : 0;
        }
        assertThat((double) misses / runs).as("misses at 10 %").isLessThan(0.1);
    }

    @Test
    public void itsIntervalNarrowsAroundTheFittedRatio() {
        Traffic traffic = new Traffic(6);
        RatioCurve curve = new RatioCurve();
        for (int i = 0; i < 100; i++) {
            curve.add(traffic.interval(100_000, 0.15, 100_000, 0.1));
        }
        Interval interval = curve.interval(0.05, 1);

        assertThat(curve.fitted()).isCloseTo(1.5, within(0.01));
        assertThat(interval.contains(curve.fitted())).isTrue();
        // Five standard errors of the logarithm to each side are 0.6 %.
        assertThat(interval.width()).isLessThan(0.02);
    }

    @Test
    public void hasNoEndWhereOneSideHadNoEvents() {
        RatioCurve curve = new RatioCurve();
        curve.add(new Arms(0, 1000, 50, 1000));

        assertThat(curve.fitted()).isZero();
        assertThat(curve.interval(0.05, 1).low()).isZero();
        assertThat(curve.interval(0.05, 1).high()).isLessThan(0.5);
    }

    @Test
    public void remembersTheLast256IntervalsInOrder() {
        RecentIntervals recent = new RecentIntervals();
        for (int i = 1; i <= 1300; i++) {
            recent.add(new Arms(i, 2000, 0, 2000));
            assertThat(recent.size()).isEqualTo(Math.min(i, 256));
            assertThat(recent.intervals().get(recent.size() - 1).canaryEvents()).isEqualTo(i);
            assertThat(recent.intervals().get(0).canaryEvents()).isEqualTo(Math.max(1, i - 255));
        }
    }

    @Test
    public void refusesMarginsAndLevelsThatMakeNoSense() {
        assertThatThrownBy(() -> new GuardedRatioTest(MoreIs.WORSE, 0.5, 0.25))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("margin");
        assertThatThrownBy(() -> errors().interval(0)).hasMessageContaining("alpha");
    }
}
