package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A metric source as a plan opens it, which a test asks and waits for. */
final class OpenedSource implements AutoCloseable {
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<SpecException.Fault> faults = new ArrayList<>();
    private final Optional<MetricSource> source;

    private OpenedSource(String yaml, Path directory, Map<String, String> environment) throws SpecException {
        SpecParser.Parsed parsed = SpecParser.parse("plan.yml", yaml);
        SpecCursor in = new SpecCursor(parsed.root(), "", faults);
        Surroundings surroundings = new Surroundings(
                new WrittenConnections(name -> Optional.ofNullable(environment.get(name))),
                new HttpCalls(workers),
                workers,
                directory);
        source = new MetricSources().open(in, "metrics", surroundings);
    }

    /** @param settings such as {@code prometheus: { url: … }} */
    static OpenedSource of(String settings) {
        return of(settings, Path.of("."), Map.of());
    }

    static OpenedSource of(String settings, Path directory, Map<String, String> environment) {
        try {
            return new OpenedSource("metrics: { " + settings + " }", directory, environment);
        } catch (SpecException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with the settings. */
    List<String> faults() {
        return faults.stream().map(SpecException.Fault::toString).toList();
    }

    MetricSource source() {
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.toString());
        }
        return source.orElseThrow();
    }

    Answer read(Query.Kind kind, String text, Side side, Window window) {
        try {
            return source().read(new Query(kind, text), side, window)
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("a stage that fails", e);
        }
    }

    double increase(String text, Side side, Window window) {
        Answer answer = read(Query.Kind.INCREASE, text, side, window);
        if (answer instanceof Answer.Increase increase) {
            return increase.by();
        }
        throw new AssertionError(answer.toString());
    }

    String wrong(Query.Kind kind, String text, Window window) {
        Answer answer = read(kind, text, Side.CANARY, window);
        if (answer instanceof Answer.Wrong wrong) {
            return wrong.reason();
        }
        throw new AssertionError(answer.toString());
    }

    String blind(Query.Kind kind, String text, Window window) {
        Answer answer = read(kind, text, Side.CANARY, window);
        if (answer instanceof Answer.Blind blind) {
            return blind.reason();
        }
        throw new AssertionError(answer.toString());
    }

    @Override
    public void close() {
        source.ifPresent(MetricSource::close);
        workers.shutdownNow();
    }
}
