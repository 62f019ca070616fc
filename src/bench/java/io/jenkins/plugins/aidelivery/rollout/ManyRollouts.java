package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.MetricSource;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import io.jenkins.plugins.aidelivery.rollout.metric.Side;
import io.jenkins.plugins.aidelivery.rollout.metric.Window;
import io.jenkins.plugins.aidelivery.rollout.router.Router;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Many rollouts in one process, with real journals and stub ends: what they take of processor, threads and memory, how long it takes to have them
 * again after a restart, and whether finished ones leave anything behind.
 *
 * <p>Arguments: {@code DIRECTORY ROLLOUTS SECONDS}, or {@code DIRECTORY finished ROLLOUTS}.
 */
public final class ManyRollouts {
    private static final double MILLION = 1e6;

    private ManyRollouts() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        if (arguments[1].equals("finished")) {
            finished(directory, Integer.parseInt(arguments[2]));
        } else {
            running(directory, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        }
        System.exit(0);
    }

    private static String plan(int number, String times) {
        return """
                name: model-%1$d
                target: model-%1$d
                %2$s
                router: { http: { url: "http://127.0.0.1:1", set: { method: PUT, path: /w, body: "{{weight}}" }, read: { path: /w, pointer: /w } } }
                metrics: { openmetrics: { url: "http://127.0.0.1:1/metrics", sides: { canary: { t: c }, stable: { t: s } } } }
                rules:
                  - errors: { name: errors, events: e, total: t, max: 10%%, worse-by: 25%%, critical: true }
                  - errors: { name: refusals, events: r, total: t }
                  - errors: { name: flags, events: f, total: t }
                  - latency: { histogram: h, quantile: 0.99, max: 1s, worse-by: 25%% }
                  - value: { query: memory, max: 100 }
                """.formatted(number, times);
    }

    private static final String SLOW = "interval: 15s\nsettle: 15s\nphases: 5% 2h, 50% 2h, 100%";
    private static final String FAST = "interval: 50ms\nsettle: 0s\nrecover: 0s\nphases: 50% 200ms, 100%";

    private static RolloutSpec spec(String text, Surroundings surroundings) {
        try (RolloutSpec read = RolloutSpec.read("plan", text, surroundings)) {
            return new RolloutSpec(read.plan(), text, new StubRouter(), new StubMetrics(), read.hooks());
        } catch (SpecException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void running(Path directory, int rollouts, int seconds) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
        Surroundings surroundings = surroundings(workers);
        double before = heap();
        Rollouts all = new Rollouts(directory, workers, alarms, Clock.systemUTC());
        for (int i = 0; i < rollouts; i++) {
            all.begin(spec(plan(i, SLOW), surroundings), "bench", (state, event) -> {});
            TimeUnit.MILLISECONDS.sleep(14_000 / rollouts);
        }
        TimeUnit.SECONDS.sleep(30);
        long cpu = processor();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double cores = (processor() - cpu) / (double) (System.nanoTime() - start);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        double each = (heap() - before) / rollouts;
        System.out.printf(
                "%d rollouts, 5 metrics each 15 s, for %d s: %.2f cores, %d threads, %.0f KB of heap each%n",
                rollouts, seconds, cores, threads, each / 1024);
        System.out.printf("journals: %.0f KB each%n", size(directory) / 1024.0 / rollouts);
        all.close();
        workers.shutdown();
        alarms.shutdownNow();
        TimeUnit.SECONDS.sleep(3);
        rearm(directory);
    }

    /** In this JVM the old runners still hold their journals, so another one takes over. */
    private static void rearm(Path directory) throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rearm.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
        // Locks go with the process.
        System.exit(0);
    }

    /** The process after a restart. */
    public static final class Rearm {
        private Rearm() {}

        public static void main(String[] arguments) throws Exception {
            TimeUnit.SECONDS.sleep(1);
            long start = System.nanoTime();
            ExecutorService workers = Executors.newFixedThreadPool(4);
            Surroundings surroundings = surroundings(workers);
            Rollouts all = new Rollouts(
                    Path.of(arguments[0]), workers, Executors.newSingleThreadScheduledExecutor(), Clock.systemUTC());
            List<Rollouts.Running> running = Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<Void>> resumed = new ArrayList<>();
            ExecutorService lanes = Executors.newFixedThreadPool(2);
            for (String id : all.known()) {
                resumed.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                running.add(all.resume(id, source -> spec(source, surroundings), (state, event) -> {}));
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        lanes));
            }
            resumed.forEach(CompletableFuture::join);
            System.out.printf(
                    "%d rollouts resumed %.1f s after the start of their process%n",
                    running.size(), (System.nanoTime() - start) / 1e9);
            System.exit(0);
        }
    }

    private static void finished(Path directory, int rollouts) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        Surroundings surroundings = surroundings(workers);
        Rollouts all =
                new Rollouts(directory, workers, Executors.newSingleThreadScheduledExecutor(), Clock.systemUTC());
        int batch = 200;
        double first = 0;
        for (int done = 0; done < rollouts; done += batch) {
            List<Rollouts.Running> some = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                some.add(all.begin(spec(plan(done + i, FAST), surroundings), "bench", (state, event) -> {}));
            }
            for (Rollouts.Running each : some) {
                each.end().get(2, TimeUnit.MINUTES);
            }
            some.clear();
            if (done + batch == 1_000) {
                first = heap();
            }
            if ((done + batch) % 1_000 == 0) {
                System.out.printf("%d finished: heap %.2f MB%n", done + batch, heap() / MILLION);
            }
        }
        System.out.printf("from 1,000 to %d: %+.1f %%%n", rollouts, 100 * (heap() / first - 1));
    }

    private static Surroundings surroundings(ExecutorService workers) {
        return new Surroundings(
                new WrittenConnections(name -> Optional.empty()), new HttpCalls(workers), workers, Path.of(""));
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long size(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static final class StubRouter implements Router {
        private volatile double weight;

        @Override
        public CompletionStage<List<String>> check(Demand demand) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletionStage<Void> setWeight(double percent, long epoch) {
            weight = percent;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Double> weight() {
            return CompletableFuture.completedFuture(weight);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Answers after some milliseconds, as a server does. */
    private static final class StubMetrics implements MetricSource {
        private static final List<Double> BOUNDS =
                List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, Double.POSITIVE_INFINITY);

        @Override
        public CompletionStage<Answer> read(Query query, Side side, Window window) {
            Answer answer = answer(query);
            return CompletableFuture.supplyAsync(
                    () -> answer, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
        }

        private static Answer answer(Query query) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            return switch (query.kind()) {
                case INCREASE -> new Answer.Increase(query.text().equals("t") ? 1_000 : random.nextInt(5, 15));
                case HISTOGRAM ->
                    new Answer.Histogram(
                            BOUNDS,
                            BOUNDS.stream()
                                    .map(bound -> bound > 0.6 ? 0.0 : (double) random.nextInt(50, 150))
                                    .toList());
                default -> new Answer.Value(random.nextDouble(10, 20));
            };
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
