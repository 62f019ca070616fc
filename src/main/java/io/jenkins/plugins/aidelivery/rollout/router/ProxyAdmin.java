package io.jenkins.plugins.aidelivery.rollout.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A proxy's other door: {@code GET /weight}, {@code PUT /weight} with {@code {"weight": 5, "epoch": 3}}, and
 * {@code GET /metrics}. An order of an older epoch is refused with status 409.
 */
final class ProxyAdmin implements HttpHandler {
    static final ObjectMapper JSON = new ObjectMapper();
    static final int UNAUTHORIZED = 401;
    static final int CONFLICT = 409;

    private static final int LARGEST = 10_000;
    private static final int BAD_REQUEST = 400;

    private final WeightedProxy proxy;
    private final Optional<String> token;

    ProxyAdmin(WeightedProxy proxy, Optional<String> token) {
        this.proxy = proxy;
        this.token = token;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (!mayAsk(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                send(exchange, UNAUTHORIZED, "text/plain", "a bearer token was expected, and the right one");
            } else if (asked.equals("GET /metrics")) {
                send(exchange, 200, ProxyMetrics.CONTENT_TYPE, proxy.metrics());
            } else if (asked.equals("GET /weight")) {
                sendWeight(exchange);
            } else if (asked.equals("PUT /weight")) {
                put(exchange);
            } else {
                send(exchange, 404, "text/plain", "here are GET /weight, PUT /weight and GET /metrics");
            }
        }
    }

    private boolean mayAsk(HttpExchange exchange) {
        String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        return token.map(expected -> MessageDigest.isEqual(
                        ("Bearer " + expected).getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8)))
                .orElse(true);
    }

    private void put(HttpExchange exchange) throws IOException {
        JsonNode order;
        try {
            order = JSON.readTree(exchange.getRequestBody().readNBytes(LARGEST));
        } catch (JsonProcessingException e) {
            order = JSON.missingNode();
        }
        if (!order.path("weight").isNumber() || !order.path("epoch").isIntegralNumber()) {
            send(exchange, BAD_REQUEST, "text/plain", "{\"weight\": 5, \"epoch\": 1} was expected");
            return;
        }
        try {
            proxy.setWeight(
                    order.path("weight").doubleValue(), order.path("epoch").longValue());
            sendWeight(exchange);
        } catch (IllegalArgumentException e) {
            send(exchange, BAD_REQUEST, "text/plain", e.getMessage());
        } catch (IOException e) {
            send(exchange, CONFLICT, "text/plain", e.getMessage());
        }
    }

    private void sendWeight(HttpExchange exchange) throws IOException {
        send(
                exchange,
                200,
                "application/json",
                JSON.createObjectNode()
                        .put("weight", proxy.weight())
                        .put("epoch", proxy.epoch())
                        .put("sticky", proxy.keepsSessions())
                        .toString());
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
