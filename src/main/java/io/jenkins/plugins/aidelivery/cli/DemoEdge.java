package io.jenkins.plugins.aidelivery.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aidelivery.rollout.router.WeightedProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where the demo's requests go: a proxy, two model servers behind it, and who asks. All on free ports of this machine only. */
final class DemoEdge implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "demo");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<AutoCloseable> open;
    private final DemoModel stable;
    private final DemoModel canary;
    private final WeightedProxy proxy;
    private final DemoTraffic traffic;
    private final HttpServer page;

    private DemoEdge(DemoExample example, Deque<AutoCloseable> open) throws IOException {
        this.open = open;
        open.push(threads::shutdownNow);
        stable = DemoModel.start("stable", example.models(), DemoExample.CHAMPION, threads);
        open.push(stable);
        canary = DemoModel.start("canary", example.models(), DemoExample.CHAMPION, threads);
        open.push(canary);
        InetSocketAddress free = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        proxy = WeightedProxy.start(
                WeightedProxy.Setup.of(free, canary.address(), stable.address()).withAdmin(free));
        open.push(proxy);
        page = HttpServer.create(free, 0);
        open.push(() -> page.stop(0));
        traffic = DemoTraffic.start(here(proxy.address()), example.rows(), threads);
        open.push(traffic);
        page.createContext("/metrics", this::tell);
        page.setExecutor(threads);
        page.start();
    }

    /** Begins with the champion on both servers, and all traffic on stable. */
    static DemoEdge start(DemoExample example) throws IOException {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            return new DemoEdge(example, open);
        } catch (IOException | RuntimeException e) {
            closed(open).ifPresent(e::addSuppressed);
            throw e;
        }
    }

    private static URI here(InetSocketAddress address) {
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    URI stable() {
        return stable.address();
    }

    URI canary() {
        return canary.address();
    }

    /** Where weights are set. */
    URI router() {
        return here(proxy.adminAddress().orElseThrow());
    }

    /** The proxy's own counters, and what the answers came to. */
    URI metrics() {
        return here(page.getAddress()).resolve("/metrics");
    }

    DemoTraffic traffic() {
        return traffic;
    }

    /** After a promotion both servers have the same version: the canary's place becomes free for the next. */
    void free() throws IOException {
        proxy.setWeight(0, proxy.epoch());
    }

    private void tell(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = traffic.metrics() + proxy.metrics();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        Optional<IOException> problem = closed(open);
        if (problem.isPresent()) {
            throw problem.get();
        }
    }

    /** The last first. */
    private static Optional<IOException> closed(Deque<AutoCloseable> open) {
        Optional<IOException> problem = Optional.empty();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                problem = Optional.of(new IOException("the demo's servers can't be ended: " + e.getMessage(), e));
            }
        }
        return problem;
    }
}
