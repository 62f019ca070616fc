package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A rollout in a process of its own, which a test can kill. */
public final class RunnerProcess {
    private RunnerProcess() {}

    /** Starts it: begins the plan in a directory, or resumes what is there. */
    public static Process start(Path directory, Path plan) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RunnerProcess.class.getName(),
                        directory.toString(),
                        plan.toString()))
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "runner.log"))
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        Surroundings surroundings = new Surroundings(
                new WrittenConnections(name -> Optional.empty()), new HttpCalls(workers), workers, Path.of(""));
        Rollouts rollouts = new Rollouts(
                Path.of(arguments[0]), workers, Executors.newSingleThreadScheduledExecutor(), Clock.systemUTC());
        List<String> known = rollouts.known();
        Rollouts.Running rollout = known.isEmpty()
                ? rollouts.begin(
                        spec(Files.readString(Path.of(arguments[1])), surroundings), "tester", (state, event) -> {})
                : rollouts.resume(known.get(0), source -> spec(source, surroundings), (state, event) -> {});
        rollout.end().get(10, TimeUnit.MINUTES);
        System.exit(0);
    }

    private static RolloutSpec spec(String text, Surroundings surroundings) throws IOException {
        try {
            return RolloutSpec.read("plan", text, surroundings);
        } catch (SpecException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
