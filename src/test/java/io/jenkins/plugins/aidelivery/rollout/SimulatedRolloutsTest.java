package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class SimulatedRolloutsTest {
    private static final RolloutPlan PLAN = new RolloutPlan(
            "model",
            "edge",
            List.of(
                    new RolloutPlan.Phase("5 %", 5, 60_000, 300_000, false),
                    new RolloutPlan.Phase("50 %", 50, 60_000, 300_000, false),
                    new RolloutPlan.Phase("100 %", 100, 60_000, 300_000, false)),
            List.of("errors"),
            new RolloutPlan.Times(15_000, 15_000, 120_000, 60_000, 3_600_000),
            RolloutPlan.Reaction.ABORT,
            RolloutPlan.Reaction.ABORT);

    private static final SimulatedWorld.Faults ALL = new SimulatedWorld.Faults(0.01, 0.05, 0.05, 0.05, 0.05, 0.01);

    @Test
    public void promotesWhatDoesWell() throws IOException {
        Run run = new Run(1, SimulatedWorld.Faults.NONE, false);
        run.toTheEnd();

        assertThat(run.state().stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(run.world.realWeight()).isEqualTo(100);
    }

    @Test
    public void takesBackWhatDoesHarmInItsFirstPhase() throws IOException {
        Run run = new Run(1, SimulatedWorld.Faults.NONE, true);
        run.toTheEnd();

        assertThat(run.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(run.world.realWeight()).isZero();
        assertThat(run.world.peak()).isEqualTo(5);
    }

    @Test
    public void endsWellWhateverFails() throws IOException {
        for (long seed = 0; seed < 20_000; seed++) {
            Run run = new Run(seed, ALL, seed % 2 == 0);
            run.toTheEnd();

            RolloutState end = run.state();
            assertKeepsItsPromises(seed, run.world.lines());
            assertThat(end.stage()).as("seed %d", seed).isIn(Stage.SUCCEEDED, Stage.ROLLED_BACK);
            assertThat(run.world.realWeight()).as("seed %d", seed).isEqualTo(end.stage() == Stage.SUCCEEDED ? 100 : 0);
            if (seed % 2 == 0) {
                assertThat(end.stage()).as("seed %d", seed).isEqualTo(Stage.ROLLED_BACK);
            }
        }
    }

    @Test
    public void endsAsWithoutTheCrashWhereverItCrashes() throws IOException {
        SimulatedWorld.Faults crashes = new SimulatedWorld.Faults(0.02, 0, 0, 0, 0, 0);
        for (long seed = 0; seed < 5_000; seed++) {
            Run run = new Run(seed, crashes, seed % 2 == 0);
            run.toTheEnd();

            assertThat(run.state().stage())
                    .as("seed %d", seed)
                    .isEqualTo(seed % 2 == 0 ? Stage.ROLLED_BACK : Stage.SUCCEEDED);
        }
    }

    /** Nothing forward without evidence; after a crash no weight rises before somebody has looked and judged. */
    private static void assertKeepsItsPromises(long seed, List<RolloutJournal.Line> lines) {
        boolean recovering = false;
        boolean exposed = false;
        double seen = 0;
        Evaluation last = null;
        Stage stage = Stage.PENDING;
        for (RolloutJournal.Line line : lines) {
            RolloutEvent event = line.event();
            if (event instanceof RolloutEvent.TakenOver taken) {
                recovering = taken.epoch() > 1 && exposed;
            } else if (event instanceof RolloutEvent.Seen look) {
                seen = look.weight();
            } else if (event instanceof RolloutEvent.Evaluated evaluated) {
                recovering = false;
                last = evaluated.evaluation();
            } else if (event instanceof RolloutEvent.Intended intended
                    && intended.action() instanceof Action.SetWeight set) {
                assertThat(recovering && set.weight() > seen)
                        .as("seed %d, line %d rises while recovering", seed, line.number())
                        .isFalse();
            } else if (event instanceof RolloutEvent.Entered entered) {
                exposed = entered.stage().isExposed();
                if (entered.stage() == Stage.PROMOTING && stage != Stage.VERIFYING) {
                    assertThat(last)
                            .as("seed %d promotes without evidence", seed)
                            .isNotNull();
                    assertThat(last.verdicts()).as("seed %d", seed).isNotEmpty().allMatch(MetricVerdict::allows);
                }
                stage = entered.stage();
            }
        }
    }

    /** A rollout whose runner is started again whenever it crashes. */
    private static final class Run {
        private static final int MOST_STEPS = 20_000;

        private final long seed;
        private final SimulatedWorld world;
        private RolloutRunner runner;

        Run(long seed, SimulatedWorld.Faults faults, boolean bad) {
            this.seed = seed;
            this.world = new SimulatedWorld(seed, faults, bad);
        }

        RolloutState state() {
            return runner.state();
        }

        void toTheEnd() throws IOException {
            for (int steps = 0; steps < MOST_STEPS; steps++) {
                if (steps > MOST_STEPS / 2) {
                    world.calmDown();
                }
                try {
                    if (runner == null) {
                        start();
                    }
                    Optional<Long> due = runner.step();
                    if (due.isEmpty()) {
                        return;
                    }
                    world.waitUntil(due.get());
                } catch (SimulatedWorld.Crash e) {
                    runner = null;
                    world.sleep(30_000);
                }
            }
            throw new AssertionError("seed " + seed + " doesn't end: " + world.lines());
        }

        private void start() throws IOException {
            List<RolloutJournal.Line> past = world.lines();
            boolean planned = !past.isEmpty();
            runner = planned ? RolloutRunner.resume(past, world, world) : RolloutRunner.begin(PLAN, world, world);
        }
    }
}
