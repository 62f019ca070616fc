package io.jenkins.plugins.aidelivery.drift;

import static io.jenkins.plugins.aidelivery.drift.Profiles.numbers;
import static io.jenkins.plugins.aidelivery.drift.Profiles.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;

/** Thresholds that come from what was accepted before, and what keeps them from wandering off. */
public class HistoricLimitsTest {
    private static final DatasetProfile BEFORE = data(0, 1);

    private static DatasetProfile data(double shift, long seed) {
        Random random = new Random(seed);
        return table(
                "data" + seed,
                numbers(
                        "x",
                        IntStream.range(0, 20_000)
                                .mapToDouble(i -> Math.round(100 * (random.nextGaussian() + shift)) / 100.0)
                                .toArray()));
    }

    private static DriftSettings settings(String text) {
        try {
            return DriftSpecs.parse("drift.yml", text)
                    .resolve(DriftSpecs.Request.PLAIN)
                    .settings();
        } catch (SpecException e) {
            throw new AssertionError(e);
        }
    }

    /** Results of days on which the mean was elsewhere. */
    private static List<DriftReport> days(DriftSettings settings, double... shifts) {
        List<DriftReport> reports = new ArrayList<>();
        for (int day = 0; day < shifts.length; day++) {
            reports.add(DriftChecker.check(
                    BEFORE, data(shifts[day], 100 + day), settings, Instant.ofEpochSecond(86_400L * day)));
        }
        return reports;
    }

    private static DriftReport today(double shift, DriftSettings settings, List<DriftReport> past) {
        return DriftChecker.check(
                new TablePair(BEFORE, data(shift, 7)),
                settings,
                new PastResults(past, Optional.empty()),
                Instant.EPOCH);
    }

    private static double mean(List<DriftReport> reports) {
        return reports.stream()
                .mapToDouble(report -> report.columns().get(0).score().value())
                .average()
                .orElseThrow();
    }

    @Test
    public void aLimitIsTheMeanAndThreeDeviationsOfWhatWasAccepted() {
        DriftSettings settings = settings("thresholds: history");
        List<DriftReport> past = days(settings, 0, 0.01, -0.01, 0.02, 0, -0.02);
        assertThat(past).allMatch(report -> report.decision().verdict() == Verdict.PASS);
        double mean = mean(past);
        double squares = past.stream()
                .mapToDouble(report -> report.columns().get(0).score().value() - mean)
                .map(off -> off * off)
                .sum();

        DriftReport report = today(0, settings, past);
        assertThat(report.columns().get(0).score().threshold())
                .isEqualTo(mean + 3 * Math.sqrt(squares / 5), within(1e-12));
        assertThat(report.columns().get(0).findings().get(0))
                .matches("the limit 0\\.\\d+ is the mean and 3 standard deviations of the last 6 accepted results");
        assertThat(PerformanceDriftTest.check(report, "thresholds").reason())
                .isEqualTo("1 column held against the mean and 3 standard deviations of accepted results");
        // A change that the usual limit lets through.
        assertThat(today(0.05, settings, past).columns().get(0).outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(today(0.05, settings("{}"), past).columns().get(0).outcome()).isEqualTo(Outcome.NO_DRIFT);
    }

    @Test
    public void tooFewResultsAreSaidAndTheUsualLimitHolds() {
        DriftSettings settings = settings("thresholds: { from: history, at-least: 7 }");
        DriftReport report = today(0, settings, days(settings, 0, 0.01, -0.01, 0.02, 0, -0.02));

        assertThat(report.columns().get(0).score().threshold()).isEqualTo(0.03);
        assertThat(report.columns().get(0).findings())
                .containsExactly("the limit is the usual one: there are 6 accepted results, and 7 are needed");
        assertThat(PerformanceDriftTest.check(report, "thresholds").reason())
                .isEqualTo("usual limits hold: there are 6 accepted results, and 7 are needed");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    public void resultsWithDriftDoNotCountAndTheLimitStopsAtAMultipleOfTheUsualOne() {
        DriftSettings wide = settings("thresholds: { from: history, sigmas: 100, most: 1.5 }");
        List<DriftReport> past = days(wide, 0, 0.01, -0.01, 0.02, 0, 0.5, 0.6);

        assertThat(past.get(6).decision().verdict()).isEqualTo(Verdict.FAIL);
        DriftReport report = today(0, wide, past);
        assertThat(report.columns().get(0).score().threshold()).isEqualTo(0.045, within(1e-12));
        assertThat(report.columns().get(0).findings().get(0))
                .endsWith("of the last 5 accepted results, cut to 1.5 times the usual limit");
    }

    @Test
    public void aQuantileTakesThePlaceOfTheMean() {
        DriftSettings settings = settings("thresholds: { from: history, quantile: 100%, results: 5 }");
        List<DriftReport> past = days(settings, 0.06, 0, 0.05, -0.01, 0.02, 0);

        assertThat(today(0, settings, past).columns().get(0).score().threshold())
                .as("the largest of the last five, which are not the first")
                .isEqualTo(past.subList(1, 6).stream()
                        .mapToDouble(report -> report.columns().get(0).score().value())
                        .max()
                        .orElseThrow());
    }

    @Test
    public void aLimitIsNeverBelowWhatChanceGives() {
        DriftSettings settings = settings("thresholds: { from: history, sigmas: 0 }");
        DriftReport report = today(0, settings, days(settings, 0, 0, 0, 0, 0, 0));

        ColumnDrift column = report.columns().get(0);
        assertThat(column.score().threshold()).isEqualTo(column.score().byChance());
        assertThat(column.outcome()).as("not too few rows for ever").isEqualTo(Outcome.NO_DRIFT);
        assertThat(column.findings().get(0)).endsWith(", raised to what so many rows can tell from chance");
    }

    @Test
    public void whatSomebodySaidForAColumnHolds() {
        DriftSettings settings = settings("thresholds: history\nrules: { x: { threshold: 0.2 } }");
        assertThat(today(0, settings, days(settings, 0, 0.01, -0.01, 0.02, 0))
                        .columns()
                        .get(0)
                        .score()
                        .threshold())
                .isEqualTo(0.2);
        DriftSettings one = settings("rules: { x: { threshold: history } }");
        assertThat(today(0, one, days(one, 0, 0.01, -0.01, 0.02, 0))
                        .columns()
                        .get(0)
                        .score()
                        .threshold())
                .isNotEqualTo(0.03);
    }

    @Test
    public void manySmallStepsAreSeenFromTheFirst() {
        DriftSettings settings = settings("{}");
        DatasetProfile first = data(0, 1);
        DatasetProfile second = data(0.045, 2);
        DatasetProfile third = data(0.1, 3);
        PastResults past = new PastResults(List.of(), Optional.of(first));

        DriftReport one = DriftChecker.check(second, third, settings, Instant.EPOCH);
        assertThat(one.decision().verdict()).isEqualTo(Verdict.PASS);
        DriftReport watched = DriftChecker.check(new TablePair(second, third), settings, past, Instant.EPOCH);
        TableCheck creep = PerformanceDriftTest.check(watched, "creep");
        assertThat(creep.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(creep.reason())
                .matches(
                        "since the first accepted profile, 'x' moved by 0\\.0\\d+ ≥ 0\\.03, more than one limit in small"
                                + " steps");
        assertThat(watched.decision().verdict()).isEqualTo(Verdict.CONDITIONAL);
        assertThat(PerformanceDriftTest.check(
                                DriftChecker.check(new TablePair(first, second), settings, past, Instant.EPOCH),
                                "creep")
                        .outcome())
                .isEqualTo(Outcome.NO_DRIFT);
    }
}
