package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SimulatedRolloutsTest {
    private static final int ROLLOUTS = Integer.getInteger("rollouts", 4_000);

    /** The first seed, so that several processes can share many rollouts. */
    private static final int FIRST = Integer.getInteger("rollouts.from", 0);

    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    @Test
    public void promotesWhatDoesWell() throws IOException {
        SimulatedRollout run = new SimulatedRollout(1, SimulatedWorld.Faults.NONE, false);
        run.toTheEnd();

        run.assertKeepsItsPromises();
        assertThat(run.state().stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(run.world().realWeight()).isEqualTo(100);
    }

    @Test
    public void takesBackWhatDoesHarmInItsFirstPhase() throws IOException {
        SimulatedRollout run = new SimulatedRollout(1, SimulatedWorld.Faults.NONE, true);
        run.toTheEnd();

        assertThat(run.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(run.world().realWeight()).isZero();
        assertThat(run.world().peak()).isEqualTo(5);
    }

    @Test
    public void endsWellWhateverFails() throws IOException {
        for (long seed = FIRST; seed < FIRST + ROLLOUTS; seed++) {
            boolean bad = seed % 2 == 0;
            SimulatedRollout run = new SimulatedRollout(seed, SimulatedWorld.Faults.ALL, bad);
            run.toTheEnd();

            run.assertKeepsItsPromises();
            Stage end = run.state().stage();
            if (bad) {
                assertThat(end).as("seed %d", seed).isNotEqualTo(Stage.SUCCEEDED);
            }
            if (run.world().isSettled()) {
                assertThat(run.world().realWeight()).as("seed %d", seed).isEqualTo(end == Stage.SUCCEEDED ? 100 : 0);
            }
        }
    }

    @Test
    public void endsAsWithoutTheCrashWhereverItCrashes() throws IOException {
        for (long seed = FIRST; seed < FIRST + ROLLOUTS / 4; seed++) {
            SimulatedRollout run = new SimulatedRollout(
                    seed,
                    SimulatedWorld.Faults.CRASHES,
                    seed % 2 == 0,
                    SimulatedRollout.plan(RolloutPlan.Reaction.PAUSE),
                    (at, actor, event) -> {});
            run.toTheEnd();

            run.assertKeepsItsPromises();
            assertThat(run.state().stage())
                    .as("seed %d", seed)
                    .isEqualTo(seed % 2 == 0 ? Stage.ROLLED_BACK : Stage.SUCCEEDED);
        }
    }

    @Test
    public void leavesAJournalThatVerifies() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            Path file = directory.getRoot().toPath().resolve(seed + ".jsonl");
            List<RolloutJournal.Line> told;
            try (RolloutJournal journal = RolloutJournal.open(file)) {
                SimulatedRollout run = new SimulatedRollout(
                        seed,
                        SimulatedWorld.Faults.ALL,
                        seed % 2 == 0,
                        SimulatedRollout.plan(RolloutPlan.Reaction.ABORT),
                        journal);
                run.toTheEnd();
                told = run.world().lines();
            }

            List<RolloutJournal.Line> kept = RolloutJournal.read(file);

            assertThat(kept)
                    .extracting(RolloutJournal.Line::event)
                    .startsWith(told.get(0).event());
            assertThat(kept.size()).isEqualTo(told.size());
            RolloutState state = RolloutState.none();
            for (RolloutJournal.Line line : kept) {
                state = state.after(line.event(), line.at());
            }
            assertThat(state.stage().isFinal()).isTrue();
        }
    }
}
