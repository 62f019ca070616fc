package io.jenkins.plugins.aidelivery.rollout.ends;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A model's server as a rollout sees it: it answers every request with the name of its track, fails as often and takes as long as it is told, and
 * counts at {@code /metrics} in the OpenMetrics format: {@code http_requests_total{track,code}},
 * {@code http_errors_total{track}} and the histogram {@code http_request_duration_seconds{track}}.
 */
public final class ModelServer implements AutoCloseable {
    /** Seconds. */
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    static {
        // Without, each answer on a kept connection waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String track;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random random;
    private final Map<Integer, Long> byCode = new TreeMap<>();
    private final long[] buckets = new long[BOUNDS.length + 1];
    private final AtomicLong requests = new AtomicLong();
    private double seconds;
    private volatile double errorRate;
    private volatile Duration latency = Duration.ZERO;

    private ModelServer(String track, HttpServer server) {
        this.track = track;
        this.server = server;
        this.random = new Random(track.hashCode());
    }

    /** @param track such as canary or stable */
    public static ModelServer start(String track) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        ModelServer server = new ModelServer(track, http);
        http.setExecutor(server.threads);
        http.createContext("/metrics", server::metrics);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    /** @param rate part of the requests, 0 … 1, that are answered with status 500 */
    public void errorRate(double rate) {
        errorRate = rate;
    }

    /** How long an answer takes. */
    public void latency(Duration each) {
        latency = each;
    }

    /** How many requests came, but for those about its metrics. */
    public long requests() {
        return requests.get();
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + address();
    }

    private void answer(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        exchange.getRequestBody().readAllBytes();
        boolean fails = fails();
        if (!latency.isZero()) {
            LockSupport.parkNanos(latency.toNanos());
        }
        int code = fails ? 500 : 200;
        count(code, (System.nanoTime() - start) / 1e9);
        send(exchange, code, "text/plain", track);
    }

    private synchronized boolean fails() {
        return random.nextDouble() < errorRate;
    }

    private synchronized void count(int code, double took) {
        requests.incrementAndGet();
        byCode.merge(code, 1L, Long::sum);
        seconds += took;
        int bucket = 0;
        while (bucket < BOUNDS.length && took > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket]++;
    }

    private void metrics(HttpExchange exchange) throws IOException {
        send(exchange, 200, "application/openmetrics-text; version=1.0.0; charset=utf-8", metrics());
    }

    private synchronized String metrics() {
        StringBuilder text = new StringBuilder();
        text.append("# TYPE http_requests counter\n");
        byCode.forEach((code, count) ->
                text.append("http_requests_total{track=\"%s\",code=\"%d\"} %d\n".formatted(track, code, count)));
        text.append("# TYPE http_errors counter\n");
        text.append("http_errors_total{track=\"%s\"} %d\n".formatted(track, byCode.getOrDefault(500, 0L)));
        text.append("# TYPE http_request_duration_seconds histogram\n");
        long below = 0;
        for (int i = 0; i < buckets.length; i++) {
            below += buckets[i];
            String bound = i < BOUNDS.length ? String.valueOf(BOUNDS[i]) : "+Inf";
            text.append(
                    "http_request_duration_seconds_bucket{track=\"%s\",le=\"%s\"} %d\n".formatted(track, bound, below));
        }
        text.append(
                String.format(Locale.ROOT, "http_request_duration_seconds_sum{track=\"%s\"} %.6f\n", track, seconds));
        text.append("http_request_duration_seconds_count{track=\"%s\"} %d\n".formatted(track, below));
        return text.append("# EOF\n").toString();
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, "HEAD".equals(exchange.getRequestMethod()) ? -1 : bytes.length);
        if (!"HEAD".equals(exchange.getRequestMethod())) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
