package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Test;

/** A disk that is full, and a canary that has traffic. */
public class UnwritableJournalTest {
    private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();
    private final AtomicBoolean full = new AtomicBoolean();
    private final SimulatedWorld world =
            new SimulatedWorld(1, SimulatedWorld.Faults.NONE, false, (at, actor, event) -> {
                if (full.get()) {
                    throw new IOException("no space left on device");
                }
            });

    @After
    public void stop() {
        threads.shutdownNow();
    }

    private RolloutRunner baking() throws IOException {
        RolloutRunner runner = RolloutRunner.begin(
                SimulatedRollout.plan(RolloutPlan.Reaction.PAUSE), "", "tester", world, world, Runnable::run);
        while (runner.state().stage() != Stage.BAKING) {
            runner.step().toCompletableFuture().join().ifPresent(world::waitUntil);
        }
        assertThat(world.realWeight()).isEqualTo(5);
        return runner;
    }

    @Test
    public void theCanaryGetsNoMoreTrafficWhenNothingCanBeWrittenForLong() throws Exception {
        RolloutRunner runner = baking();
        full.set(true);
        RolloutLoop loop = new RolloutLoop(runner, world, threads, threads, 5);

        loop.wake();
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(world.realWeight()).isEqualTo(5);
        world.sleep(SimulatedRollout.plan(RolloutPlan.Reaction.PAUSE).times().blindFor() + 60_000);
        await(0);

        full.set(false);
        while (!loop.state().stage().isFinal()) {
            world.sleep(60_000);
            loop.wake();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(loop.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(loop.state().reason()).contains("nothing could be written down");
    }

    private void await(double weight) throws InterruptedException {
        for (int tries = 0; tries < 200 && world.realWeight() != weight; tries++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(world.realWeight()).isEqualTo(weight);
    }
}
