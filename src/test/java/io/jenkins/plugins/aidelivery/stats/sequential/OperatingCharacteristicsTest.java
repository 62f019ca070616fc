package io.jenkins.plugins.aidelivery.stats.sequential;

import static io.jenkins.plugins.aidelivery.stats.sequential.OperatingCase.falseAlarms;
import static io.jenkins.plugins.aidelivery.stats.sequential.OperatingCase.harm;
import static io.jenkins.plugins.aidelivery.stats.sequential.OperatingCase.noMargin;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.stats.sequential.OperatingCase.Outcome;
import io.jenkins.plugins.aidelivery.stats.sequential.OperatingCase.Rates;
import org.junit.Test;

/**
 * How often harm is seen that is there, and harm that isn't. The bars are what a restatement of the same mathematics showed, give or take
 * three binomial standard deviations; {@code OperatingCharacteristics} in the benchmarks prints all rows with more runs.
 */
public class OperatingCharacteristicsTest {
    private static final int RUNS = 600;

    /** Of the restatement, whose rows had 100 to 2,000. */
    private static final int OTHER_RUNS = 1000;

    private static void alarmsAtMost(double bar, OperatingCase row) {
        assertThat(row.simulate(RUNS).alarms()).as(row.toString()).isLessThanOrEqualTo(bar + slack(bar));
    }

    private static void alarmsAtLeast(double bar, OperatingCase row) {
        assertThat(row.simulate(RUNS).alarms()).as(row.toString()).isGreaterThanOrEqualTo(bar - slack(bar));
    }

    private static double slack(double bar) {
        return 3 * Math.sqrt(bar * (1 - bar) * (1.0 / RUNS + 1.0 / OTHER_RUNS));
    }

    private static void sees(double bar, int median, OperatingCase row) {
        Outcome outcome = row.simulate(RUNS);
        assertThat(outcome.alarms()).as(row.toString()).isGreaterThanOrEqualTo(bar - slack(bar));
        assertThat(outcome.quantile(0.5)).as("median of " + row).isLessThanOrEqualTo(median);
    }

    @Test
    public void independentEventsRaiseFewerFalseAlarmsThanTheLevel() {
        alarmsAtMost(0.005, noMargin(100, 100));
        alarmsAtMost(0.002, noMargin(100, 1900));
        alarmsAtMost(0.0015, noMargin(10, 990));
    }

    @Test
    public void whatBothSidesShareRaisesNone() {
        alarmsAtMost(0.002, falseAlarms(Rates.SHARED_DRIFT, 100, 1900, false));
        alarmsAtMost(0, falseAlarms(Rates.SHARED_DRIFT, 100, 1900, true));
    }

    /** Were they easier, the guard would prove nothing. */
    @Test
    public void burstsAndDriftAreAtLeastAsHardAsTheRestatements() {
        alarmsAtLeast(0.068, falseAlarms(Rates.BURSTS, 100, 1900, false));
        alarmsAtLeast(0.39, falseAlarms(Rates.BURSTS, 1000, 19_000, false));
        alarmsAtLeast(0.062, falseAlarms(Rates.DRIFT, 100, 1900, false));
        alarmsAtLeast(0.31, falseAlarms(Rates.DRIFT, 1000, 19_000, false));
    }

    @Test
    public void theGuardKeepsBurstsOfOneSideFromRaisingAlarms() {
        alarmsAtMost(0.003, falseAlarms(Rates.BURSTS, 100, 1900, true));
        alarmsAtMost(0.001, falseAlarms(Rates.BURSTS, 1000, 19_000, true));
    }

    @Test
    public void theGuardKeepsDriftOfOneSideFromRaisingAlarms() {
        alarmsAtMost(0.010, falseAlarms(Rates.DRIFT, 100, 1900, true));
        alarmsAtMost(0.015, falseAlarms(Rates.DRIFT, 1000, 19_000, true));
    }

    @Test
    public void fiveTimesTheErrorsAreSeenWithinEightIntervals() {
        sees(1, 3, harm(Rates.CONSTANT, 100, 1900, 0.05, 0.01, false));
        sees(1, 8, harm(Rates.CONSTANT, 100, 1900, 0.05, 0.01, true));
    }

    @Test
    public void rareErrorsAreSeenToo() {
        sees(1, 6, harm(Rates.CONSTANT, 100, 1900, 0.01, 0.001, false));
        sees(1, 13, harm(Rates.CONSTANT, 200, 200, 0.01, 0.002, false));
        sees(0.998, 22, harm(Rates.CONSTANT, 10, 990, 0.05, 0.01, false));
        sees(0.995, 42, harm(Rates.CONSTANT, 100, 1900, 0.02, 0.01, false));
    }

    /**
     * What the guard costs. The restatement, whose drift raised fewer alarms, saw five times the errors in bursts after 25 intervals, twice the errors
     * after 8, under drift in 63 % and under bursts in 17 % of all runs.
     */
    @Test
    public void theGuardMakesBurstsAndDriftHardToTellFromHarm() {
        sees(1, 33, harm(Rates.BURSTS, 100, 1900, 0.05, 0.01, true));
        sees(1, 15, harm(Rates.CONSTANT, 1000, 19_000, 0.02, 0.01, true));
        sees(0.43, Outcome.NEVER, harm(Rates.DRIFT, 1000, 19_000, 0.02, 0.01, true));
        sees(0.17, Outcome.NEVER, harm(Rates.BURSTS, 1000, 19_000, 0.02, 0.01, true));
    }
}
