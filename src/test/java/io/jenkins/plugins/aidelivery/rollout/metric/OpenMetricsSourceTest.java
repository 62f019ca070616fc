package io.jenkins.plugins.aidelivery.rollout.metric;

import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.HISTOGRAM;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.INCREASE;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.SAMPLES;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.TEXTS;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.ends.MetricsPage;
import java.util.List;
import org.junit.After;
import org.junit.Test;

/** Pages that a real server shows, and what we make of them without a Prometheus. */
public class OpenMetricsSourceTest {
    private final MetricsPage canary = new MetricsPage();
    private final MetricsPage stable = new MetricsPage();
    private final OpenedSource source = OpenedSource.of("openmetrics: { canary: '" + canary.url()
            + "/metrics', stable: '" + stable.url() + "/metrics', timeout: 1s }");

    @After
    public void close() {
        source.close();
        canary.close();
        stable.close();
    }

    /** Up to now, which is later than all windows before. */
    private static Window window(long from) {
        long now = System.currentTimeMillis();
        while (now <= from) {
            Thread.onSpinWait();
            now = System.currentTimeMillis();
        }
        return new Window(from, now);
    }

    /** One that ends now: questions about the same millisecond would be one reading. */
    private static Window window() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
        return window(now - 1000);
    }

    @Test
    public void growthIsKnownFromTheSecondLookOn() {
        canary.shows("errors_total 10\n");
        Window first = window();
        assertThat(source.blind(INCREASE, "errors_total", first)).startsWith("first look");
        canary.shows("errors_total 12\n");
        Window second = window(first.to());
        assertThat(source.increase("errors_total", Side.CANARY, second)).isEqualTo(2);
        canary.shows("errors_total 20\n");
        Window third = window(second.to());
        assertThat(source.increase("errors_total", Side.CANARY, third)).isEqualTo(8);
        assertThat(source.increase("errors_total", Side.CANARY, new Window(first.to(), third.to())))
                .as("both together, and the page is not read again")
                .isEqualTo(10);
        assertThat(canary.requests()).hasSize(3);
    }

    @Test
    public void aRestartAndTheFirstErrorAreCounted() {
        canary.shows("requests_total{code=\"200\"} 100\n");
        Window first = window();
        source.read(INCREASE, "requests_total", Side.CANARY, first);
        canary.shows("requests_total{code=\"200\"} 110\nrequests_total{code=\"500\"} 3\n");
        Window second = window(first.to());
        assertThat(source.increase("requests_total{code=~\"5..\"}", Side.CANARY, second))
                .isEqualTo(3);
        canary.shows("requests_total{code=\"200\"} 4\nrequests_total{code=\"500\"} 1\n");
        assertThat(source.increase("requests_total", Side.CANARY, window(second.to())))
                .isEqualTo(5);
        assertThat(source.increase("requests_total{code!~\"5..\",code!=\"404\"}", Side.CANARY, second))
                .isEqualTo(10);
    }

    @Test
    public void oneSideOnlyIsOneSideOnly() {
        canary.shows("errors_total 10\n");
        stable.shows("requests_total 10\n");
        assertThat(source.read(VALUE, "errors_total", Side.CANARY, window())).isEqualTo(new Answer.Value(10));
        assertThat(source.read(VALUE, "errors_total", Side.STABLE, window())).isEqualTo(new Answer.Nothing());
        assertThat(source.read(VALUE, "errors_total", Side.CONTROL, window()))
                .isEqualTo(new Answer.Wrong("nothing is said about where the metrics of control are"));
    }

    @Test
    public void histogramsValuesAndSamplesAreRead() {
        String page = "seconds_bucket{le=\"1\"} %d\nseconds_bucket{le=\"+Inf\"} %d\ntemperature %d\n";
        canary.shows(page.formatted(1, 2, 20));
        Window first = window();
        source.read(HISTOGRAM, "seconds", Side.CANARY, first);
        source.read(SAMPLES, "temperature", Side.CANARY, first);
        canary.shows(page.formatted(4, 10, -5));
        Window second = window(first.to());
        assertThat(source.read(HISTOGRAM, "seconds", Side.CANARY, second))
                .isEqualTo(new Answer.Histogram(List.of(1.0, Double.POSITIVE_INFINITY), List.of(3.0, 5.0)));
        Window third = window(second.to() + 20);
        source.read(VALUE, "temperature", Side.CANARY, third);
        Answer samples = source.read(SAMPLES, "temperature", Side.CANARY, new Window(first.from(), third.to()));
        assertThat(((Answer.Samples) samples).samples())
                .extracting(Answer.Sample::value)
                .startsWith(20.0)
                .contains(-5.0);
    }

    @Test
    public void onePageForAllSidesTellsThemApartByLabels() {
        canary.shows("errors_total{track=\"canary\"} 10\nerrors_total{track=\"stable\"} 90\n");
        try (OpenedSource both = OpenedSource.of("openmetrics: { url: '" + canary.url() + "/metrics' }")) {
            Window window = window();
            assertThat(both.read(VALUE, "errors_total", Side.CANARY, window)).isEqualTo(new Answer.Value(10));
            assertThat(both.read(VALUE, "errors_total", Side.STABLE, window)).isEqualTo(new Answer.Value(90));
            assertThat(canary.requests()).as("one reading for both").hasSize(1);
        }
    }

    @Test
    public void ourOwnProxyLabelsItsSides() {
        canary.shows(
                "proxy_requests_total{side=\"canary\",code=\"200\"} 10\nproxy_requests_total{side=\"stable\",code=\"200\"} 9\n");
        try (OpenedSource proxy = OpenedSource.of("proxy: { url: '" + canary.url() + "/metrics' }")) {
            Window first = window();
            proxy.read(INCREASE, "proxy_requests_total", Side.STABLE, first);
            canary.shows(
                    "proxy_requests_total{side=\"canary\",code=\"200\"} 15\nproxy_requests_total{side=\"stable\",code=\"200\"} 9\n");
            Window second = window(first.to());
            assertThat(proxy.increase("proxy_requests_total{code=\"200\"}", Side.CANARY, second))
                    .isEqualTo(5);
            assertThat(proxy.increase("proxy_requests_total", Side.STABLE, second))
                    .isEqualTo(0);
        }
    }

    @Test
    public void thePastIsNotKnown() {
        canary.shows("errors_total 10\n");
        long now = System.currentTimeMillis();
        assertThat(source.blind(INCREASE, "errors_total", new Window(now - 120_000, now - 60_000)))
                .contains("was not read within 15 s of the window's end");
        source.read(INCREASE, "errors_total", Side.CANARY, window());
        assertThat(source.blind(INCREASE, "errors_total", new Window(now - 120_000, now)))
                .startsWith("first look");
        assertThat(canary.requests()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    public void badQuestionsAreWrong() {
        canary.shows("errors_total{code=\"1\"} 10\nerrors_total{code=\"2\"} 10\nx_bucket{le=\"a\"} 1\n");
        assertThat(source.wrong(VALUE, "errors_total", window()))
                .startsWith("one series was expected, and there are 2");
        assertThat(source.wrong(VALUE, "sum(errors_total)", window())).startsWith("the name of a metric was expected");
        assertThat(source.wrong(VALUE, "{code=\"1\"}", window())).startsWith("the name of a metric was expected");
        assertThat(source.wrong(VALUE, "errors_total{code}", window())).startsWith("labels such as");
        assertThat(source.wrong(VALUE, "errors_total{code=~\"(\"}", window())).contains("is no pattern");
        assertThat(source.wrong(VALUE, "errors_total{code=~\"(a+)+\"}", window()))
                .contains("repeats a group");
        assertThat(source.wrong(VALUE, "errors_total{code=~\".*.*.*.*x\"}", window()))
                .contains("more than 3 repeats");
        assertThat(source.wrong(TEXTS, "errors_total", window())).contains("no texts");
        Window first = window();
        source.read(HISTOGRAM, "x", Side.CANARY, first);
        assertThat(source.wrong(HISTOGRAM, "x", window(first.to()))).contains("no number as its bound");
    }

    @Test
    public void badPagesMakeUsBlind() {
        canary.shows("<html>Log in</html>\n");
        assertThat(source.blind(VALUE, "errors_total", window())).startsWith("line 1 is no line of metrics");
        canary.shows("errors_total 1\nerrors_total 1\n");
        assertThat(source.blind(VALUE, "errors_total", window())).isEqualTo("the page shows errors_total{} twice");
        canary.shows("/metrics", 403, "no");
        assertThat(source.blind(VALUE, "errors_total", window())).endsWith("refused our credentials (status 403)");
        canary.shows("/metrics", 503, "busy");
        assertThat(source.blind(VALUE, "errors_total", window())).endsWith("status 503: busy");
        canary.shows("errors_total NaN\n");
        Window first = window();
        source.read(INCREASE, "errors_total", Side.CANARY, first);
        assertThat(source.blind(INCREASE, "errors_total", window(first.to()))).contains("had the value NaN");
        canary.shows("errors_total -1\n");
        assertThat(source.read(VALUE, "errors_total", Side.CANARY, window())).isEqualTo(new Answer.Value(-1));
        canary.fallSilent();
        assertThat(source.blind(VALUE, "errors_total", window())).contains("did not answer within");
        canary.close();
        assertThat(source.blind(VALUE, "errors_total", window())).contains("can't be reached");
    }

    @Test
    public void settingsAreChecked() {
        try (OpenedSource none = OpenedSource.of("openmetrics: { canary: { ur: x } }")) {
            assertThat(none.faults())
                    .anyMatch(fault -> fault.contains("'canary' and 'stable' were expected"))
                    .anyMatch(fault -> fault.contains("did you mean 'url'?"));
        }
        try (OpenedSource mixed = OpenedSource.of("openmetrics: { url: x, canary: y }")) {
            assertThat(mixed.faults()).singleElement().asString().contains("canary: unknown key");
        }
    }
}
