package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.rollout.router.WeightedProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollout proxy}: the weighted proxy as a process of its own, so that traffic flows whoever leads a rollout. */
@Command(
        name = "proxy",
        description = "Divides requests between two servers until it is stopped; weights are set at its admin address.")
final class RolloutProxyCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Spec
    private CommandSpec command;

    @Option(names = "--listen", paramLabel = "HOST:PORT", required = true, description = "Where requests come in.")
    private String listen;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Where weights are set and metrics are told; the loopback address, or with a token.")
    private String admin;

    @Option(names = "--canary", paramLabel = "URL", required = true, description = "The new version.")
    private URI canary;

    @Option(names = "--stable", paramLabel = "URL", required = true, description = "The one before.")
    private URI stable;

    @Option(names = "--sticky", description = "Keep sessions on their side, by a cookie.")
    private boolean sticky;

    @Option(names = "--key", paramLabel = "HEADER", description = "A header that names the session instead.")
    private String key = "";

    @Option(
            names = "--token",
            paramLabel = "VARIABLE",
            description = "The variable of the environment that holds what the admin address asks for.")
    private String token = "";

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        Optional<String> secret = token.isEmpty() ? Optional.empty() : Optional.ofNullable(System.getenv(token));
        if (!token.isEmpty() && secret.isEmpty()) {
            throw new UsageException("the environment has no variable " + token);
        }
        InetSocketAddress where = address("--admin", admin);
        if (secret.isEmpty() && !where.getAddress().isLoopbackAddress()) {
            throw new UsageException("--admin " + admin + " is not of this machine alone: it wants a --token");
        }
        WeightedProxy.Setup setup = new WeightedProxy.Setup(
                address("--listen", listen),
                Optional.of(where),
                secret,
                canary,
                stable,
                sticky,
                key,
                Duration.ofMinutes(1));
        try (WeightedProxy proxy = started(setup)) {
            out.println("requests at " + proxy.address() + ", weights and metrics at "
                    + proxy.adminAddress().orElseThrow() + "; the canary has " + proxy.weight() + " %");
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static WeightedProxy started(WeightedProxy.Setup setup) {
        try {
            return WeightedProxy.start(setup);
        } catch (IOException e) {
            throw UsageException.about("the proxy can't start", e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static InetSocketAddress address(String option, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon > 0 && port.matches("\\d{1,5}") && Integer.parseInt(port) <= HIGHEST_PORT) {
            InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
            if (!address.isUnresolved()) {
                return address;
            }
        }
        throw new UsageException(
                option + ": a host and a port such as 127.0.0.1:8080 were expected, not '" + text + "'");
    }
}
