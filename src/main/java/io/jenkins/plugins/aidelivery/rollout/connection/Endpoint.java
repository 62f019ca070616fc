package io.jenkins.plugins.aidelivery.rollout.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where something is, and who we are there. Its secrets are never part of a text. */
public final class Endpoint {
    private static final int SHORTEST_HIDDEN = 4;

    private final String address;
    private final String user;
    private final String secret;

    private Endpoint(String address, String user, String secret) {
        this.address = address;
        this.user = user;
        this.secret = secret;
    }

    /** Everybody may come. */
    public static Endpoint open(String address) {
        return new Endpoint(address, "", "");
    }

    /** With a bearer token. */
    public static Endpoint withToken(String address, String token) {
        return new Endpoint(address, "", token);
    }

    /** With a user's name and password. */
    public static Endpoint withPassword(String address, String user, String password) {
        return new Endpoint(address, user, password);
    }

    /** A URL without a slash at its end, {@code host:port}, or the path of a socket. */
    public String address() {
        return address;
    }

    public Optional<String> user() {
        return Optional.of(user).filter(name -> !name.isEmpty());
    }

    /** The password, or the token if there is no user. */
    public Optional<String> secret() {
        return Optional.of(secret).filter(text -> !text.isEmpty());
    }

    /** What HTTP sends. */
    public Optional<String> authorization() {
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        if (user.isEmpty()) {
            return Optional.of("Bearer " + secret);
        }
        return Optional.of("Basic " + basic());
    }

    private String basic() {
        return Base64.getEncoder().encodeToString((user + ':' + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** A text without our secrets, such as what a server says when it repeats what it was sent. */
    public String hide(String text) {
        String hidden = text;
        List<String> secrets = new ArrayList<>();
        if (secret.length() >= SHORTEST_HIDDEN) {
            secrets.add(secret);
            secrets.add(basic());
        }
        for (String each : secrets) {
            hidden = hidden.replace(each, "****");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return address;
    }
}
