package io.jenkins.plugins.aidelivery.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

public class SampleRatioTestTest {
    private static SampleRatioTest after(int intervals, double configured, double real, int requests, long seed) {
        Traffic traffic = new Traffic(seed);
        SampleRatioTest test = new SampleRatioTest();
        for (int i = 0; i < intervals; i++) {
            int canary = traffic.binomial(requests, real);
            test.add(configured, canary, requests - canary);
        }
        return test;
    }

    @Test
    public void takesTheConfiguredSplitAsSuch() {
        SampleRatioTest test = after(200, 0.05, 0.05, 2000, 1);

        assertThat(test.mismatch()).isLessThan(1);
        assertThat(test.ratio()).isCloseTo(1, within(0.05));
    }

    @Test
    public void toleratesATenth() {
        assertThat(after(200, 0.05, 0.054, 2000, 2).mismatch()).isLessThan(1);
    }

    @Test
    public void seesTooManyAndTooFew() {
        assertThat(after(30, 0.05, 0.10, 2000, 3).mismatch()).isGreaterThan(100);
        assertThat(after(30, 0.05, 0.02, 2000, 4).mismatch()).isGreaterThan(100);
        assertThat(after(30, 0.05, 0, 2000, 5).mismatch()).isGreaterThan(100);
    }

    @Test
    public void followsTheWeightFromPhaseToPhase() {
        SampleRatioTest test = new SampleRatioTest();
        Traffic traffic = new Traffic(6);
        for (double weight : new double[] {0, 0.01, 0.05, 0.25, 0.5, 1}) {
            for (int i = 0; i < 20; i++) {
                int canary = traffic.binomial(1000, weight);
                test.add(weight, canary, 1000.0 - canary);
            }
        }

        assertThat(test.mismatch()).isLessThan(1);
        assertThat(test.ratio()).isCloseTo(1, within(0.05));
    }

    @Test
    public void seldomTakesBurstsOfOneSideForAMismatch() {
        int alarms = 0;
        for (int run = 0; run < 200; run++) {
            Traffic traffic = new Traffic(100 + run);
            SampleRatioTest test = new SampleRatioTest();
            boolean alarm = false;
            for (int i = 0; i < 60 && !alarm; i++) {
                double canary = Math.rint(200 * traffic.gamma(4) / 4);
                double stable = Math.rint(1800 * traffic.gamma(4) / 4);
                test.add(0.1, canary, stable);
                alarm = test.mismatch() >= 100;
            }
            alarms += alarm ? 1 : 0;
        }
        assertThat(alarms).as("of 200").isLessThanOrEqualTo(5);
    }

    @Test
    public void refusesWeightsThatAreNone() {
        assertThatThrownBy(() -> new SampleRatioTest().add(5, 1, 1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new SampleRatioTest(1)).hasMessageContaining("tolerance");
    }
}
