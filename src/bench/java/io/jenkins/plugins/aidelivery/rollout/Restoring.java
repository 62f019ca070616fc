package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.rollout.ends.RealEdge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How long users get a canary's errors: from the moment at which every request to it fails until the router has been read back with no weight
 * on it, with a real HAProxy and a real Prometheus that scrapes every 15 s. And how long of that the router takes.
 *
 * <p>Argument: how many times, at random moments.
 */
public final class Restoring {
    private static final double SECOND = 1000;

    private Restoring() {}

    public static void main(String[] arguments) throws Exception {
        int trials = Integer.parseInt(arguments[0]);
        double[] seconds = new double[trials];
        double[] router = new double[trials];
        ExecutorService workers = Executors.newFixedThreadPool(4);
        ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
        Surroundings surroundings = new Surroundings(
                new WrittenConnections(name -> Optional.empty()), new HttpCalls(workers), workers, Path.of(""));
        Path directory = Files.createTempDirectory("restoring");
        Random moments = new Random(1);
        try (RealEdge edge = RealEdge.start(Duration.ofSeconds(15))) {
            Rollouts rollouts = new Rollouts(directory, workers, alarms, Clock.systemUTC());
            for (int trial = 0; trial < trials; trial++) {
                edge.canary().errorRate(0);
                Rollouts.Running rollout = rollouts.begin(
                        RolloutSpec.read("plan", plan(edge), surroundings), "bench", (state, event) -> {});
                while (rollout.state().observed() < 15 * SECOND) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                TimeUnit.MILLISECONDS.sleep(moments.nextInt(15_000));
                long broken = System.currentTimeMillis();
                edge.canary().errorRate(1);
                RolloutState end = rollout.end().get(5, TimeUnit.MINUTES);
                List<RolloutJournal.Line> lines = RolloutJournal.read(rollouts.journal(rollout.id()));
                seconds[trial] = (restored(lines) - broken) / SECOND;
                router[trial] = restored(lines) - decided(lines);
                System.out.printf(
                        "%s: restored after %.1f s, of which the router took %.0f ms (%s)%n",
                        end.stage(), seconds[trial], router[trial], end.reason());
            }
        }
        Arrays.sort(seconds);
        Arrays.sort(router);
        System.out.printf(
                "median %.1f s, at most %.1f s; decision to router: median %.0f ms, at most %.0f ms%n",
                seconds[trials / 2], seconds[trials - 1], router[trials / 2], router[trials - 1]);
        System.exit(0);
    }

    private static String plan(RealEdge edge) {
        return """
                name: fraud
                target: edge
                interval: 15s
                settle: 16s
                recover: 0s
                phases: 20% 10m, 100%
                rules:
                  - errors: { events: http_errors_total, total: http_requests_total, max: 10%, worse-by: 25%, critical: true }
                """ + edge.ends("15s", "1s");
    }

    /** When the decision was on disk. */
    private static long decided(List<RolloutJournal.Line> lines) {
        return lines.stream()
                .filter(line ->
                        line.event() instanceof RolloutEvent.Entered entered && entered.stage() == Stage.ABORTING)
                .mapToLong(RolloutJournal.Line::at)
                .findFirst()
                .orElseThrow();
    }

    /** When the router was read back without any weight on the canary. */
    private static long restored(List<RolloutJournal.Line> lines) {
        long decided = decided(lines);
        return lines.stream()
                .filter(line -> line.at() >= decided)
                .filter(line -> line.event() instanceof RolloutEvent.Seen seen && seen.weight() == 0)
                .mapToLong(RolloutJournal.Line::at)
                .findFirst()
                .orElseThrow();
    }
}
