package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An nginx on this machine, through a file that it includes. */
public final class NginxRouterType implements RouterType {
    private static final String KEY = "[A-Za-z0-9_$.:{}-]+";

    @Override
    public String id() {
        return "nginx";
    }

    @Override
    public Optional<Router> open(SpecCursor in, Surroundings surroundings) {
        Settings settings = new Settings(in);
        if (!settings.isAllowed(surroundings)) {
            return Optional.empty();
        }
        Optional<Path> file = settings.need("file", "the path of a file that nginx includes")
                .flatMap(text -> settings.path("file", text, surroundings));
        Optional<String> canary = settings.need("canary", "an upstream's name", name -> name.matches(NginxFile.NAME));
        Optional<String> stable = settings.need("stable", "an upstream's name", name -> name.matches(NginxFile.NAME));
        String key = in.name("key", "variables of nginx were expected").orElse("$remote_addr$request_id");
        String variable = in.name("variable", "a variable's name was expected").orElse("ai_delivery_upstream");
        if (!key.matches(KEY)) {
            in.fault("key", "variables of nginx such as $remote_addr were expected, not '" + key + "'");
            return Optional.empty();
        }
        if (!variable.matches("\\$?[a-z_][a-z0-9_]*")) {
            in.fault(
                    "variable", "a name of small letters, digits and underscores was expected, not '" + variable + "'");
            return Optional.empty();
        }
        List<String> test = in.isWritten("test") ? in.texts("test") : List.of("nginx", "-t");
        List<String> reload = in.isWritten("reload") ? in.texts("reload") : List.of("nginx", "-s", "reload");
        Optional<Endpoint> served =
                in.isWritten("url") ? surroundings.connections().endpoint(in, "url") : Optional.empty();
        if (file.isEmpty() || canary.isEmpty() || stable.isEmpty() || test.isEmpty() || reload.isEmpty()) {
            return Optional.empty();
        }
        if (canary.equals(stable)) {
            in.fault("canary", "both sides are '" + canary.get() + "'");
            return Optional.empty();
        }
        return Optional.of(new NginxRouter(
                new NginxFile(canary.get(), stable.get(), key, variable.replace("$", "")),
                new NginxRouter.Programs(
                        file.get(),
                        LocalProgram.of(test, surroundings.directory()),
                        LocalProgram.of(reload, surroundings.directory())),
                served,
                surroundings));
    }
}
