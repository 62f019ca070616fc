package io.jenkins.plugins.aidelivery.rollout.metric;

import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.HISTOGRAM;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.INCREASE;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.ends.MetricsPage;
import io.jenkins.plugins.aidelivery.rollout.ends.RealPrometheus;
import io.jenkins.plugins.aidelivery.rollout.ends.RealPrometheus.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** A real Prometheus that scrapes real pages while we ask it. */
public class PrometheusScrapeTest {
    private static final MetricsPage STABLE = new MetricsPage();

    /** A canary for each test, because Prometheus takes seconds to find its targets. */
    private static final Map<String, MetricsPage> CANARIES = Stream.of("errors", "buckets", "value", "dead", "old")
            .collect(Collectors.toMap(name -> name, name -> new MetricsPage()));

    private static RealPrometheus prometheus;

    @BeforeClass
    public static void start() {
        STABLE.shows("requests_total{code=\"200\"} 5000\n");
        List<Target> targets = new ArrayList<>(List.of(new Target(STABLE.host(), Map.of("track", "stable"))));
        CANARIES.forEach((name, page) -> {
            page.shows("requests_total{code=\"200\"} 100\n");
            targets.add(new Target(page.host(), Map.of("track", name)));
        });
        prometheus = RealPrometheus.scraping(Duration.ofMillis(200), targets);
        prometheus.await("count(requests_total) == " + targets.size());
    }

    @AfterClass
    public static void close() {
        if (prometheus != null) {
            prometheus.close();
        }
        STABLE.close();
        CANARIES.values().forEach(MetricsPage::close);
    }

    private static OpenedSource source(String canary) {
        return OpenedSource.of("prometheus: { url: '" + prometheus.url() + "', delay: 0s, interval: 1s,"
                + " sides: { canary: { track: " + canary + " }, stable: { track: stable } } }");
    }

    @Test
    public void countsWhatHappensFromTheFirstErrorOn() {
        MetricsPage canary = CANARIES.get("errors");
        OpenedSource source = source("errors");
        prometheus.await("requests_total{track='errors'} == 100");
        long start = System.currentTimeMillis();
        canary.shows("requests_total{code=\"200\"} 150\nrequests_total{code=\"500\"} 7\n");
        STABLE.shows("requests_total{code=\"200\"} 5900\n");
        prometheus.await("requests_total{code='500'} == 7 and on() requests_total{track='stable'} == 5900");
        long middle = System.currentTimeMillis();
        // A restart: the counters begin anew.
        canary.shows("requests_total{code=\"200\"} 3\nrequests_total{code=\"500\"} 2\n");
        prometheus.await("requests_total{code='500'} == 2");
        long end = System.currentTimeMillis();

        Window first = new Window(start, middle);
        Window second = new Window(middle, end);
        assertThat(source.increase("requests_total{code='500'}", Side.CANARY, first))
                .isEqualTo(7);
        assertThat(source.increase("requests_total", Side.CANARY, first)).isEqualTo(57);
        assertThat(source.increase("requests_total", Side.STABLE, first)).isEqualTo(900);
        assertThat(source.increase("requests_total", Side.CANARY, second)).isEqualTo(5);
        assertThat(source.increase("requests_total", Side.CANARY, new Window(start, end)))
                .isEqualTo(62);
        assertThat(source.read(INCREASE, "requests_total{code='500'}", Side.STABLE, first))
                .as("no errors were ever counted there")
                .isEqualTo(new Answer.Nothing());
    }

    @Test
    public void whatWasCountedBeforeTheFirstScrapeIsNotCountedAgain() {
        long now = System.currentTimeMillis();
        assertThat(source("old").increase("requests_total", Side.CANARY, new Window(now - 60_000, now)))
                .isEqualTo(0);
    }

    @Test
    public void aHistogramIsReadOfARealPage() {
        MetricsPage canary = CANARIES.get("buckets");
        OpenedSource source = source("buckets");
        String page = "# TYPE seconds histogram\nseconds_bucket{le=\"0.5\"} %d\nseconds_bucket{le=\"+Inf\"} %d\n";
        canary.shows(page.formatted(1, 1));
        prometheus.await("seconds_bucket{le='+Inf'} == 1");
        long start = System.currentTimeMillis();
        canary.shows(page.formatted(4, 9));
        prometheus.await("seconds_bucket{le='+Inf'} == 9");
        assertThat(source.read(HISTOGRAM, "seconds", Side.CANARY, new Window(start, System.currentTimeMillis())))
                .isEqualTo(new Answer.Histogram(List.of(0.5, Double.POSITIVE_INFINITY), List.of(3.0, 5.0)));
    }

    @Test
    public void aValueOfATargetThatDiedIsStaleAndNotNothing() {
        MetricsPage canary = CANARIES.get("value");
        OpenedSource source = source("value");
        canary.shows("temperature 21\n");
        prometheus.await("temperature == 21");
        long now = System.currentTimeMillis();
        assertThat(source.read(VALUE, "temperature", Side.CANARY, new Window(now - 1000, now)))
                .isEqualTo(new Answer.Value(21));
        canary.close();
        prometheus.await("up{track='value'} == 0");
        long later = System.currentTimeMillis();
        assertThat(source.blind(VALUE, "temperature", new Window(later - 1000, later)))
                .startsWith("stale: temperature{")
                .contains(" ended ");
    }

    @Test
    public void aDeadTargetMakesUsBlindAfterTwoIntervals() {
        MetricsPage canary = CANARIES.get("dead");
        OpenedSource source = source("dead");
        prometheus.await("requests_total{track='dead'}");
        canary.close();
        prometheus.await("up{track='dead'} == 0");
        prometheus.await("vector(time()) > " + (System.currentTimeMillis() / 1000.0 + 2));
        long now = System.currentTimeMillis();
        assertThat(source.blind(INCREASE, "requests_total", new Window(now - 60_000, now)))
                .startsWith("stale: the newest sample was ");
    }
}
