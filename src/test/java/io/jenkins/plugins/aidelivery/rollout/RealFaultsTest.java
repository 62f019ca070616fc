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
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is missing or wrong at real ends is refused before traffic moves, or held, and always said. */
public class RealFaultsTest {
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

    private static RolloutState ended(Rollouts.Running rollout) throws Exception {
        return rollout.end().get(120, TimeUnit.SECONDS);
    }

    private static RolloutState until(Rollouts.Running rollout, Predicate<RolloutState> condition) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            RolloutState state = rollout.state();
            if (condition.test(state)) {
                return state;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError(
                "never so: " + rollout.state().stage() + " " + rollout.state().reason());
    }

    private String plan(String rules) {
        return """
                name: fraud
                target: edge
                interval: 1s
                settle: 1s
                recover: 1s
                blind-for: 3s
                phases: 20% 3s, 50% 3s, 100%
                rules:
                """ + rules.indent(2) + edge.ends("1s", "0s");
    }

    @Test
    public void aQueryThatIsMalformedIsRefused() throws Exception {
        RolloutState end = ended(begun(plan("- value: { query: 'sum(((', max: 5 }")));

        assertThat(end.stage()).isEqualTo(Stage.REFUSED);
        assertThat(end.reason()).contains("rule 'value' can't be judged");
        assertThat(end.seen()).isNaN();
    }

    @Test
    public void aQueryWithManySeriesIsRefused() throws Exception {
        RolloutState end = ended(begun(plan("- value: { query: 'prometheus_http_requests_total or up', max: 5 }")));

        assertThat(end.stage()).as(end.reason()).isEqualTo(Stage.REFUSED);
        assertThat(end.reason()).contains("rule 'value' can't be judged");
    }

    @Test
    public void aMetricThatNobodyHasIsNeverAPass() throws Exception {
        Rollouts.Running rollout =
                begun(plan("- errors: { events: no_such_errors_total, total: no_such_requests_total, max: 10% }"));

        RolloutState held = until(rollout, state -> state.stage() == Stage.PAUSED);

        assertThat(held.phase()).isZero();
        assertThat(held.reason()).contains("no requests to the canary are known");
        rollout.order(RolloutEvent.Order.ABORT, "tester", "seen enough", "");
        assertThat(ended(rollout).stage()).isEqualTo(Stage.ROLLED_BACK);
        edge.assertAllTrafficOn(edge.stable());
    }

    @Test
    public void withoutTrafficNothingIsPromoted() throws Exception {
        edge.load().close();
        Rollouts.Running rollout = begun(
                plan("- errors: { events: http_errors_total, total: http_requests_total, max: 10%, worse-by: 25% }"));

        RolloutState held = until(rollout, state -> state.stage() == Stage.PAUSED);

        assertThat(held.phase()).isZero();
        assertThat(held.last().orElseThrow().decision()).isEqualTo(Decision.AWAIT);
        rollout.order(RolloutEvent.Order.ABORT, "tester", "seen enough", "");
        RolloutState end = ended(rollout);
        assertThat(end.stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(end.reason()).contains("stable is not known to be well");
    }

    @Test
    public void aRouterThatIsGoneOnTheWayBackIsAskedAgainUntilItAnswers() throws Exception {
        Rollouts.Running rollout = begun(edge.plan().replace("20% 3s", "20% 60s"));
        until(rollout, state -> state.stage() == Stage.BAKING);
        edge.haproxy().close();

        rollout.order(RolloutEvent.Order.ABORT, "tester", "no", "");

        RolloutState stuck = until(rollout, state -> state.stage() == Stage.ROLLBACK_STUCK);
        assertThat(stuck.reason()).isNotBlank();
        TimeUnit.SECONDS.sleep(2);
        assertThat(rollout.end()).as("it is not given up").isNotDone();
    }
}
