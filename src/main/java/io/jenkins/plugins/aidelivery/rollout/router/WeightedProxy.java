package io.jenkins.plugins.aidelivery.rollout.router;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A reverse proxy for HTTP/1.1 that divides requests between a canary and a stable server by weight. It is made of what Java
 * brings (a thread for each request that is under way), because a library for this would be larger than all of ours; no
 * TLS, no upgrade to other protocols.
 */
public final class WeightedProxy implements AutoCloseable {
    private static final int BACKLOG = 1000;
    private static final int SECONDS_TO_END = 5;
    /** As nginx counts them: nobody was left to be told a code. */
    private static final int CLIENT_LEFT = 499;

    private static final AtomicInteger THREADS = new AtomicInteger();

    static {
        // Read once, when the first server of this JVM is made. Without the first, an answer on a kept connection waits
        // 40 ms for an acknowledgement; without the second, all but 200 connections are closed when they rest.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final Setup setup;
    private final ExecutorService threads;
    private final HttpServer front;
    private final Optional<HttpServer> admin;
    private final ProxyForwarding forwarding;
    /** Its own party waits for those of requests. */
    private final Phaser underWay = new Phaser(1);

    private final ProxyMetrics metrics = new ProxyMetrics();
    private final AtomicReference<Order> order = new AtomicReference<>(new Order(0, Long.MIN_VALUE));

    private record Order(double percent, long epoch) {}

    /**
     * How it is set up.
     *
     * @param listen where requests come in
     * @param admin where weights are set and metrics are told
     * @param token that the admin address asks for
     * @param canary address that paths are put behind, without a slash at its end
     * @param stable the same
     * @param sticky whether a cookie keeps sessions on their side
     * @param key name of a header that names the session instead, or empty
     * @param patience until a server's answer begins
     */
    public record Setup(
            InetSocketAddress listen,
            Optional<InetSocketAddress> admin,
            Optional<String> token,
            URI canary,
            URI stable,
            boolean sticky,
            String key,
            Duration patience) {
        /** Without sessions, token and admin address. */
        public static Setup of(InetSocketAddress listen, URI canary, URI stable) {
            return new Setup(
                    listen, Optional.empty(), Optional.empty(), canary, stable, false, "", Duration.ofMinutes(1));
        }

        /** The same with an address where weights are set and metrics are told, to everybody who comes there. */
        public Setup withAdmin(InetSocketAddress at) {
            return new Setup(listen, Optional.of(at), token, canary, stable, sticky, key, patience);
        }

        /** The same with a cookie that keeps sessions on their side. */
        public Setup withSessions() {
            return new Setup(listen, admin, token, canary, stable, true, key, patience);
        }

        ProxyChoice choice() {
            return new ProxyChoice(sticky, key);
        }

        /** Tokens are no part of a text. */
        @Override
        public String toString() {
            return "proxy on " + listen + " between " + canary + " and " + stable;
        }
    }

    private WeightedProxy(Setup setup) throws IOException {
        this.setup = setup;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "proxy-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.forwarding = new ProxyForwarding(
                HttpClient.newBuilder()
                        .executor(threads)
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build(),
                setup.patience());
        this.front = server(setup.listen());
        try {
            this.admin =
                    setup.admin().isPresent() ? Optional.of(server(setup.admin().get())) : Optional.empty();
        } catch (IOException e) {
            front.stop(0);
            threads.shutdown();
            throw e;
        }
    }

    /**
     * Begins with all traffic on the stable side.
     *
     * @throws IOException if it can't listen
     */
    public static WeightedProxy start(Setup setup) throws IOException {
        WeightedProxy proxy = new WeightedProxy(setup);
        proxy.front.createContext("/", proxy::pass);
        proxy.front.start();
        proxy.admin.ifPresent(server -> {
            server.createContext("/", new ProxyAdmin(proxy, setup.token()));
            server.start();
        });
        return proxy;
    }

    private HttpServer server(InetSocketAddress at) throws IOException {
        try {
            HttpServer server = HttpServer.create(at, BACKLOG);
            server.setExecutor(threads);
            return server;
        } catch (IOException e) {
            threads.shutdown();
            throw new IOException(
                    "a proxy can't listen on " + at.getHostString() + ":" + at.getPort() + ": " + e.getMessage(), e);
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        underWay.register();
        try {
            divide(exchange);
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private void divide(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        ProxyChoice.Chosen chosen = setup.choice().choose(exchange.getRequestHeaders(), weight());
        URI upstream = chosen.side() == ProxySide.CANARY ? setup.canary() : setup.stable();
        ProxyForwarding.Outcome outcome;
        try {
            outcome = forwarding.forward(exchange, upstream, chosen.newCookie());
        } catch (IOException e) {
            metrics.count(chosen.side(), CLIENT_LEFT, false, (System.nanoTime() - start) / 1e9);
            throw e;
        }
        metrics.count(chosen.side(), outcome.code(), outcome.isError(), (System.nanoTime() - start) / 1e9);
        if (outcome.broken()) {
            // The server cuts the connection: half an answer must not look like a whole one.
            throw new UncheckedIOException(new IOException("the server behind this one broke off"));
        }
        exchange.close();
    }

    /**
     * Counts for all requests that begin from now on.
     *
     * @param percent 0 … 100
     * @param epoch of who orders it
     * @throws IOException if a later epoch has had its say
     */
    public void setWeight(double percent, long epoch) throws IOException {
        Percent.checked(percent);
        Order now = order.updateAndGet(before -> before.epoch() > epoch ? before : new Order(percent, epoch));
        if (now.epoch() > epoch) {
            throw new IOException("this proxy has had orders of epoch " + now.epoch() + "; this one, of epoch " + epoch
                    + ", is outdated and was refused");
        }
    }

    /** The canary's part, percent. */
    public double weight() {
        return order.get().percent();
    }

    /** Of the last order, or 0 if there was none. */
    public long epoch() {
        return Math.max(0, order.get().epoch());
    }

    boolean keepsSessions() {
        return setup.choice().keepsSessions();
    }

    /** In the OpenMetrics text format. */
    public String metrics() {
        return metrics.text(weight());
    }

    /** Where requests come in; with the port that was found if 0 was asked for. */
    public InetSocketAddress address() {
        return front.getAddress();
    }

    /** Where weights are set. */
    public Optional<InetSocketAddress> adminAddress() {
        return admin.map(HttpServer::getAddress);
    }

    /** Ends when requests that are under way have had some seconds. */
    @Override
    public void close() {
        try {
            // The server's own stop waits all that time in Java 17, even if nothing is under way.
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // What is still under way then is cut off.
            underWay.forceTermination();
        }
        front.stop(0);
        admin.ifPresent(server -> server.stop(0));
        threads.shutdown();
    }
}
