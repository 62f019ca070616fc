package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A proxy in this process: it starts when a weight is first set or asked for, and ends with this. */
final class LocalProxyRouter implements Router {
    private static final int PATIENCE = 2000;

    private final WeightedProxy.Setup setup;
    private final Executor executor;
    private Optional<WeightedProxy> running = Optional.empty();
    private boolean closed;

    LocalProxyRouter(WeightedProxy.Setup setup, Executor executor) {
        this.setup = setup;
        this.executor = executor;
    }

    /** Sentences about weights that buckets can't express. */
    static List<String> tooFine(Demand demand) {
        return demand.weights().stream()
                .sorted()
                .map(Percent::checked)
                .filter(weight -> demand.sticky() && Math.abs(weight * 100 - Math.rint(weight * 100)) > 1e-6)
                .map(weight -> Percent.text(weight)
                        + " % can't be kept with sessions, which are divided by hundredths of a percent")
                .toList();
    }

    @Override
    public CompletionStage<List<String>> check(Demand demand) {
        return blocking(() -> {
            List<String> obstacles = new ArrayList<>(tooFine(demand));
            if (demand.sticky() && !setup.choice().keepsSessions()) {
                obstacles.add("sessions don't keep their side: write 'sticky: true' or the 'key' of a session");
            }
            reach("canary", setup.canary()).ifPresent(obstacles::add);
            reach("stable", setup.stable()).ifPresent(obstacles::add);
            if (!isRunning()) {
                listen(setup.listen()).ifPresent(obstacles::add);
                setup.admin().flatMap(LocalProxyRouter::listen).ifPresent(obstacles::add);
            }
            return obstacles;
        });
    }

    private static Optional<String> reach(String side, URI url) {
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort() < 0 ? usual : url.getPort()), PATIENCE);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the " + side + " side at " + url + " can't be reached: " + e.getMessage());
        }
    }

    private static Optional<String> listen(InetSocketAddress at) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(at);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "a proxy can't listen on " + at.getHostString() + ":" + at.getPort() + ": " + e.getMessage());
        }
    }

    @Override
    public CompletionStage<Void> setWeight(double percent, long epoch) {
        Percent.checked(percent);
        return blocking(() -> {
            proxy().setWeight(percent, epoch);
            return null;
        });
    }

    @Override
    public CompletionStage<Double> weight() {
        return blocking(() -> proxy().weight());
    }

    private synchronized WeightedProxy proxy() throws IOException {
        if (closed) {
            throw new IOException("the proxy on " + setup.listen() + " was closed");
        }
        if (running.isEmpty()) {
            running = Optional.of(WeightedProxy.start(setup));
        }
        return running.get();
    }

    private synchronized boolean isRunning() {
        return running.isPresent();
    }

    private <T> CompletionStage<T> blocking(Blocking.Work<T> work) {
        return Blocking.call(executor, setup.toString(), Blocking.WITHIN, work);
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.ifPresent(WeightedProxy::close);
        running = Optional.empty();
    }
}
