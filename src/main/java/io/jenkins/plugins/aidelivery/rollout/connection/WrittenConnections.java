package io.jenkins.plugins.aidelivery.rollout.connection;

import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as the plan writes them. A secret is never written out: {@code ${NAME}} stands for a variable of the environment.
 */
public final class WrittenConnections implements Connections {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private final Function<String, Optional<String>> environment;

    /** @param environment value of a variable */
    public WrittenConnections(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Endpoint> endpoint(SpecCursor in, String key) {
        if (in.isWritten("connection")) {
            in.fault("connection", "connections are defined in Jenkins; write '" + key + "' here");
        }
        Optional<String> address = in.name(key, "an address was expected").flatMap(text -> filled(in, key, text));
        if (!in.isWritten(key)) {
            in.fault("", "'" + key + "' is missing: where is it?");
        }
        Optional<String> token = secret(in, "token");
        Optional<String> user = in.name("user", "a name was expected").flatMap(text -> filled(in, "user", text));
        Optional<String> password = secret(in, "password");
        if (password.isPresent() != user.isPresent() || token.isPresent() && user.isPresent()) {
            in.fault("", "either 'token' was expected, or 'user' and 'password', or none of them");
        }
        return address.map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                .map(text -> token.isPresent()
                        ? Endpoint.withToken(text, token.get())
                        : user.isPresent() && password.isPresent()
                                ? Endpoint.withPassword(text, user.get(), password.get())
                                : Endpoint.open(text));
    }

    private Optional<String> secret(SpecCursor in, String key) {
        Optional<String> text = in.name(key, "${NAME} was expected, which stands for a variable of the environment");
        if (text.isPresent() && !VARIABLE.matcher(text.get()).find()) {
            in.fault(key, "a secret doesn't belong in a file; put it into the environment and write ${NAME} here");
            return Optional.empty();
        }
        return text.flatMap(written -> filled(in, key, written));
    }

    private Optional<String> filled(SpecCursor in, String key, String text) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            Optional<String> value = environment.apply(matcher.group(1));
            if (value.isEmpty()) {
                in.fault(key, "the environment has no variable " + matcher.group(1));
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }

    @Override
    public boolean allowsLocal() {
        return true;
    }
}
