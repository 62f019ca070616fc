package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.Template;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What a plan says is to be done on its occasions: programs that are run, or requests that are sent. */
final class Hooks {
    private static final String NOTIFY = "notify";
    private static final Duration USUAL = Duration.ofMinutes(5);

    private final Map<String, Hook> hooks = new LinkedHashMap<>();

    /** One occasion. */
    private interface Hook {
        /** @param facts names and values that say what is going on */
        CompletionStage<Void> run(Map<String, String> facts);
    }

    private Hooks() {}

    static Hooks read(SpecCursor in, Surroundings surroundings) {
        Hooks hooks = new Hooks();
        in.mapping("hooks").ifPresent(each -> {
            Stream.concat(Stream.of(Action.Hook.values()).map(Action.Hook::id), Stream.of(NOTIFY))
                    .forEach(id -> each.mapping(id)
                            .flatMap(hook -> hook(hook, surroundings))
                            .ifPresent(hook -> hooks.hooks.put(id, hook)));
            each.done();
        });
        return hooks;
    }

    private static Optional<Hook> hook(SpecCursor in, Surroundings surroundings) {
        Duration within =
                TimesReader.most(in, "timeout").map(Duration::ofMillis).orElse(USUAL);
        Optional<Hook> hook =
                in.isWritten("command") ? command(in, within, surroundings) : http(in, within, surroundings);
        in.done();
        return hook;
    }

    private static Optional<Hook> command(SpecCursor in, Duration within, Surroundings surroundings) {
        List<String> command = in.texts("command");
        if (!surroundings.connections().allowsLocal()) {
            in.fault("command", "no program may be run here; send a request instead");
            return Optional.empty();
        }
        if (command.isEmpty()) {
            in.fault("command", "a program and its arguments were expected");
            return Optional.empty();
        }
        LocalProgram program = new LocalProgram(command, surroundings.directory(), LocalProgram.secrets(in), Map.of());
        return Optional.of(facts -> Blocking.call(surroundings.blocking(), "'" + command.get(0) + "'", within, () -> {
            program.filled(facts).runWell(within);
            return null;
        }));
    }

    private static Optional<Hook> http(SpecCursor in, Duration within, Surroundings surroundings) {
        Optional<Endpoint> endpoint = surroundings.connections().endpoint(in, "url");
        String path = in.text("path");
        String method = in.name("method", "a method such as POST was expected").orElse("POST");
        return endpoint.map(where -> facts -> {
            ObjectNode body = JsonFile.MAPPER.createObjectNode();
            facts.forEach(body::put);
            HttpCalls.Call call = new HttpCalls.Call(
                    method,
                    Template.filled(path, facts),
                    Map.of("Content-Type", "application/json"),
                    method.equals("GET") ? "" : body.toString(),
                    within,
                    1);
            return surroundings.http().send(where, call).thenApply(reply -> null);
        });
    }

    /** Occasions that something is to be done on. */
    Set<Action.Hook> occasions() {
        List<Action.Hook> occasions = new ArrayList<>();
        for (Action.Hook hook : Action.Hook.values()) {
            if (hooks.containsKey(hook.id())) {
                occasions.add(hook);
            }
        }
        return Set.copyOf(occasions);
    }

    CompletionStage<Void> run(Action.Hook hook, RolloutState state) {
        return run(hook.id(), state);
    }

    /** Tells people, if the plan says how. */
    CompletionStage<Void> tell(RolloutState state) {
        return run(NOTIFY, state);
    }

    private CompletionStage<Void> run(String id, RolloutState state) {
        Hook hook = hooks.get(id);
        return hook == null ? CompletableFuture.completedFuture(null) : hook.run(facts(id, state));
    }

    private static Map<String, String> facts(String occasion, RolloutState state) {
        RolloutPlan.Subject subject = state.plan().subject();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("occasion", occasion);
        facts.put("name", subject.name());
        facts.put("target", subject.target());
        put(facts, "", subject.version());
        put(facts, "previous_", subject.previous());
        facts.put("stage", state.stage().name());
        facts.put(
                "phase",
                state.phase() < 0 ? "" : state.plan().phase(state.phase()).name());
        facts.put("weight", String.valueOf(state.wanted()));
        facts.put("swapped", String.valueOf(state.isSwapped()));
        facts.put("reason", state.reason());
        return facts;
    }

    private static void put(Map<String, String> facts, String prefix, RolloutPlan.Version version) {
        facts.put(prefix + "version", version.id());
        facts.put(prefix + "artifact", version.artifact());
        facts.put(prefix + "configuration", version.configuration());
        facts.put(prefix + "data", version.data());
    }
}
