package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Connections;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** Reads how a {@link WeightedProxy} is set up. */
public final class ProxySettings {
    private static final int LAST_PORT = 65_535;

    private final Settings settings;

    private ProxySettings(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads {@code listen}, {@code canary}, {@code stable}, {@code sticky}, {@code key}, {@code timeout}, {@code admin} and
     * {@code token}.
     *
     * @param in where what is wrong is taken down
     * @return empty if something is wrong
     */
    public static Optional<WeightedProxy.Setup> read(SpecCursor in, Connections connections) {
        return new ProxySettings(new Settings(in)).setup(connections);
    }

    private Optional<WeightedProxy.Setup> setup(Connections connections) {
        SpecCursor in = settings.in();
        Optional<Endpoint> listen = connections.endpoint(in, "listen");
        Optional<InetSocketAddress> front = listen.flatMap(at -> socket("listen", at.address()));
        Optional<String> token = listen.flatMap(Endpoint::secret);
        Optional<URI> canary =
                settings.need("canary", "a URL such as http://10.0.0.1:8000").flatMap(url -> url("canary", url));
        Optional<URI> stable =
                settings.need("stable", "a URL such as http://10.0.0.2:8000").flatMap(url -> url("stable", url));
        boolean sticky = in.flag("sticky").orElse(false);
        String key = in.name("key", "the name of a header was expected").orElse("");
        Duration patience = in.duration("timeout").map(Duration::ofSeconds).orElse(Duration.ofMinutes(1));
        Optional<InetSocketAddress> admin =
                in.name("admin", "host:port was expected").flatMap(at -> socket("admin", at));
        if (!key.isEmpty() && !key.matches("[A-Za-z0-9-]+")) {
            in.fault("key", "the name of a header was expected, not '" + key + "'");
            return Optional.empty();
        }
        if (admin.isPresent() && token.isEmpty() && !admin.get().getAddress().isLoopbackAddress()) {
            in.fault("admin", "others than this machine can come here; a 'token' was expected");
            return Optional.empty();
        }
        if (front.isEmpty() || canary.isEmpty() || stable.isEmpty() || in.isWritten("admin") && admin.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new WeightedProxy.Setup(front.get(), admin, token, canary.get(), stable.get(), sticky, key, patience));
    }

    private Optional<InetSocketAddress> socket(String key, String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 0 && text.substring(colon + 1).matches("\\d{1,5}")) {
            int port = Integer.parseInt(text.substring(colon + 1));
            try {
                if (port <= LAST_PORT) {
                    return Optional.of(new InetSocketAddress(InetAddress.getByName(text.substring(0, colon)), port));
                }
            } catch (UnknownHostException e) {
                settings.in().fault(key, "nobody knows a machine '" + text.substring(0, colon) + "'");
                return Optional.empty();
            }
        }
        settings.in().fault(key, "host:port was expected, not '" + text + "'");
        return Optional.empty();
    }

    private Optional<URI> url(String key, String text) {
        try {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getRawQuery() == null && url.getRawUserInfo() == null) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException e) {
            // The same sentence as for other texts that are no URL.
            settings.in().fault(key, "a URL such as http://10.0.0.1:8000 was expected");
            return Optional.empty();
        }
        settings.in().fault(key, "a URL such as http://10.0.0.1:8000 was expected");
        return Optional.empty();
    }
}
