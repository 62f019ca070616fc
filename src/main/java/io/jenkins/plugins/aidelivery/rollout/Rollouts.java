package io.jenkins.plugins.aidelivery.rollout;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * All rollouts of a process: any number of them on a clock and a few workers. Each has a journal, and each target has one rollout at
 * most, here and in every other process that uses the same directory.
 */
public final class Rollouts implements AutoCloseable {
    private static final Pattern UNUSABLE = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final int LONGEST_NAME = 80;

    private final Path directory;
    private final Executor workers;
    private final ScheduledExecutorService alarms;
    private final Clock clock;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /**
     * @param directory of the journals, made if it isn't there
     * @param workers do what doesn't wait; a few threads
     * @param alarms wakes them; one thread
     */
    public Rollouts(Path directory, Executor workers, ScheduledExecutorService alarms, Clock clock) {
        this.directory = directory;
        this.workers = workers;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Reads a plan again that a journal has kept. */
    @FunctionalInterface
    public interface Opening {
        /** @throws IOException with a sentence, if it can't be opened any more */
        RolloutSpec open(String source) throws IOException;
    }

    /** A rollout that is going on. */
    public static final class Running {
        private final String id;
        private final RolloutLoop loop;
        private final CompletableFuture<RolloutState> end;

        private Running(String id, RolloutLoop loop, CompletableFuture<RolloutState> end) {
            this.id = id;
            this.loop = loop;
            this.end = end;
        }

        /** Unique in its directory. */
        public String id() {
            return id;
        }

        public RolloutState state() {
            return loop.state();
        }

        /** Completes when it is over and its ends are closed. */
        public CompletableFuture<RolloutState> end() {
            return end.copy();
        }

        /**
         * A person wants something.
         *
         * @param metric that is meant; empty if none in particular
         */
        public void order(RolloutEvent.Order order, String person, String reason, String metric) throws IOException {
            loop.order(order, person, reason, metric);
        }
    }

    /**
     * Begins a rollout.
     *
     * @param listener is told everything, at once; neither waits nor fails
     * @throws IOException with a sentence, if its target has one already, or the journal can't be written
     */
    public Running begin(RolloutSpec spec, String person, BiConsumer<RolloutState, RolloutEvent> listener)
            throws IOException {
        String name = UNUSABLE.matcher(spec.plan().subject().name()).replaceAll("-");
        String id = name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-" + clock.millis();
        List<AutoCloseable> open = new ArrayList<>(List.of(spec));
        try {
            open.add(0, locked(spec.plan().subject().target()));
            RolloutJournal journal = RolloutJournal.open(journal(id));
            open.add(0, journal);
            World world = new RealWorld(spec, new SteadyClock(clock, 0), listener);
            return run(
                    id, RolloutRunner.begin(spec.plan(), spec.source(), person, journal, world, workers), world, open);
        } catch (IOException | RuntimeException e) {
            close(open);
            throw e;
        }
    }

    /**
     * Takes over a rollout whose process is gone.
     *
     * @throws IOException with a sentence, if somebody has it, or its journal isn't what was written
     */
    public Running resume(String id, Opening opening, BiConsumer<RolloutState, RolloutEvent> listener)
            throws IOException {
        Path file = journal(id);
        if (!Files.exists(file)) {
            throw new IOException("there is no rollout " + id + " in " + directory);
        }
        List<AutoCloseable> open = new ArrayList<>();
        try {
            RolloutJournal journal = RolloutJournal.open(file);
            open.add(journal);
            List<RolloutJournal.Line> past = journal.past();
            if (past.isEmpty() || !(past.get(0).event() instanceof RolloutEvent.Planned planned)) {
                throw new IOException("the journal of " + id + " has no plan: nothing was begun");
            }
            open.add(locked(planned.plan().subject().target()));
            RolloutSpec spec = opening.open(planned.source());
            open.add(spec);
            long last = past.get(past.size() - 1).at();
            World world = new RealWorld(spec, new SteadyClock(clock, last), listener);
            return run(id, RolloutRunner.resume(past, journal, world, workers), world, open);
        } catch (IOException | RuntimeException e) {
            close(open);
            throw e;
        }
    }

    private Running run(String id, RolloutRunner runner, World world, List<AutoCloseable> open) {
        RolloutLoop loop = new RolloutLoop(runner, world, workers, alarms);
        Running started = new Running(id, loop, loop.end().whenComplete((state, problem) -> {
            running.remove(id);
            close(open);
        }));
        running.put(id, started);
        loop.wake();
        return started;
    }

    /** Those that this process has. */
    public List<Running> running() {
        return List.copyOf(running.values());
    }

    public Path journal(String id) {
        return directory.resolve(UNUSABLE.matcher(id).replaceAll("-") + ".jsonl");
    }

    /** The ids of all rollouts that left a journal, the latest first. */
    public List<String> known() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(Rollouts::hasBegun)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".jsonl"))
                    .map(name -> name.substring(0, name.length() - ".jsonl".length()))
                    .sorted(java.util.Comparator.comparing(Rollouts::begun).reversed())
                    .toList();
        }
    }

    /** A process that was killed before its first line was whole has left a file, but no rollout. */
    private static boolean hasBegun(Path journal) {
        try (BufferedReader reader = Files.newBufferedReader(journal)) {
            int read = reader.read();
            while (read >= 0 && read != '\n') {
                read = reader.read();
            }
            return read == '\n';
        } catch (IOException e) {
            // It can't be read: whoever asks for it is told why.
            return true;
        }
    }

    private static long begun(String id) {
        try {
            return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether a process has a rollout, this one or another. */
    public boolean isRun(String id) throws IOException {
        return RolloutJournal.isTaken(journal(id));
    }

    private AutoCloseable locked(String target) throws IOException {
        Path targets = Files.createDirectories(directory.resolve("targets"));
        String name = UNUSABLE.matcher(target).replaceAll("-") + "-" + Integer.toHexString(target.hashCode());
        return Claim.of(targets.resolve(name + ".lock"))
                .orElseThrow(() ->
                        new IOException("target '" + target + "' has a rollout already; end or resume that one first"));
    }

    private static void close(List<AutoCloseable> open) {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                java.util.logging.Logger.getLogger(Rollouts.class.getName())
                        .log(java.util.logging.Level.WARNING, "not closed: {0}", e.toString());
            }
        }
    }

    /** Leaves all rollouts where they are; their journals say how to go on. */
    @Override
    public void close() {
        for (Running each : running.values()) {
            each.loop.stop();
        }
    }
}
