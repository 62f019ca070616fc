package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Reaction;
import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class RolloutRunnerTest {
    private final QuietWorld world = new QuietWorld();

    private static RolloutPlan plan() {
        return SimulatedRollout.plan(Reaction.PAUSE);
    }

    private RolloutRunner baking() {
        RolloutRunner runner = world.begun(plan());
        world.until(runner, state -> state.stage() == Stage.BAKING);
        return runner;
    }

    private double exposure(RolloutRunner runner) {
        return runner.state().last().orElseThrow().verdicts().get(0).figures().exposure();
    }

    // --- what is judged, and how often

    @Test
    public void judgesAWindowOnceThoughTheJournalWasFullAtFirst() {
        RolloutRunner runner = baking();
        world.until(runner, state -> state.last().isPresent());
        double before = exposure(runner);
        world.now += 15_000;
        world.full = new IOException("no space left");
        for (int i = 0; i < 3; i++) {
            assertThat(runner.step().toCompletableFuture()).isCompletedExceptionally();
        }

        world.full = null;
        runner.step().toCompletableFuture().join();

        assertThat(exposure(runner)).isEqualTo(before + 1_000);
    }

    @Test
    public void judgesAWindowOnceThoughAnOrderCameBetween() throws IOException {
        RolloutRunner runner = baking();
        world.now += 15_000;
        CompletableFuture<List<Reading>> never = new CompletableFuture<>();
        world.reads = () -> never;
        var step = runner.step().toCompletableFuture();
        assertThat(step).isNotDone();

        world.reads = () -> null;
        runner.order(Order.OVERRIDE, "mia", "known", "refusals");
        step.join();

        assertThat(never).isCancelled();
        assertThat(exposure(runner)).isEqualTo(1_000);
        assertThat(world.happened(RolloutEvent.Evaluated.class)).hasSize(1);
    }

    // --- what must not fail but does

    @Test
    public void isBlindWhereMetricsThrowInsteadOfAnswering() {
        RolloutRunner runner = baking();
        world.reads = () -> {
            throw new IllegalStateException("a bug");
        };

        world.until(runner, state -> state.stage() == Stage.PAUSED);

        assertThat(runner.state().isAwaiting()).isTrue();
        assertThat(runner.state().reason()).contains("can't be read").contains("a bug");
    }

    @Test
    public void isBlindWhereMetricsFailInsteadOfAnswering() {
        RolloutRunner runner = baking();
        world.reads = () -> CompletableFuture.failedFuture(new IllegalStateException("a bug"));

        world.until(runner, state -> state.stage() == Stage.PAUSED);

        assertThat(runner.state().isAwaiting()).isTrue();
    }

    @Test
    public void goesBackThoughEveryOccasionThrows() throws IOException {
        RolloutRunner runner = baking();
        world.hooks = hook -> {
            throw new IllegalArgumentException("no such address");
        };

        runner.order(Order.ABORT, "mia", "no", "");
        world.until(runner, state -> state.stage().isFinal());

        assertThat(runner.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(world.weight).isZero();
    }

    @Test
    public void goesOnThoughSomebodyWhoIsToldFails() {
        QuietWorld talkative = new QuietWorld() {
            @Override
            public void tell(RolloutState state, RolloutEvent event) {
                throw new IllegalStateException("the console is gone");
            }
        };
        RolloutRunner runner = talkative.begun(plan());

        talkative.until(runner, state -> state.stage().isFinal());

        assertThat(runner.state().stage()).isEqualTo(Stage.SUCCEEDED);
    }

    // --- orders

    @Test
    public void anOrderToGoBackIsNotLostInAStepThatWasDecidedBefore() {
        RolloutState state = baking().state()
                .after(new RolloutEvent.Ordered(Order.ABORT, "no", ""), world.now)
                .after(new RolloutEvent.Entered(Stage.SHIFTING, 1, "decided a moment before"), world.now);

        assertThat(RolloutMachine.next(state, world.now))
                .isInstanceOfSatisfying(
                        Command.Enter.class, enter -> assertThat(enter.stage()).isEqualTo(Stage.ABORTING));
    }

    @Test
    public void goesBackAtOnceThoughAnOccasionNeverEnds() throws IOException {
        world.hooks = hook ->
                hook == Action.Hook.PROMOTE ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        RolloutRunner runner = world.begun(plan());
        world.until(runner, state -> state.stage() == Stage.PROMOTING);

        runner.order(Order.ABORT, "mia", "no", "");
        world.until(runner, state -> state.stage().isFinal());

        assertThat(runner.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(world.weight).isZero();
    }

    @Test
    public void saysThatAnOrderWasNotWrittenDown() {
        RolloutRunner runner = baking();
        world.full = new IOException("no space left");

        assertThatThrownBy(() -> runner.order(Order.ABORT, "mia", "no", "")).hasMessage("no space left");
    }

    // --- the loop

    @Test
    public void theLoopGoesOnAfterAnError() throws Exception {
        ExecutorService workers = Executors.newSingleThreadExecutor();
        ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger failures = new AtomicInteger();
        RolloutRunner runner = world.begun(plan());
        world.hooks = hook -> {
            if (failures.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            return CompletableFuture.completedFuture(null);
        };
        RolloutLoop loop = new RolloutLoop(runner, world, workers, alarms);
        try {
            loop.wake();
            while (failures.get() == 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            loop.order(Order.ABORT, "mia", "no", "");

            assertThat(loop.end()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(loop.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        } finally {
            workers.shutdownNow();
            alarms.shutdownNow();
        }
    }
}
