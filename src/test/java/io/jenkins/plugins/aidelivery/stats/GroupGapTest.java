package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.Test;

public class GroupGapTest {
    private static Rate rate(long count, long rows) {
        return new Rate(count, rows, count, rows, rows);
    }

    @Test
    public void theGapIsBetweenTheHighestAndTheLowestGroup() {
        GroupGap gap = GroupGap.of(List.of(rate(5, 10), rate(0, 0), rate(9, 10), rate(2, 10)))
                .orElseThrow();

        assertThat(gap.high()).isEqualTo(2);
        assertThat(gap.low()).isEqualTo(3);
        assertThat(gap.difference()).isCloseTo(0.7, within(1e-15));
        assertThat(gap.ratio()).isCloseTo(2 / 9.0, within(1e-15));
        assertThat(gap.differenceError()).isCloseTo(Math.sqrt(0.009 + 0.016), within(1e-15));
        assertThat(gap.ratioError()).isCloseTo(2 / 9.0 * Math.sqrt(0.1 / 9 + 0.8 / 2), within(1e-12));
    }

    @Test
    public void oneGroupHasNoGap() {
        assertThat(GroupGap.of(List.of(rate(5, 10), rate(0, 0)))).isEmpty();
    }

    @Test
    public void groupsWithoutAnyAreAllAlike() {
        GroupGap gap = GroupGap.of(List.of(rate(0, 10), rate(0, 20))).orElseThrow();

        assertThat(gap.difference()).isZero();
        assertThat(gap.ratio()).isOne();
        assertThat(gap.ratioError()).isGreaterThan(0.5);
    }

    @Test
    public void aRatioOfNothingToMuchIsNotCertain() {
        GroupGap gap = GroupGap.of(List.of(rate(0, 10), rate(10, 20))).orElseThrow();

        assertThat(gap.ratio()).isZero();
        assertThat(gap.ratioError()).isBetween(0.02, 0.3);
        assertThat(gap.differenceError()).isGreaterThan(0.1);
    }

    @Test
    public void everyGroupIsTestedAgainstTheRest() {
        double[] p = GroupGap.againstRest(List.of(rate(90, 100), rate(60, 100), rate(75, 100), rate(0, 0)));

        double first = ProportionTests.test(90, 100, 135, 200).pValue();
        double second = ProportionTests.test(60, 100, 165, 200).pValue();
        assertThat(p[0]).isCloseTo(Math.max(2 * first, 3 * second), within(1e-15));
        assertThat(p[1]).isCloseTo(3 * second, within(1e-15));
        assertThat(p[2]).isOne();
        assertThat(p[3]).isNaN();
    }

    @Test
    public void weightedGroupsAreTestedByTheirEffectiveRows() {
        Rate heavy = new Rate(90, 100, 180, 200, 400);
        double[] p = GroupGap.againstRest(List.of(heavy, rate(60, 100)));

        assertThat(heavy.trials()).isEqualTo(100);
        assertThat(p[0]).isCloseTo(2 * ProportionTests.z(90, 100, 60, 100).pValue(), within(1e-15));
    }

    @Test
    public void ratesAreSharesOfTheConfusionMatrix() {
        ConfusionMatrix two = new ConfusionMatrix(2);
        two.add(0, 0, 50, 50, 50);
        two.add(0, 1, 10, 10, 10);
        two.add(1, 0, 5, 5, 5);
        two.add(1, 1, 35, 35, 35);

        assertThat(Rate.selected(two).value()).isEqualTo(0.45);
        assertThat(Rate.truePositive(two).value()).isEqualTo(0.875);
        assertThat(Rate.falsePositive(two).value()).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(Rate.precise(two).value()).isCloseTo(35 / 45.0, within(1e-15));
        assertThat(Rate.right(two)).isEqualTo(rate(85, 100));
        assertThat(Rate.right(two).isCounted()).isTrue();
        assertThat(rate(0, 0).value()).isNaN();
        assertThat(rate(0, 0).trials()).isZero();
    }
}
