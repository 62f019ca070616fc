package io.jenkins.plugins.aidelivery.rollout.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.connection.Connections;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Opens routers from plans as people write them, and waits for what they say. */
final class RouterFixture {
    private final Map<String, String> environment;
    private final Path directory;

    RouterFixture(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    static RouterFixture here() {
        return new RouterFixture(Path.of("target").toAbsolutePath(), Map.of());
    }

    Router open(String plan) {
        List<SpecException.Fault> faults = new ArrayList<>();
        Optional<Router> router = open(plan, surroundings(true), faults);
        assertThat(faults).isEmpty();
        return router.orElseThrow();
    }

    /** What is wrong with a plan, as its author reads it. */
    String faults(String plan) {
        return faults(plan, true);
    }

    String faultsOnAController(String plan) {
        return faults(plan, false);
    }

    private String faults(String plan, boolean local) {
        List<SpecException.Fault> faults = new ArrayList<>();
        Optional<Router> router = open(plan, surroundings(local), faults);
        router.ifPresent(Router::close);
        assertThat(faults).isNotEmpty();
        return faults.stream().map(SpecException.Fault::toString).collect(Collectors.joining("\n"));
    }

    private static Optional<Router> open(String plan, Surroundings surroundings, List<SpecException.Fault> faults) {
        try {
            SpecParser.Parsed parsed = SpecParser.parse("rollout.yml", plan);
            faults.addAll(parsed.faults());
            SpecCursor in = new SpecCursor(parsed.root(), "", faults);
            Optional<Router> router = Routers.open(in, "router", surroundings);
            in.done();
            return router;
        } catch (SpecException e) {
            throw new AssertionError(e);
        }
    }

    Surroundings surroundings(boolean local) {
        Executor blocking = work -> {
            Thread thread = new Thread(work, "blocking");
            thread.setDaemon(true);
            thread.start();
        };
        Connections written = new WrittenConnections(name -> Optional.ofNullable(environment.get(name)));
        Connections connections = new Connections() {
            @Override
            public Optional<Endpoint> endpoint(SpecCursor in, String key) {
                return written.endpoint(in, key);
            }

            @Override
            public boolean allowsLocal() {
                return local;
            }
        };
        return new Surroundings(connections, new HttpCalls(Runnable::run), blocking, directory);
    }

    static <T> T wait(CompletionStage<T> stage) throws IOException {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static void set(Router router, double percent) throws IOException {
        set(router, percent, 1);
    }

    static void set(Router router, double percent, long epoch) throws IOException {
        wait(router.setWeight(percent, epoch));
    }

    static double weight(Router router) throws IOException {
        return wait(router.weight());
    }

    static List<String> check(Router router, Double... weights) throws IOException {
        return wait(router.check(new Router.Demand(new HashSet<>(Arrays.asList(weights)), false)));
    }

    static List<String> checkSticky(Router router, Double... weights) throws IOException {
        return wait(router.check(new Router.Demand(new HashSet<>(Arrays.asList(weights)), true)));
    }
}
