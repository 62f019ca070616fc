package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.rollout.ends.RealEdge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
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
    private RealEdge edge;

    @Before
    public void start() throws IOException {
        edge = RealEdge.start();
    }

    @After
    public void stop() {
        edge.close();
        workers.shutdownNow();
        alarms.shutdownNow();
    }

    private Rollouts.Running begun(String plan) throws Exception {
        Surroundings surroundings = new Surroundings(
                new WrittenConnections(name -> Optional.empty()), new HttpCalls(workers), workers, Path.of(""));
        return new Rollouts(directory.getRoot().toPath(), workers, alarms, Clock.systemUTC())
                .begin(RolloutSpec.read("rollout.yml", plan, surroundings), "tester", (state, event) -> {});
    }

    private static Stage ended(Rollouts.Running rollout) throws Exception {
        return rollout.end().get(120, TimeUnit.SECONDS).stage();
    }

    @Test
    public void promotesAGoodVersionUnderLoad() throws Exception {
        Rollouts.Running rollout = begun(edge.plan());

        assertThat(ended(rollout)).as(rollout.state().reason()).isEqualTo(Stage.SUCCEEDED);
        edge.assertAllTrafficOn(edge.canary());
        assertThat(edge.load().unanswered()).isZero();
    }

    @Test
    public void takesABadVersionBack() throws Exception {
        edge.canary().errorRate(0.5);

        Rollouts.Running rollout = begun(edge.plan());

        assertThat(ended(rollout)).isEqualTo(Stage.ROLLED_BACK);
        assertThat(rollout.state().reason()).contains("errors").contains("more than 10 %");
        edge.assertAllTrafficOn(edge.stable());
    }

    @Test
    public void refusesASecondRolloutOfTheSameTarget() throws Exception {
        Rollouts.Running first = begun(edge.plan());

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> begun(edge.plan())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("target 'edge' has a rollout already");

        first.order(RolloutEvent.Order.ABORT, "tester", "seen enough", "");
        assertThat(ended(first)).isIn(Stage.ROLLED_BACK, Stage.REFUSED);
    }

    @Test
    public void goesBackWhenAPersonSaysSoAtOnce() throws Exception {
        Rollouts.Running rollout = begun(edge.plan().replace("20% 3s", "20% 60s"));
        while (rollout.state().stage() != Stage.BAKING) {
            TimeUnit.MILLISECONDS.sleep(50);
        }

        rollout.order(RolloutEvent.Order.ABORT, "tester", "I don't like it", "");

        assertThat(ended(rollout)).isEqualTo(Stage.ROLLED_BACK);
        assertThat(rollout.state().reason()).contains("I don't like it");
        edge.assertAllTrafficOn(edge.stable());
    }
}
