package io.jenkins.plugins.aidelivery.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.stats.sequential.BakePlan.Answer;
import io.jenkins.plugins.aidelivery.stats.sequential.BakePlan.Harm;
import java.time.Duration;
import org.junit.Test;

public class BakePlanTest {
    private static final Harm FIVEFOLD = new Harm(MoreIs.WORSE, 5, 0.25, 0.01);
    private static final Harm TWOFOLD = new Harm(MoreIs.WORSE, 2, 0.25, 0.01);

    private static BakePlan.Traffic onePercent(double canary, double stable) {
        return new BakePlan.Traffic(canary, stable, 0.01);
    }

    @Test
    public void isLongEnoughAndNotTooLong() {
        for (Harm harm : new Harm[] {FIVEFOLD, TWOFOLD}) {
            Answer answer = BakePlan.until(onePercent(200, 1800), harm, 0.8, 200);
            int intervals = answer.intervals().orElseThrow();

            assertThat(power(harm, intervals))
                    .as("after %d intervals", intervals)
                    .isBetween(0.7, 0.97);
            assertThat(power(harm, intervals - 1)).isLessThan(0.9);
            assertThat(answer.powerAtMost()).isCloseTo(1, within(0.02));
        }
    }

    /** Of the real test, at 200 against 1,800 requests. */
    private static double power(Harm harm, int intervals) {
        int runs = 400;
        int seen = 0;
        for (int run = 0; run < runs; run++) {
            Traffic traffic = new Traffic(90_000 + run);
            GuardedRatioTest test = new GuardedRatioTest(harm.moreIs(), harm.delta(), 0.5);
            boolean alarm = false;
            for (int i = 0; i < intervals && !alarm; i++) {
                test.add(traffic.interval(200, 0.01 * harm.ratio(), 1800, 0.01));
                alarm = test.harm() >= 1 / harm.alpha();
            }
            seen += alarm ? 1 : 0;
        }
        return (double) seen / runs;
    }

    @Test
    public void moreTrafficAndLargerHarmTakeLess() {
        int few = BakePlan.until(onePercent(50, 950), FIVEFOLD, 0.8, 300)
                .intervals()
                .orElseThrow();
        int many = BakePlan.until(onePercent(500, 9500), FIVEFOLD, 0.8, 300)
                .intervals()
                .orElseThrow();
        int twofold = BakePlan.until(onePercent(500, 9500), TWOFOLD, 0.8, 300)
                .intervals()
                .orElseThrow();

        assertThat(many).isLessThan(few).isLessThan(twofold);
    }

    @Test
    public void saysWhenItWouldTakeTooLong() {
        Answer slow = BakePlan.until(onePercent(10, 990), TWOFOLD, 0.8, 60);
        assertThat(slow.intervals()).isEmpty();
        assertThat(slow.powerAtMost()).isLessThan(0.5);

        Answer never = BakePlan.until(onePercent(100, 1900), new Harm(MoreIs.WORSE, 1.1, 0.25, 0.01), 0.8, 60);
        assertThat(never.intervals()).isEmpty();
        assertThat(never.powerAtMost()).isLessThan(0.02);
    }

    @Test
    public void knowsConversionsAndBusySites() {
        BakePlan.Traffic busy = BakePlan.Traffic.perSecond(500, 9500, 0.03, Duration.ofSeconds(15));

        assertThat(busy.canary()).isEqualTo(7500);
        Answer answer = BakePlan.until(busy, new Harm(MoreIs.BETTER, 0.5, 0.1, 0.01), 0.8, 60);
        assertThat(answer.intervals().orElseThrow()).isLessThanOrEqualTo(16);
    }

    @Test
    public void refusesWhatCannotBe() {
        assertThatThrownBy(() -> onePercent(0, 100)).hasMessageContaining("need requests");
        assertThatThrownBy(() -> new Harm(MoreIs.WORSE, 0, 0.25, 0.01)).hasMessageContaining("ratio");
        assertThatThrownBy(() -> BakePlan.until(onePercent(1, 1), TWOFOLD, 1, 10))
                .hasMessageContaining("power");
    }
}
