package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HooksTest {
    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<SpecException.Fault> faults = new ArrayList<>();
    private final RolloutState state = new QuietWorld()
            .begun(SimulatedRollout.plan(RolloutPlan.Reaction.PAUSE))
            .state();

    @After
    public void end() {
        workers.shutdownNow();
    }

    private Hooks hooks(String yaml) {
        try {
            SpecParser.Parsed parsed = SpecParser.parse("rollout.yml", yaml);
            return Hooks.read(
                    new SpecCursor(parsed.root(), "", faults),
                    new Surroundings(
                            new WrittenConnections(name -> Optional.of("s3cret-value")),
                            new HttpCalls(workers),
                            workers,
                            directory.getRoot().toPath()));
        } catch (SpecException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<String> problem(Hooks hooks, Action.Hook hook) throws Exception {
        try {
            hooks.run(hook, state).toCompletableFuture().get(20, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(IOException.class);
            return Optional.of(e.getCause().getMessage());
        }
    }

    @Test
    public void runsAProgramThatKnowsWhatIsGoingOn() throws Exception {
        Hooks hooks =
                hooks("hooks: { deploy: { command: [sh, -c, 'echo $1 $NAME $OCCASION > told', x, '{{target}}'] } }");

        assertThat(faults).isEmpty();
        assertThat(hooks.occasions()).containsExactly(Action.Hook.DEPLOY);
        assertThat(problem(hooks, Action.Hook.DEPLOY)).isEmpty();
        assertThat(Path.of(directory.getRoot().toString(), "told")).hasContent("edge model deploy");
    }

    @Test
    public void saysHowAProgramEnded() throws Exception {
        Hooks hooks = hooks("hooks: { validate: { command: [sh, -c, 'echo no model here >&2; exit 3'] } }");
        assertThat(problem(hooks, Action.Hook.VALIDATE)).contains("'sh' ended with code 3: no model here");
    }

    @Test
    public void stopsAProgramThatDoesNotEnd() throws Exception {
        Hooks hooks = hooks("hooks: { promote: { command: [sleep, '60'], timeout: 300ms } }");
        assertThat(problem(hooks, Action.Hook.PROMOTE).orElseThrow()).contains("0.3 s");
    }

    @Test
    public void saysThatAProgramIsNotThere() throws Exception {
        Hooks hooks = hooks("hooks: { promote: { command: [no-such-program] } }");
        assertThat(problem(hooks, Action.Hook.PROMOTE).orElseThrow()).contains("'no-such-program' can't be started");
    }

    @Test
    public void aReasonIsAnArgumentAndNoCommand() throws Exception {
        Hooks hooks = hooks("hooks: { notify: { command: [sh, -c, 'printf %s \"$1\" > told', x, '{{reason}}'] } }");
        RolloutState reasoned =
                state.after(new RolloutEvent.Ordered(RolloutEvent.Order.PAUSE, "$(touch gone); `id` \"'", ""), 1);

        hooks.tell(reasoned).toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertThat(Path.of(directory.getRoot().toString(), "told")).hasContent("$(touch gone); `id` \"'");
        assertThat(Files.exists(Path.of(directory.getRoot().toString(), "gone")))
                .isFalse();
    }

    @Test
    public void sendsARequestThatKnowsWhatIsGoingOn() throws Exception {
        List<String> bodies = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().contains("no") ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort();
            Hooks hooks = hooks("hooks: { deploy: { url: '" + url + "', path: '/x?v={{target}}' }, "
                    + "promote: { url: '" + url + "', path: /no } }");

            assertThat(problem(hooks, Action.Hook.DEPLOY)).isEmpty();
            assertThat(bodies.get(0)).startsWith("POST /x?v=edge {").contains("\"occasion\":\"deploy\"");
            assertThat(problem(hooks, Action.Hook.PROMOTE).orElseThrow()).contains("503");
        } finally {
            server.stop(0);
        }
    }

    @Test
    public void anAddressThatAReasonMakesUnusableIsASentence() throws Exception {
        Hooks hooks = hooks("hooks: { promote: { url: 'http://localhost:1', path: '/{{reason}}' } }");
        RolloutState reasoned = state.after(new RolloutEvent.Ordered(RolloutEvent.Order.PAUSE, "two words", ""), 1);
        try {
            hooks.run(Action.Hook.PROMOTE, reasoned).toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(IOException.class).hasMessageContaining("no address");
            return;
        }
        throw new AssertionError("it was sent");
    }

    @Test
    public void doesNothingWhereNothingIsWritten() throws Exception {
        Hooks hooks = hooks("name: x");
        assertThat(hooks.occasions()).isEmpty();
        assertThat(problem(hooks, Action.Hook.DEPLOY)).isEmpty();
    }
}
