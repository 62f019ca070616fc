package io.jenkins.plugins.aidelivery.rollout.ends;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server whose pages a test writes, and may hold back. */
public final class MetricsPage implements AutoCloseable {
    private record Page(int status, String text) {}

    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private volatile boolean silent;

    public MetricsPage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                    + (authorization == null ? "" : " as " + authorization) + (body.isEmpty() ? "" : " " + body));
            if (silent) {
                closed.await();
                return;
            }
            Page page = pages.getOrDefault(exchange.getRequestURI().getPath(), new Page(404, "no such page"));
            byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The page of metrics. */
    public MetricsPage shows(String text) {
        return shows("/metrics", 200, text);
    }

    public MetricsPage shows(String path, int status, String text) {
        pages.put(path, new Page(status, text));
        return this;
    }

    /** From now on, requests are taken and not answered. */
    public void fallSilent() {
        silent = true;
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + host();
    }

    /** What was asked: method, path, who, and body. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
