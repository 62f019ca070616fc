package io.jenkins.plugins.aidelivery.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.stats.Interval;
import java.util.function.ToDoubleFunction;
import org.junit.Test;

/** Means of bounded values and their differences, looked at after every value. */
public class BoundedTest {
    private static final int RUNS = 200;
    private static final int LOOKS = 200;
    private static final double ALPHA = 0.1;

    private static double missesOfTheMean(ToDoubleFunction<Traffic> draw, double mean) {
        int misses = 0;
        for (int run = 0; run < RUNS; run++) {
            Traffic traffic = new Traffic(run);
            BoundedMeanSequence sequence = new BoundedMeanSequence(0, 1);
            boolean missed = false;
            for (int i = 0; i < LOOKS && !missed; i++) {
                sequence.add(draw.applyAsDouble(traffic));
                missed = !sequence.interval(ALPHA).contains(mean);
            }
            misses += missed ? 1 : 0;
        }
        return (double) misses / RUNS;
    }

    @Test
    public void theIntervalHoldsTheMeanAtAllTimes() {
        assertThat(missesOfTheMean(Traffic::uniform, 0.5)).as("uniform").isLessThan(ALPHA);
        assertThat(missesOfTheMean(t -> t.uniform() < 0.05 ? 1 : 0, 0.05))
                .as("5 %")
                .isLessThan(ALPHA);
        assertThat(missesOfTheMean(t -> 0.9 + 0.02 * t.uniform(), 0.91))
                .as("narrow")
                .isLessThan(ALPHA);
    }

    @Test
    public void narrowsAsFastAsTheValuesLieClose() {
        BoundedMeanSequence wide = new BoundedMeanSequence(0, 1);
        BoundedMeanSequence narrow = new BoundedMeanSequence(0, 1);
        Traffic traffic = new Traffic(1);
        for (int i = 0; i < 2000; i++) {
            wide.add(traffic.uniform());
            narrow.add(0.7 + 0.05 * traffic.uniform());
        }
        // 1.96 standard errors at a single look would be 0.025 and 0.0013.
        assertThat(wide.interval(0.05).width()).isLessThan(0.08);
        assertThat(narrow.interval(0.05).width()).isLessThan(0.025);
        assertThat(narrow.mean()).isCloseTo(0.725, within(0.001));
        assertThat(narrow.above(0.7)).isGreaterThan(100);
        assertThat(narrow.below(0.7)).isLessThan(1);
    }

    @Test
    public void theUnitChangesNothing() {
        BoundedMeanSequence seconds = new BoundedMeanSequence(0, 2);
        BoundedMeanSequence nanoseconds = new BoundedMeanSequence(0, 2e9);
        Traffic traffic = new Traffic(2);
        for (int i = 0; i < 300; i++) {
            double value = 2 * traffic.uniform() * traffic.uniform();
            seconds.add(value);
            nanoseconds.add(value * 1e9);
        }
        Interval interval = seconds.interval(0.05);
        assertThat(nanoseconds.interval(0.05).low() / 1e9).isCloseTo(interval.low(), within(1e-9));
        assertThat(nanoseconds.interval(0.05).high() / 1e9).isCloseTo(interval.high(), within(1e-9));
        assertThat(nanoseconds.above(0.4e9)).isCloseTo(seconds.above(0.4), within(1e-6 * seconds.above(0.4)));
    }

    @Test
    public void knowsNothingWithoutValues() {
        assertThat(new BoundedMeanSequence(-1, 3).interval(0.05)).isEqualTo(new Interval(-1, 3));
        assertThat(new BoundedMeanSequence(-1, 3).above(0)).isEqualTo(1);
        assertThat(new BoundedMeanSequence(-1, 3).mean()).isNaN();
        assertThat(new BoundedDifference(0, 1).interval(0.05)).isEqualTo(new Interval(-1, 1));
        assertThat(new PairedDifference(0, 1).interval(0.05)).isEqualTo(new Interval(-1, 1));
    }

    @Test
    public void refusesWhatLiesBeyondTheBounds() {
        assertThatThrownBy(() -> new BoundedMeanSequence(0, 1).add(1.01)).hasMessageContaining("does not lie between");
        assertThatThrownBy(() -> new BoundedMeanSequence(0, 1).add(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new PairedDifference(0, 1).add(0.5, 2)).hasMessageContaining("do not both lie");
        assertThatThrownBy(() -> new BoundedMeanSequence(1, 1)).hasMessageContaining("lower and a higher bound");
    }

    @Test
    public void theIntervalHoldsTheDifferenceAtAllTimes() {
        int misses = 0;
        int worse = 0;
        for (int run = 0; run < RUNS; run++) {
            Traffic traffic = new Traffic(5000 + run);
            BoundedDifference difference = new BoundedDifference(0, 1);
            boolean missed = false;
            boolean alarm = false;
            for (int i = 0; i < LOOKS / 5; i++) {
                difference.addCanary(traffic.uniform() < 0.4 ? 1 : 0);
                for (int k = 0; k < 4; k++) {
                    difference.addStable(traffic.uniform() < 0.3 ? 1 : 0);
                }
                missed |= !difference.interval(ALPHA).contains(0.1);
                alarm |= difference.worse(MoreIs.WORSE, 0.1) >= 1 / ALPHA;
            }
            misses += missed ? 1 : 0;
            worse += alarm ? 1 : 0;
        }
        assertThat((double) misses / RUNS).isLessThan(ALPHA);
        assertThat((double) worse / RUNS).isLessThan(ALPHA);
    }

    @Test
    public void seesAWorseMeanAndShowsAnEqualOneSafe() {
        BoundedDifference worse = new BoundedDifference(0, 5);
        BoundedDifference equal = new BoundedDifference(0, 5);
        Traffic traffic = new Traffic(7);
        for (int i = 0; i < 3000; i++) {
            worse.addCanary(4 * traffic.uniform());
            worse.addStable(5 * traffic.uniform());
            equal.addCanary(5 * traffic.uniform());
            equal.addStable(5 * traffic.uniform());
        }
        assertThat(worse.worse(MoreIs.BETTER, 0.1)).isGreaterThan(100);
        assertThat(worse.worse(MoreIs.WORSE, 0.1)).isLessThan(1);
        assertThat(worse.difference()).isCloseTo(-0.5, within(0.1));
        assertThat(worse.interval(0.05).high()).isLessThan(0);
        assertThat(equal.worse(MoreIs.BETTER, 0.1)).isLessThan(1);
        assertThat(equal.notWorse(MoreIs.BETTER, 0.4)).isGreaterThan(100);
        assertThat(equal.notWorse(MoreIs.WORSE, 0.4)).isGreaterThan(100);
        assertThat(equal.interval(0.05).contains(0)).isTrue();
        assertThat(equal.canaryCount()).isEqualTo(equal.stableCount()).isEqualTo(3000);
    }

    @Test
    public void exchangingTheSidesMirrorsAll() {
        BoundedDifference one = new BoundedDifference(0, 1);
        BoundedDifference other = new BoundedDifference(0, 1);
        Traffic traffic = new Traffic(8);
        for (int i = 0; i < 300; i++) {
            double x = traffic.uniform();
            double y = Math.sqrt(traffic.uniform());
            one.addCanary(x);
            one.addStable(y);
            other.addCanary(y);
            other.addStable(x);
        }
        assertThat(other.interval(0.05).low()).isCloseTo(-one.interval(0.05).high(), within(1e-12));
        assertThat(other.worse(MoreIs.WORSE, 0.05)).isEqualTo(one.worse(MoreIs.BETTER, 0.05));
        assertThat(other.notWorse(MoreIs.BETTER, 0.3)).isEqualTo(one.notWorse(MoreIs.WORSE, 0.3));
    }

    /** What makes an item hard is common to both sides. */
    @Test
    public void pairsSeeWhatIndependentSamplesCannot() {
        BoundedDifference independent = new BoundedDifference(0, 1);
        PairedDifference paired = new PairedDifference(0, 1);
        Traffic traffic = new Traffic(9);
        for (int i = 0; i < 500; i++) {
            double hard = 0.2 + 0.6 * traffic.uniform();
            double canary = hard - 0.05 + 0.1 * traffic.uniform() - 0.05;
            double stable = hard + 0.1 * traffic.uniform() - 0.05;
            independent.addCanary(canary);
            independent.addStable(stable);
            paired.add(canary, stable);
        }
        assertThat(paired.worse(MoreIs.BETTER, 0.01)).isGreaterThan(100);
        assertThat(paired.notWorse(MoreIs.BETTER, 0.1)).isGreaterThan(100);
        assertThat(paired.difference()).isCloseTo(-0.05, within(0.01));
        assertThat(paired.interval(0.05).contains(-0.05)).isTrue();
        assertThat(paired.count()).isEqualTo(500);
        assertThat(independent.worse(MoreIs.BETTER, 0.01)).isLessThan(100);
        assertThat(independent.interval(0.05).contains(-0.05)).isTrue();
    }

    @Test
    public void discordantPairsTell() {
        PairedTest worse = new PairedTest(MoreIs.WORSE, 0.25, 0.5);
        PairedTest swapped = new PairedTest(MoreIs.BETTER, 0.25, 0.5);
        for (int i = 0; i < 100; i++) {
            worse.add(i % 5 == 0, i % 25 == 1);
            worse.add(true, true);
            swapped.add(i % 25 == 1, i % 5 == 0);
        }
        assertThat(worse.discordant()).isEqualTo(24);
        assertThat(worse.ratio()).isEqualTo(5);
        assertThat(worse.harm()).isGreaterThan(5).isCloseTo(swapped.harm(), within(1e-9 * worse.harm()));
        assertThat(worse.safety()).isLessThan(1);
    }

    @Test
    public void discordantPairsSeldomAlarm() {
        int alarms = 0;
        for (int run = 0; run < 500; run++) {
            Traffic traffic = new Traffic(run);
            PairedTest test = new PairedTest(MoreIs.WORSE, 0, 0.5);
            boolean alarm = false;
            for (int i = 0; i < 300 && !alarm; i++) {
                test.add(traffic.uniform() < 0.3, traffic.uniform() < 0.3);
                alarm = test.harm() >= 20;
            }
            alarms += alarm ? 1 : 0;
        }
        assertThat(alarms).as("of 500 at 5 %").isLessThan(25);
    }

    @Test
    public void discordantPairsShowSafety() {
        PairedTest test = new PairedTest(MoreIs.WORSE, 0.25, 0.5);
        test.add(200, 210);

        assertThat(test.safety()).isGreaterThan(20);
    }
}
