package io.jenkins.plugins.aidelivery.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A model server of the demo: {@code POST /score} with a row, {@code POST /deploy} and {@code POST /restore} with what a rollout's hook
 * says of the versions.
 */
final class DemoModel implements AutoCloseable {
    /** Which side answered. */
    static final String SERVED_BY = "X-Served-By";

    private static final int OK = 200;
    private static final int UNUSABLE = 422;
    private static final int FAULT = 500;

    private final String name;
    private final Path models;
    private final HttpServer server;
    private volatile Release running;

    /** What runs: a model, and how it was released. */
    private record Release(DemoScorer scorer, Map<String, String> settings) {
        /** Size bands that this release has heard of; all, if nothing is said. */
        boolean knows(String band) {
            String bands = settings.getOrDefault("bands", "");
            return bands.isEmpty() || List.of(bands.split(",")).contains(band);
        }

        long delay() {
            return Long.parseLong(settings.getOrDefault("delay-ms", "0"));
        }
    }

    private DemoModel(String name, Path models, HttpServer server) {
        this.name = name;
        this.models = models;
        this.server = server;
    }

    /**
     * Begins to answer, on a free port of this machine only.
     *
     * @param name of its side
     * @param models directory with a directory for each version
     * @param version that it begins with
     */
    static DemoModel start(String name, Path models, String version, ExecutorService threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        DemoModel model = new DemoModel(name, models, server);
        model.deploy(version, "");
        server.createContext("/", model::answer);
        server.setExecutor(threads);
        server.start();
        return model;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param settings such as {@code bands=small,medium delay-ms=30}; may be empty */
    private void deploy(String version, String settings) throws IOException {
        Map<String, String> read = new HashMap<>();
        for (String setting : settings.split(" ")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                read.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        running = new Release(DemoScorer.read(models.resolve(version).resolve("model.json")), Map.copyOf(read));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JsonFile.MAPPER.readTree(exchange.getRequestBody());
            switch (exchange.getRequestURI().getPath()) {
                case "/deploy" -> {
                    deploy(
                            body.path("version").asText(),
                            body.path("configuration").asText());
                    send(exchange, OK, Map.of("runs", body.path("version").asText()));
                }
                case "/restore" -> {
                    deploy(body.path("previous_version").asText(), "");
                    send(
                            exchange,
                            OK,
                            Map.of("runs", body.path("previous_version").asText()));
                }
                default -> score(exchange, body);
            }
        }
    }

    private void score(HttpExchange exchange, JsonNode row) throws IOException {
        Release release = running;
        pause(release.delay());
        String band = row.path("size_band").asText();
        if (!release.knows(band)) {
            send(exchange, FAULT, Map.of("error", "unknown size band: " + band));
            return;
        }
        try {
            double score = release.scorer().score(row);
            send(
                    exchange,
                    OK,
                    Map.of("score", score, "prediction", release.scorer().predict(score)));
        } catch (IllegalArgumentException e) {
            send(exchange, UNUSABLE, Map.of("error", e.getMessage()));
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("this server is ending", e);
        }
    }

    private void send(HttpExchange exchange, int code, Map<String, ?> answer) throws IOException {
        byte[] bytes = JsonFile.MAPPER.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set(SERVED_BY, name);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
