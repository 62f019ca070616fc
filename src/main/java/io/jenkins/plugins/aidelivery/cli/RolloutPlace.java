package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.rollout.RolloutJournal;
import io.jenkins.plugins.aidelivery.rollout.RolloutSpec;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where rollouts keep their journals, and what they run on. */
final class RolloutPlace implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final int LANES = 4;
    private static final int LONGEST = 2_000_000;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where journals are kept (default: .ai-delivery/rollouts).")
    private Path state = Path.of(".ai-delivery", "rollouts");

    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, RolloutPlace::thread);
    private final ExecutorService lanes = Executors.newFixedThreadPool(LANES, RolloutPlace::thread);
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(RolloutPlace::thread);

    /** Journals in a directory that is known already. */
    static RolloutPlace in(Path state) {
        RolloutPlace place = new RolloutPlace();
        place.state = state;
        return place;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "rollout");
        thread.setDaemon(true);
        return thread;
    }

    Rollouts rollouts(Path directory) {
        return new Rollouts(directory.resolve(state), workers, alarms, Clock.systemUTC());
    }

    ScheduledExecutorService alarms() {
        return alarms;
    }

    /** Reads the plan of a file; what is wrong with it is the caller's to correct. */
    RolloutSpec plan(CommandFiles files, Path file) {
        String text = files.text(file, "rollout plan", LONGEST, "name one");
        return read(file.toString(), text, files.directory());
    }

    /** Reads a plan that a journal has kept. */
    RolloutSpec kept(String source, Path directory) throws IOException {
        try {
            return read("the journal's plan", source, directory);
        } catch (UsageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private RolloutSpec read(String name, String text, Path directory) {
        Surroundings surroundings = new Surroundings(
                new WrittenConnections(variable -> Optional.ofNullable(System.getenv(variable))),
                new HttpCalls(workers),
                lanes,
                directory);
        try {
            return RolloutSpec.read(name, text, surroundings);
        } catch (SpecException e) {
            throw new UsageException(e.faults().stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
    }

    /** The rollout that is meant: the one that is named, or the latest. */
    String id(Rollouts rollouts, String named) throws IOException {
        List<String> known = rollouts.known();
        if (known.isEmpty()) {
            throw new UsageException("no rollout has left a journal in " + state);
        }
        if (named.isEmpty()) {
            return known.get(0);
        }
        return known.stream()
                .filter(id -> id.equals(named))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no rollout '" + named + "'; there are "
                        + known.stream().limit(5).collect(Collectors.joining(", "))));
    }

    /** What a journal says. */
    static List<RolloutJournal.Line> lines(Rollouts rollouts, String id) {
        try {
            return RolloutJournal.read(rollouts.journal(id));
        } catch (IOException e) {
            throw UsageException.about("the journal of " + id + " can't be used", e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        lanes.shutdownNow();
        alarms.shutdownNow();
    }
}
