package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.rollout.ends.Load;
import io.jenkins.plugins.aidelivery.rollout.ends.ModelServer;
import io.jenkins.plugins.aidelivery.rollout.ends.RealHaproxy;
import io.jenkins.plugins.aidelivery.rollout.ends.RealPrometheus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A real HAProxy, a real Prometheus, real servers and requests; only time is short. */
public class RealRolloutTest {
    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private ModelServer canary;
    private ModelServer stable;
    private RealHaproxy haproxy;
    private RealPrometheus prometheus;
    private Load load;

    @Before
    public void start() throws IOException {
        canary = ModelServer.start("canary");
        stable = ModelServer.start("stable");
        haproxy = RealHaproxy.between(canary, stable);
        prometheus = RealPrometheus.scraping(
                Duration.ofMillis(500),
                List.of(
                        new RealPrometheus.Target(canary.address(), Map.of()),
                        new RealPrometheus.Target(stable.address(), Map.of())));
        load = Load.on(haproxy.url(), 200);
        prometheus.await("http_requests_total{track=\"stable\"} > 50");
    }

    @After
    public void stop() {
        load.close();
        haproxy.close();
        prometheus.close();
        canary.close();
        stable.close();
        workers.shutdownNow();
        alarms.shutdownNow();
    }

    private String plan() {
        return """
                name: fraud
                target: edge
                interval: 1s
                settle: 1s
                recover: 1s
                verify: 2s
                phases: 20%% 3s, 50%% 3s, 100%%
                router:
                  haproxy: { address: "%s", backend: fraud, canary: new1, stable: old1 }
                metrics:
                  prometheus:
                    url: %s
                    interval: 1s
                    sides: { canary: { track: canary }, stable: { track: stable } }
                rules:
                  - errors: { events: http_errors_total, total: http_requests_total, max: 10%%, worse-by: 25%%, critical: true }
                  - latency: { histogram: http_request_duration_seconds, quantile: 0.95, max: 1s }
                after-promotion:
                  - errors: { name: errors after, events: http_errors_total, total: http_requests_total, max: 10%% }
                """.formatted(haproxy.address(), prometheus.url());
    }

    private Rollouts rollouts() {
        return new Rollouts(directory.getRoot().toPath(), workers, alarms, Clock.systemUTC());
    }

    private RolloutSpec spec(String text) throws Exception {
        return RolloutSpec.read(
                "rollout.yml",
                text,
                new Surroundings(
                        new WrittenConnections(name -> Optional.empty()),
                        new HttpCalls(workers),
                        workers,
                        Path.of("")));
    }

    private Stage ended(Rollouts.Running rollout) throws Exception {
        return rollout.end().get(120, TimeUnit.SECONDS).stage();
    }

    @Test
    public void promotesAGoodVersionUnderLoad() throws Exception {
        Rollouts.Running rollout = rollouts().begin(spec(plan()), "tester", (state, event) -> {});

        assertThat(ended(rollout)).as(rollout.state().reason()).isEqualTo(Stage.SUCCEEDED);
        long before = stable.requests();
        Thread.sleep(500);
        assertThat(stable.requests()).isEqualTo(before);
        assertThat(load.unanswered()).isZero();
    }

    @Test
    public void takesABadVersionBack() throws Exception {
        canary.errorRate(0.5);

        Rollouts.Running rollout = rollouts().begin(spec(plan()), "tester", (state, event) -> {});

        assertThat(ended(rollout)).isEqualTo(Stage.ROLLED_BACK);
        assertThat(rollout.state().reason()).contains("errors").contains("more than 10 %");
        long before = canary.requests();
        Thread.sleep(500);
        assertThat(canary.requests()).isEqualTo(before);
    }
}
