package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.List;
import java.util.Optional;

/** Anything that a program of this machine can set and read. */
public final class CommandRouterType implements RouterType {
    @Override
    public String id() {
        return "command";
    }

    @Override
    public Optional<Router> open(SpecCursor in, Surroundings surroundings) {
        Settings settings = new Settings(in);
        if (!settings.isAllowed(surroundings)) {
            return Optional.empty();
        }
        Scale scale = settings.scale();
        Programs programs = Programs.read(settings, surroundings);
        Optional<LocalProgram> set = programs.need("set", "a program that sets {{weight}}", Scale.names());
        Optional<LocalProgram> read = programs.need("read", "a program that prints the canary's weight", List.of());
        if (set.isEmpty() || read.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CommandRouter(set.get(), read.get(), scale, programs.within(), surroundings.blocking()));
    }
}
