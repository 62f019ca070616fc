package io.jenkins.plugins.aidelivery.rollout.router;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands one request on and its answer back, both as streams. It is sent once: what a broken connection lost is an error of its
 * side, not a second order.
 */
final class ProxyForwarding {
    /** RFC 9110, 7.6.1, and what is between each two parties; Host and lengths are written anew. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect",
            "host");

    private static final int BAD_REQUEST = 400;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int SERVER_FAULT = 500;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final HttpClient client;
    private final Duration patience;

    /** @param patience until an answer begins */
    ProxyForwarding(HttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * How it ended.
     *
     * @param code that the client was told
     * @param isError whether the side is to blame
     * @param broken whether the answer must not look whole
     */
    record Outcome(int code, boolean isError, boolean broken) {}

    Outcome forward(HttpExchange exchange, URI upstream, Optional<String> newCookie) throws IOException {
        HttpRequest request;
        ClientBody sent;
        try {
            sent = new ClientBody(exchange.getRequestBody(), length(exchange));
            request = request(exchange, upstream, sent);
        } catch (IllegalArgumentException e) {
            return refuse(exchange, BAD_REQUEST, "a request that can't be handed on", false);
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            return refuse(exchange, GATEWAY_TIMEOUT, "the server behind this one did not answer in time", true);
        } catch (IOException e) {
            if (sent.isBrokenOff()) {
                throw new IOException("the client broke off", e);
            }
            return refuse(exchange, BAD_GATEWAY, "the server behind this one can't be reached", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refuse(exchange, BAD_GATEWAY, "this server is ending", false);
        }
        newCookie.ifPresent(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie));
        return answer(exchange, response);
    }

    private HttpRequest request(HttpExchange exchange, URI upstream, ClientBody body) {
        String path = exchange.getRequestURI().getRawPath();
        if (path == null || !path.startsWith("/")) {
            throw new IllegalArgumentException("no path");
        }
        String query = exchange.getRequestURI().getRawQuery();
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(upstream + path + (query == null ? "" : "?" + query)))
                .timeout(patience)
                .method(exchange.getRequestMethod(), publisher(body, exchange));
        Headers headers = exchange.getRequestHeaders();
        Set<String> between = between(headers);
        headers.forEach((name, values) -> {
            if (!between.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        String client = exchange.getRemoteAddress().getAddress().getHostAddress();
        List<String> before = headers.getOrDefault("X-Forwarded-For", List.of());
        builder.setHeader("X-Forwarded-For", before.isEmpty() ? client : String.join(", ", before) + ", " + client);
        Optional.ofNullable(headers.getFirst("Host")).ifPresent(host -> builder.setHeader("X-Forwarded-Host", host));
        if (!headers.containsKey("X-Forwarded-Proto")) {
            builder.setHeader("X-Forwarded-Proto", "http");
        }
        return builder.build();
    }

    private static HttpRequest.BodyPublisher publisher(ClientBody body, HttpExchange exchange) {
        if (exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
            return HttpRequest.BodyPublishers.ofInputStream(() -> body);
        }
        long length = length(exchange);
        return length <= 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> body), length);
    }

    /** That was announced, or -1. */
    private static long length(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    /** Names of headers that end here, in lower case; a party may name more of them. */
    private static Set<String> between(Map<String, List<String>> headers) {
        Set<String> between = new HashSet<>(HOP_BY_HOP);
        headers.forEach((name, values) -> {
            if (name.equalsIgnoreCase("connection")) {
                for (String value : values) {
                    for (String named : value.split(",")) {
                        between.add(named.strip().toLowerCase(Locale.ROOT));
                    }
                }
            }
        });
        return between;
    }

    private static Outcome answer(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        int code = response.statusCode();
        Map<String, List<String>> headers = response.headers().map();
        Set<String> between = between(headers);
        headers.forEach((name, values) -> {
            if (!between.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        boolean isError = code >= SERVER_FAULT;
        Optional<String> length = response.headers().firstValue("content-length");
        try (InputStream body = response.body()) {
            if (exchange.getRequestMethod().equals("HEAD") || code == NO_CONTENT || code == NOT_MODIFIED) {
                length.ifPresent(value -> exchange.getResponseHeaders().set("Content-Length", value));
                exchange.sendResponseHeaders(code, -1);
                return new Outcome(code, isError, false);
            }
            // Here 0 stands for an unknown length, and -1 for none.
            long size = length.map(Long::parseLong).orElse(0L);
            exchange.sendResponseHeaders(code, length.isPresent() && size == 0 ? -1 : size);
            if (length.isPresent() && size == 0) {
                return new Outcome(code, isError, false);
            }
            return stream(body, exchange.getResponseBody())
                    ? new Outcome(code, isError, false)
                    : new Outcome(code, true, true);
        }
    }

    /** @return whether the side sent all of it; a client that left throws */
    private static boolean stream(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[1 << 14];
        while (true) {
            int read;
            try {
                read = from.read(buffer);
            } catch (IOException e) {
                return false;
            }
            if (read < 0) {
                to.close();
                return true;
            }
            to.write(buffer, 0, read);
            // Words of a language model are wanted one by one.
            to.flush();
        }
    }

    private static Outcome refuse(HttpExchange exchange, int code, String sentence, boolean isError)
            throws IOException {
        byte[] bytes = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(code, -1);
        } else {
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        return new Outcome(code, isError, false);
    }
}
