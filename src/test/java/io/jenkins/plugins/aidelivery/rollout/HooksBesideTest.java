package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;

/** Hooks that take long while the canary has traffic: somebody keeps looking. */
public class HooksBesideTest {
    private final SlowHooks world = new SlowHooks();
    private RolloutRunner runner;
    private int news;

    private void begin() throws IOException {
        runner = RolloutRunner.begin(
                SimulatedRollout.plan(RolloutPlan.Reaction.ABORT),
                "",
                "tester",
                (at, actor, event) -> world.events.add(event),
                world,
                Runnable::run);
        runner.onNews(() -> news++);
    }

    /** Until a stage is reached, or some time has passed. */
    private void goOn(Stage until, long millis) {
        long end = world.now + millis;
        while (world.now < end && runner.state().stage() != until) {
            Optional<Long> due = runner.step().toCompletableFuture().join();
            if (due.isEmpty()) {
                return;
            }
            world.now = Math.max(world.now + 1, due.get());
        }
    }

    @Test
    public void harmIsSeenWhileTheNewVersionIsBeingPromoted() throws IOException {
        begin();
        goOn(Stage.PROMOTING, 1_200_000);
        goOn(Stage.SUCCEEDED, 60_000);
        assertThat(runner.state().stage()).isEqualTo(Stage.PROMOTING);
        world.errors = 0.4;

        goOn(Stage.ROLLED_BACK, 120_000);

        assertThat(runner.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(world.weight).isZero();
    }

    @Test
    public void evidenceIsJudgedWhileAHookRuns() throws IOException {
        begin();
        goOn(Stage.PROMOTING, 1_200_000);
        int before = looks();

        goOn(Stage.SUCCEEDED, 90_000);

        assertThat(looks() - before).isGreaterThanOrEqualTo(4);
    }

    private int looks() {
        return (int) world.events.stream()
                .filter(RolloutEvent.Evaluated.class::isInstance)
                .count();
    }

    @Test
    public void goesOnWhenTheHookHasEnded() throws IOException {
        begin();
        goOn(Stage.PROMOTING, 1_200_000);
        goOn(Stage.SUCCEEDED, 30_000);
        world.promote.complete(null);
        assertThat(news).isEqualTo(1);

        goOn(Stage.SUCCEEDED, 1_200_000);

        assertThat(runner.state().stage()).as(runner.state().reason()).isEqualTo(Stage.SUCCEEDED);
        assertThat(world.weight).isEqualTo(100);
    }

    @Test
    public void whatAHookSaysOnTheWayBackIsNotAsked() throws IOException {
        begin();
        goOn(Stage.PROMOTING, 1_200_000);
        goOn(Stage.SUCCEEDED, 20_000);
        runner.order(RolloutEvent.Order.ABORT, "tester", "no", "");
        goOn(Stage.ROLLED_BACK, 120_000);
        int before = world.events.size();

        world.promote.complete(null);

        assertThat(world.events).hasSize(before);
        assertThat(runner.state().stage()).isEqualTo(Stage.ROLLED_BACK);
    }

    /** Nothing fails here but that one hook doesn't end. */
    private static final class SlowHooks implements World {
        private final CompletableFuture<Void> promote = new CompletableFuture<>();
        private final List<RolloutEvent> events = new ArrayList<>();
        private long now = 1_000_000_000;
        private double weight;
        private double errors = 0.01;

        @Override
        public long now() {
            return now;
        }

        @Override
        public CompletionStage<RolloutEvent.Checked> check(RolloutPlan plan) {
            return CompletableFuture.completedFuture(new RolloutEvent.Checked(List.of(), false));
        }

        @Override
        public CompletionStage<Void> setWeight(double percent, RolloutState state) {
            weight = percent;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Double> weight(RolloutState state) {
            return CompletableFuture.completedFuture(weight);
        }

        @Override
        public CompletionStage<Void> run(Action.Hook hook, RolloutState state) {
            return hook == Action.Hook.PROMOTE ? promote : CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<List<Reading>> read(RolloutState state, long from, long to) {
            boolean back = state.stage() == Stage.RECOVERING;
            List<Reading> readings = new ArrayList<>();
            for (Rule rule : state.plan().rules()) {
                readings.add(new Reading(rule.name(), counts(back ? 0.01 : errors), counts(0.01), List.of()));
            }
            return CompletableFuture.completedFuture(readings);
        }

        private static List<Answer> counts(double rate) {
            return List.of(new Answer.Increase(Math.rint(1_000 * rate)), new Answer.Increase(1_000));
        }
    }
}
