package io.jenkins.plugins.aidelivery.rollout.ends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real HAProxy before two servers, a real Prometheus that watches them, and requests that keep coming. */
public final class RealEdge implements AutoCloseable {
    private static final int REQUESTS_BY_SECOND = 200;

    private final ModelServer canary;
    private final ModelServer stable;
    private final RealHaproxy haproxy;
    private final RealPrometheus prometheus;
    private final Load load;

    private RealEdge(
            ModelServer canary, ModelServer stable, RealHaproxy haproxy, RealPrometheus prometheus, Load load) {
        this.canary = canary;
        this.stable = stable;
        this.haproxy = haproxy;
        this.prometheus = prometheus;
        this.load = load;
    }

    public static RealEdge start() throws IOException {
        return start(Duration.ofMillis(500));
    }

    /** @param scrape how often Prometheus looks */
    public static RealEdge start(Duration scrape) throws IOException {
        ModelServer canary = ModelServer.start("canary");
        ModelServer stable = ModelServer.start("stable");
        RealHaproxy haproxy = RealHaproxy.between(canary, stable);
        RealPrometheus prometheus = RealPrometheus.scraping(
                scrape,
                List.of(
                        new RealPrometheus.Target(canary.address(), Map.of()),
                        new RealPrometheus.Target(stable.address(), Map.of())));
        Load load = Load.on(haproxy.url(), REQUESTS_BY_SECOND);
        prometheus.await("http_requests_total{track=\"stable\"} > 50");
        return new RealEdge(canary, stable, haproxy, prometheus, load);
    }

    public ModelServer canary() {
        return canary;
    }

    public ModelServer stable() {
        return stable;
    }

    public Load load() {
        return load;
    }

    public RealHaproxy haproxy() {
        return haproxy;
    }

    /** The router and metric source of a plan. */
    public String ends(String scrape, String delay) {
        return """
                router:
                  haproxy: { address: "%s", backend: fraud, canary: new1, stable: old1 }
                metrics:
                  prometheus:
                    url: %s
                    interval: %s
                    delay: %s
                    sides: { canary: { track: canary }, stable: { track: stable } }
                """.formatted(haproxy.address(), prometheus.url(), scrape, delay);
    }

    /** Two short phases, judged by errors and latencies. */
    public String plan() {
        return """
                name: fraud
                target: edge
                interval: 1s
                settle: 1s
                recover: 1s
                verify: 2s
                phases: 20% 3s, 50% 3s, 100%
                rules:
                  - errors: { events: http_errors_total, total: http_requests_total, max: 10%, worse-by: 25%, critical: true }
                  - latency: { histogram: http_request_duration_seconds, quantile: 0.95, max: 1s }
                after-promotion:
                  - errors: { name: errors after, events: http_errors_total, total: http_requests_total, max: 10% }
                """ + ends("1s", "0s");
    }

    /** Asks nobody but the servers: who gets requests? A busy machine may send none for a while. */
    public void assertAllTrafficOn(ModelServer side) throws InterruptedException {
        ModelServer other = side == canary ? stable : canary;
        TimeUnit.MILLISECONDS.sleep(200);
        long before = other.requests();
        long mine = side.requests();
        for (int tries = 0; tries < 50 && side.requests() < mine + 20; tries++) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(side.requests())
                .as("requests to the side that has all traffic")
                .isGreaterThanOrEqualTo(mine + 20);
        assertThat(other.requests()).as("requests to the other side").isEqualTo(before);
    }

    @Override
    public void close() {
        load.close();
        haproxy.close();
        prometheus.close();
        canary.close();
        stable.close();
    }
}
