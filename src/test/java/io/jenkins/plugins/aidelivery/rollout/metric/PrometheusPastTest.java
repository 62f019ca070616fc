package io.jenkins.plugins.aidelivery.rollout.metric;

import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.HISTOGRAM;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.INCREASE;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.SAMPLES;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.TEXTS;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.rollout.ends.RealPrometheus;
import java.math.BigDecimal;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What is counted in a real Prometheus that holds samples which we know to the millisecond, one in 15 s. */
public class PrometheusPastTest {
    private static final int STEP = 15_000;
    private static final double GONE = Double.MAX_VALUE;

    /** An hour ago, when the first sample was. */
    private static final long START = System.currentTimeMillis() / STEP * STEP - 3_600_000;

    private static RealPrometheus prometheus;
    private static OpenedSource source;

    private static String series(String name, double... values) {
        return seriesFrom(START, name, values);
    }

    private static String seriesFrom(long start, String name, double... values) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != GONE) {
                lines.append(name).append(' ').append(values[i]).append(' ');
                lines.append(BigDecimal.valueOf(start + (long) i * STEP, 3).toPlainString());
                lines.append('\n');
            }
        }
        return lines.toString();
    }

    @BeforeClass
    public static void hold() {
        String canary = "job=\"model\",instance=\"c:1\",track=\"canary\"";
        String other = "job=\"model\",instance=\"c:2\",track=\"canary\"";
        String stable = "job=\"model\",instance=\"s:1\",track=\"stable\"";
        prometheus = RealPrometheus.holding(series("up{" + canary + "}", 1, 1, 1, 1, 1, 1, 1, 1, 1)
                + series("up{" + other + "}", 1, 1, 1, 1, 1, GONE, GONE, GONE, GONE)
                + series("up{job=\"late\",instance=\"l:1\",track=\"canary\"}", GONE, GONE, 1, 1, 1, 1, 1, 1, 1)
                + series("up{job=\"young\",instance=\"y:1\",track=\"canary\"}", GONE, GONE, 1, 1, 1, 1, 1, 1, 1)
                + series("up{job=\"moved\",instance=\"m:1\",track=\"stable\"}", 1, 1, GONE, GONE)
                + series("up{job=\"moved\",instance=\"m:1\",track=\"canary\"}", GONE, GONE, 1, 1, 1, 1, 1, 1, 1)
                + series("up{job=\"down\",instance=\"d:1\",track=\"canary\"}", 1, 1, 1, 0, 0, 0, 0, 0, 0)
                + seriesFrom(
                        START + 2 * STEP,
                        "process_start_time_seconds{job=\"young\",instance=\"y:1\",track=\"canary\"}",
                        START / 1000.0 + 20)
                + seriesFrom(
                        START + 2 * STEP,
                        "process_start_time_seconds{job=\"late\",instance=\"l:1\",track=\"canary\"}",
                        START / 1000.0 - 86_400)
                + series("requests_total{code=\"200\"," + canary + "}", 100, 110, 120, 130, 140, 150, 160, 170, 180)
                + series("requests_total{code=\"500\"," + canary + "}", GONE, GONE, GONE, 3, 4, 4, 4, 4, 5)
                + series("requests_total{code=\"200\"," + other + "}", 70, 75, 80, 85, 90)
                + series("requests_total{code=\"200\"," + stable + "}", 7, 8, 9, 10, 11, 12, 13, 14, 15)
                + series("restarted_total{" + canary + "}", 1000, 1010, 1020, 4, 14, 2, 3, 3, 3)
                + seriesFrom(
                        START + 2 * STEP,
                        "late_total{job=\"late\",instance=\"l:1\",track=\"canary\"}",
                        1e6,
                        1e6 + 2,
                        1e6 + 4,
                        1e6 + 6,
                        1e6 + 8,
                        1e6 + 10,
                        1e6 + 12)
                + seriesFrom(
                        START + 2 * STEP,
                        "young_total{job=\"young\",instance=\"y:1\",track=\"canary\"}",
                        6,
                        8,
                        8,
                        8,
                        8,
                        8,
                        8)
                + seriesFrom(
                        START + 2 * STEP,
                        "moved_total{job=\"moved\",instance=\"m:1\",track=\"canary\"}",
                        1e6,
                        1e6 + 5,
                        1e6 + 5,
                        1e6 + 5,
                        1e6 + 5,
                        1e6 + 5,
                        1e6 + 5)
                + series("down_total{job=\"down\",instance=\"d:1\",track=\"canary\"}", 1, 2, 3)
                + series("ended_total{" + other + "}", 1, 2, 3, 4, 9)
                + series("broken_total{" + canary + "}", 1, 2, Double.NaN, 4, 5, 6, 7, 8, 9)
                + series("temperature{" + canary + "}", 20, -3, 21, 22, 20, 19, -4, 18, 17)
                + series("undefined{" + canary + "}", 1, 1, 1, 1, 1, 1, 1, 1, Double.NaN)
                + series("seconds_bucket{le=\"0.1\"," + canary + "}", 10, 11, 12, 13, 14, 15, 16, 17, 18)
                + series("seconds_bucket{le=\"1\"," + canary + "}", 20, 23, 26, 29, 32, 35, 38, 41, 44)
                + series("seconds_bucket{le=\"+Inf\"," + canary + "}", 20, 24, 28, 32, 36, 40, 44, 48, 52)
                + series("seconds_bucket{le=\"0.1\"," + other + "}", 5, 5, 1, 2, 2)
                + series("seconds_bucket{le=\"1.0\"," + other + "}", 5, 5, 6, 7, 7)
                + series("seconds_bucket{le=\"+Inf\"," + other + "}", 50, 50, 9, 10, 10)
                + series("raced_bucket{le=\"1\"," + canary + "}", 0, 0, 0, 0, 0, 0, 0, 0, 5)
                + series("raced_bucket{le=\"+Inf\"," + canary + "}", 0, 0, 0, 0, 0, 0, 0, 0, 4)
                + series("mixed_bucket{le=\"1\"," + canary + "}", 0, 0, 0, 0, 0, 0, 0, 0, 0)
                + series("mixed_bucket{le=\"+Inf\"," + canary + "}", 0, 0, 0, 0, 0, 0, 0, 0, 0)
                + series("mixed_bucket{le=\"2\",code=\"500\"," + canary + "}", 0, 0, 0, 0, 0, 0, 0, 0, 0)
                + series("mixed_bucket{le=\"+Inf\",code=\"500\"," + canary + "}", 0, 0, 0, 0, 0, 0, 0, 0, 0));
        source = OpenedSource.of("prometheus: { url: '" + prometheus.url() + "', delay: 0s }");
    }

    @AfterClass
    public static void close() {
        if (prometheus != null) {
            source.close();
            prometheus.close();
        }
    }

    /** From one sample to another, in samples; 1.5 is half way between the second and the third. */
    private static Window window(double from, double to) {
        return new Window(START + (long) (from * STEP), START + (long) (to * STEP));
    }

    @Test
    public void countsFromTheLastSampleBeforeTheWindowToTheLastOneInIt() {
        String ok = "requests_total{code=\"200\",instance=\"c:1\"}";
        assertThat(source.increase(ok, Side.CANARY, window(0, 1))).isEqualTo(10);
        assertThat(source.increase(ok, Side.CANARY, window(0.5, 1.5))).isEqualTo(10);
        assertThat(source.increase(ok, Side.CANARY, window(0.1, 0.9))).isEqualTo(0);
        assertThat(source.increase(ok, Side.CANARY, window(0, 8))).isEqualTo(80);
        assertThat(source.increase("requests_total", Side.STABLE, window(0, 8))).isEqualTo(8);
    }

    @Test
    public void growthsOfAdjacentWindowsAddUpToTheGrowthOfBoth() {
        for (String query : List.of("requests_total", "restarted_total", "young_total", "late_total")) {
            for (double cut = 0.05; cut < 8.5; cut += 0.3) {
                double first = cut < 0.3
                                || source.read(INCREASE, query, Side.CANARY, window(-1, cut)) instanceof Answer.Nothing
                        ? 0
                        : source.increase(query, Side.CANARY, window(-1, cut));
                assertThat(first + source.increase(query, Side.CANARY, window(cut, 9)))
                        .as("%s cut at %s", query, cut)
                        .isEqualTo(source.increase(query, Side.CANARY, window(-1, 9)));
            }
        }
    }

    @Test
    public void aCounterThatFallsBeganAnewAtZero() {
        assertThat(source.increase("restarted_total", Side.CANARY, window(0, 8)))
                .isEqualTo(20 + 4 + 10 + 2 + 1);
    }

    @Test
    public void theFirstErrorsOfATargetThatWasThereBeforeAreCounted() {
        assertThat(source.increase("requests_total{code=~\"5..\"}", Side.CANARY, window(2, 4)))
                .as("nothing else of the target is asked for, so Prometheus' own 'up' tells that it was there")
                .isEqualTo(4);
        assertThat(source.increase("requests_total", Side.CANARY, window(2, 4))).isEqualTo(20 + 10 + 4);
    }

    @Test
    public void whatATargetCountedBeforeAnybodyScrapedItIsNotOfThisWindow() {
        assertThat(source.increase("late_total", Side.CANARY, window(0, 4))).isEqualTo(4);
    }

    @Test
    public void whatAYoungProcessCountedBeforeItsFirstScrapeIs() {
        assertThat(source.increase("young_total", Side.CANARY, window(0, 4))).isEqualTo(8);
    }

    @Test
    public void aTargetThatChangesItsSideDoesNotBringItsCountsAlong() {
        assertThat(source.increase("moved_total", Side.CANARY, window(0, 4))).isEqualTo(5);
    }

    @Test
    public void aTargetThatIsDownMakesUsBlind() {
        assertThat(source.increase("down_total", Side.CANARY, window(0, 3))).isEqualTo(2);
        assertThat(source.blind(INCREASE, "down_total", window(0, 8)))
                .isEqualTo(
                        "stale: the newest sample was 90.0 s old at the window's end, more than 2 intervals of 15 s");
        assertThat(source.blind(HISTOGRAM, "seconds", window(8, 14))).startsWith("stale: ");
    }

    @Test
    public void aTargetThatIsNoneAnyMoreWhileOthersGoOnHasEndedAndIsNotMissing() {
        assertThat(source.increase("ended_total", Side.CANARY, window(2, 8))).isEqualTo(6);
    }

    @Test
    public void noSeriesIsNothing() {
        for (Query.Kind kind : List.of(INCREASE, HISTOGRAM, VALUE, SAMPLES)) {
            assertThat(source.read(kind, "unknown", Side.CANARY, window(0, 8))).isEqualTo(new Answer.Nothing());
        }
        assertThat(source.read(INCREASE, "requests_total", Side.CONTROL, window(0, 8)))
                .isEqualTo(new Answer.Nothing());
        assertThat(source.read(INCREASE, "requests_total", Side.CANARY, window(-90, -80)))
                .as("before the history begins")
                .isEqualTo(new Answer.Nothing());
        assertThat(source.read(VALUE, "sum(unknown{$sides})", Side.CANARY, window(0, 8)))
                .isEqualTo(new Answer.Nothing());
    }

    @Test
    public void aCounterThatIsNoNumberOrNegativeIsNotCounted() {
        assertThat(source.blind(INCREASE, "broken_total", window(0, 8)))
                .isEqualTo(
                        "broken_total{instance=\"c:1\",job=\"model\",track=\"canary\"} had the value NaN, which counts nothing");
        assertThat(source.wrong(INCREASE, "temperature", window(0, 8))).endsWith("so it is no counter");
    }

    @Test
    public void bucketsAreCountedAlone() {
        assertThat(source.read(HISTOGRAM, "seconds{instance=\"c:1\"}", Side.CANARY, window(0, 2)))
                .isEqualTo(new Answer.Histogram(List.of(0.1, 1.0, Double.POSITIVE_INFINITY), List.of(2.0, 4.0, 2.0)));
        assertThat(source.read(HISTOGRAM, "seconds_bucket{instance=\"c:1\"}", Side.CANARY, window(0, 2)))
                .as("by the name of its series")
                .isEqualTo(source.read(HISTOGRAM, "seconds{instance=\"c:1\"}", Side.CANARY, window(0, 2)));
    }

    @Test
    public void whereOneBucketFellTheWholeHistogramBeganAnew() {
        assertThat(source.read(HISTOGRAM, "seconds{instance=\"c:2\"}", Side.CANARY, window(1, 3)))
                .isEqualTo(new Answer.Histogram(List.of(0.1, 1.0, Double.POSITIVE_INFINITY), List.of(2.0, 5.0, 3.0)));
    }

    @Test
    public void histogramsOfSeveralTargetsAreAddedUp() {
        assertThat(source.read(HISTOGRAM, "seconds", Side.CANARY, window(2, 4)))
                .isEqualTo(new Answer.Histogram(List.of(0.1, 1.0, Double.POSITIVE_INFINITY), List.of(3.0, 4.0, 2.0)));
    }

    @Test
    public void bucketsAreNeverNegative() {
        assertThat(source.read(HISTOGRAM, "raced", Side.CANARY, window(0, 8)))
                .isEqualTo(new Answer.Histogram(List.of(1.0, Double.POSITIVE_INFINITY), List.of(5.0, 0.0)));
    }

    @Test
    public void bucketsThatDifferAreNotAddedUp() {
        assertThat(source.wrong(HISTOGRAM, "mixed", window(0, 8)))
                .startsWith("buckets differ, so they can't be added up: ")
                .contains("[1.0, Infinity]", "[2.0, Infinity]");
    }

    @Test
    public void aValueIsTheOneAtTheWindowsEnd() {
        assertThat(source.read(VALUE, "temperature", Side.CANARY, window(0, 3.5)))
                .isEqualTo(new Answer.Value(22));
        assertThat(source.read(VALUE, "undefined", Side.CANARY, window(0, 8))).isEqualTo(new Answer.Value(Double.NaN));
        assertThat(source.blind(VALUE, "temperature", window(0, 12)))
                .startsWith("stale: the newest sample was 60.0 s old");
        assertThat(source.blind(VALUE, "temperature", window(0, 27))).startsWith("stale: ");
        assertThat(source.wrong(VALUE, "requests_total", window(0, 4)))
                .startsWith("one series was expected, and there are 3, such as requests_total{")
                .contains(" and requests_total{");
    }

    @Test
    public void expressionsAreLeftToPrometheus() {
        String quantile = "histogram_quantile(0.5, sum by (le) (rate(seconds_bucket{$sides}[$window])))";
        assertThat(source.read(VALUE, quantile, Side.CANARY, window(0, 4)))
                .isInstanceOfSatisfying(
                        Answer.Value.class, value -> assertThat(value.value()).isBetween(0.1, 1.0));
        Answer answer = source.read(
                INCREASE, "sum(increase(requests_total{code=\"200\",$sides}[$window]))", Side.STABLE, window(0, 8));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Increase.class,
                        increase -> assertThat(increase.by()).isCloseTo(8, within(0.5)));
        assertThat(source.read(VALUE, "scalar(sum(temperature{$sides}))", Side.CANARY, window(0, 3)))
                .isEqualTo(new Answer.Value(22));
        assertThat(source.read(VALUE, "sum(requests_total{$sides}) / 0 * 0", Side.CANARY, window(0, 3)))
                .isEqualTo(new Answer.Value(Double.NaN));
    }

    @Test
    public void anExpressionThatIsNoGrowthIsNotTakenForOne() {
        assertThat(source.wrong(INCREASE, "-sum(increase(requests_total{$sides}[$window]))", window(0, 8)))
                .contains("a growth is not negative");
        assertThat(source.wrong(INCREASE, "sum(requests_total{$sides})", window(0, 8)))
                .startsWith("the expression has no $window");
        assertThat(source.blind(INCREASE, "sum(increase(requests_total{$sides}[$window])) / 0", window(0, 8)))
                .isEqualTo("the expression's value is Infinity, which counts nothing");
        assertThat(source.wrong(INCREASE, "increase(requests_total{$sides}[$window])", window(0, 4)))
                .startsWith("one series was expected");
        assertThat(source.wrong(VALUE, "sum(requests_total)", window(0, 8))).startsWith("the expression has no $sides");
        assertThat(source.wrong(VALUE, "requests_total{$sides}[1m]", window(0, 8)))
                .isEqualTo(
                        "one number was expected; the expression gives a range of samples (leave out its last brackets)");
    }

    @Test
    public void samplesAreThoseOfTheWindow() {
        assertThat(source.read(SAMPLES, "temperature", Side.CANARY, window(0, 3)))
                .isEqualTo(new Answer.Samples(List.of(
                        new Answer.Sample(START + STEP, "", -3),
                        new Answer.Sample(START + 2 * STEP, "", 21),
                        new Answer.Sample(START + 3 * STEP, "", 22))));
        assertThat(source.read(SAMPLES, "temperature", Side.CANARY, window(0.1, 0.9)))
                .isEqualTo(new Answer.Samples(List.of()));
    }

    @Test
    public void aMalformedQuestionIsAnsweredInPrometheusOwnWords() {
        assertThat(source.wrong(INCREASE, "sum(requests_total{$sides}[$window]", window(0, 8)))
                .startsWith("Prometheus can't answer the question: invalid parameter \"query\": 1:")
                .contains("parse error");
        assertThat(source.wrong(INCREASE, "requests_total{code=~\"(\"}", window(0, 8)))
                .contains("parse error");
        assertThat(source.wrong(HISTOGRAM, "sum(seconds)", window(0, 8))).startsWith("the name of a histogram");
        assertThat(source.wrong(SAMPLES, "sum(seconds)", window(0, 8))).startsWith("the name of a metric");
        assertThat(source.wrong(TEXTS, "seconds", window(0, 8))).isEqualTo("Prometheus has numbers only, no texts");
        assertThat(source.wrong(VALUE, " ", window(0, 8))).startsWith("a question of 1 to");
        assertThat(source.wrong(HISTOGRAM, "seconds{le=\"1\"}", window(0, 4))).contains("le=\"+Inf\" was expected");
    }

    @Test
    public void theWindowIsReadWithADelay() {
        try (OpenedSource late = OpenedSource.of("prometheus: { url: '" + prometheus.url() + "', delay: 15s }")) {
            assertThat(late.read(VALUE, "temperature", Side.CANARY, window(0, 4)))
                    .isEqualTo(new Answer.Value(22));
            assertThat(late.increase("requests_total{code=\"500\"}", Side.CANARY, window(4, 5)))
                    .isEqualTo(1);
        }
    }
}
