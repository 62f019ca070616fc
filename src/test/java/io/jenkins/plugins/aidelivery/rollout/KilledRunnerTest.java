package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.ends.RealEdge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whenever the process that runs a rollout is killed: once another has taken over, traffic is where the evidence says. */
public class KilledRunnerTest {
    /** More of them, where there is time: -Dkills=50. */
    private static final int KILLS = Integer.getInteger("kills", 2);

    /** A whole rollout takes about so long, in milliseconds, with the start of its process. */
    private static final int WHOLE = 18_000;

    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    @Test
    public void endsWhereItWouldHaveEnded() throws Exception {
        Random moments = new Random(Long.getLong("kills.seed", 20261121L));
        for (int kill = 0; kill < KILLS; kill++) {
            boolean bad = kill % 2 == 1;
            killOnce(
                    bad,
                    moments.nextInt(bad ? WHOLE / 2 : WHOLE),
                    directory.newFolder().toPath());
        }
    }

    private static void killOnce(boolean bad, int moment, Path state) throws Exception {
        String which = (bad ? "bad" : "good") + " canary, killed after " + moment + " ms";
        try (RealEdge edge = RealEdge.start()) {
            edge.canary().errorRate(bad ? 0.5 : 0);
            Path plan = Files.writeString(state.resolve("plan.yml"), edge.plan());
            Process first = RunnerProcess.start(state, plan);
            boolean ended = first.waitFor(moment, TimeUnit.MILLISECONDS);
            first.destroyForcibly().waitFor();

            Process second = RunnerProcess.start(state, plan);
            assertThat(second.waitFor(3, TimeUnit.MINUTES)).as(which).isTrue();

            Path journal = journal(state);
            List<RolloutJournal.Line> lines = RolloutJournal.read(journal);
            Promises.assertKept(which, lines, "errors", "latency");
            RolloutState end = RolloutState.none();
            for (RolloutJournal.Line line : lines) {
                end = end.after(line.event(), line.at());
            }
            System.out.println(which + (ended ? ", when it was over" : "") + ": " + end.stage() + ", "
                    + edge.load().unanswered() + " of " + edge.load().sent() + " requests unanswered");
            assertThat(end.stage()).as(which).isEqualTo(bad ? Stage.ROLLED_BACK : Stage.SUCCEEDED);
            edge.assertAllTrafficOn(bad ? edge.stable() : edge.canary());
            assertThat(edge.load().unanswered()).as(which).isZero();
        }
    }

    private static Path journal(Path state) throws Exception {
        try (var files = Files.list(state)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .filter(file -> file.toFile().length() > 0)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
