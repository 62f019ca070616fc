package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file in a git repository, which somebody else applies (Argo CD, Flux). */
public final class GitRouterType implements RouterType {
    private static final Pattern AUTHOR = Pattern.compile("([^<>\\n]+?)\\s*<([^<>\\s]+)>");

    @Override
    public String id() {
        return "git";
    }

    @Override
    public Optional<Router> open(SpecCursor in, Surroundings surroundings) {
        Settings settings = new Settings(in);
        if (!settings.isAllowed(surroundings)) {
            return Optional.empty();
        }
        Optional<Endpoint> repository = surroundings.connections().endpoint(in, "repository");
        Optional<GitWork.Place> place = place(settings, repository);
        Optional<String> canary =
                settings.need("canary", "a pointer such as /spec/canary/weight", YamlNumbers::isPointer);
        Optional<String> stable = in.isWritten("stable")
                ? settings.need("stable", "a pointer such as /spec/stable/weight", YamlNumbers::isPointer)
                : Optional.empty();
        int document = in.whole("document", 0, 10_000).orElse(0);
        String message =
                in.name("message", "a commit's message was expected").orElse("Set the canary's weight to {{weight}}");
        settings.places("message", message, Scale.names());
        String author =
                in.name("author", "a name and an address were expected").orElse("AI Delivery <ai-delivery@localhost>");
        Matcher named = AUTHOR.matcher(author);
        if (!named.matches()) {
            in.fault("author", "a name and an address were expected, such as Release Bot <bot@example.com>");
            return Optional.empty();
        }
        Scale scale = settings.scale();
        Programs programs = Programs.read(settings, surroundings);
        Optional<Path> kept = in.name("directory", "a path was expected")
                .flatMap(text -> settings.path("directory", text, surroundings));
        if (repository.isEmpty() || place.isEmpty() || canary.isEmpty() || in.isWritten("stable") && stable.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>(GitWork.environment(named.group(1), named.group(2)));
        LocalProgram git = new LocalProgram(
                GitWork.GIT, surroundings.directory(), secrets(repository.get(), programs, values), values);
        return Optional.of(new GitRouter(
                new GitRouter.Repository(
                        place.get(), git, kept, in.isWritten("timeout") ? programs.within() : GitRouter.WITHIN),
                new GitRouter.Edit(canary.get(), stable, document, message),
                scale,
                surroundings.blocking()));
    }

    private static Optional<GitWork.Place> place(Settings settings, Optional<Endpoint> repository) {
        Optional<String> address = repository.map(Endpoint::address).filter(text -> {
            boolean good = !text.startsWith("-") && !text.contains("::");
            if (!good) {
                settings.in().fault("repository", "a URL or a path was expected");
            }
            return good;
        });
        Optional<String> branch = settings.need(
                "branch",
                "a branch's name",
                name -> name.matches("[A-Za-z0-9][A-Za-z0-9._/-]*") && !name.contains(".."));
        Optional<String> file = settings.need("file", "the path of a file in the repository", name -> {
            boolean inside = !name.startsWith("/") && !name.startsWith("-") && !name.startsWith(":");
            return inside && !List.of(name.split("/")).contains("..");
        });
        if (address.isEmpty() || branch.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GitWork.Place(address.get(), branch.get(), file.get()));
    }

    /** Credentials go through the environment: a command line can be seen by all users of a machine. */
    private static Map<String, String> secrets(Endpoint repository, Programs programs, Map<String, String> values) {
        Map<String, String> secrets = new TreeMap<>(programs.secrets());
        repository.authorization().ifPresent(header -> {
            values.put("GIT_CONFIG_COUNT", "1");
            values.put("GIT_CONFIG_KEY_0", "http." + repository.address() + ".extraHeader");
            secrets.put("GIT_CONFIG_VALUE_0", "Authorization: " + header);
        });
        return secrets;
    }
}
