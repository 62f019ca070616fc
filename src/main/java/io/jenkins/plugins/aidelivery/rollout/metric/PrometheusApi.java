package io.jenkins.plugins.aidelivery.rollout.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Prometheus' HTTP interface, version 1, of which one call is enough: {@code POST /api/v1/query}. */
record PrometheusApi(HttpCalls http, Endpoint endpoint) {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");

    private static final int TRIES = 3;
    private static final int BAD_DATA = 400;
    private static final int UNPROCESSABLE = 422;

    /** The time that one reading has for all of its calls. */
    record Deadline(long nanos) {
        static Deadline in(Duration time) {
            return new Deadline(System.nanoTime() + time.toNanos());
        }

        Duration left() {
            return Duration.ofMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime())));
        }
    }

    /**
     * Evaluates an expression at a time.
     *
     * @return fails with an {@link UnansweredException} or {@link IOException}
     */
    CompletionStage<PrometheusReply> query(String expression, long at, Deadline deadline) {
        Duration left = deadline.left();
        String body = "query=" + encoded(expression)
                + "&time=" + BigDecimal.valueOf(at, 3).toPlainString()
                + "&timeout=" + Math.max(1, left.toMillis()) + "ms";
        return http.send(endpoint, new HttpCalls.Call("POST", "/api/v1/query", HEADERS, body, left, TRIES))
                .thenApply(reply -> checked(parsed(reply.text())))
                .exceptionallyCompose(problem -> CompletableFuture.failedFuture(explained(problem)));
    }

    private PrometheusReply parsed(String text) {
        try {
            return PrometheusReply.parse(text);
        } catch (JsonProcessingException e) {
            throw UnansweredException.blind(
                    endpoint + " answered with something that is not JSON; is Prometheus there?");
        } catch (IOException e) {
            throw UnansweredException.blind(
                    endpoint + " answered with something else than Prometheus does: " + endpoint.hide(e.getMessage()));
        }
    }

    private PrometheusReply checked(PrometheusReply reply) {
        if (!reply.status().equals("success")) {
            throw UnansweredException.blind(endpoint + " did not succeed: " + endpoint.hide(reply.error()));
        }
        if (!reply.warnings().isEmpty()) {
            throw UnansweredException.blind(endpoint + " may not have answered with all that there is: "
                    + endpoint.hide(reply.warnings().get(0)));
        }
        return reply;
    }

    private Throwable explained(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        boolean isOurs = cause instanceof HttpCalls.RefusedException refused
                && (refused.status() == BAD_DATA || refused.status() == UNPROCESSABLE);
        return isOurs ? malformed((HttpCalls.RefusedException) cause) : cause;
    }

    private Throwable malformed(HttpCalls.RefusedException refused) {
        try {
            PrometheusReply reply = PrometheusReply.parse(refused.body());
            if (!reply.error().isEmpty()) {
                return UnansweredException.wrong("Prometheus can't answer the question: " + reply.error());
            }
        } catch (IOException e) {
            // Somebody else answered, such as a proxy: what it says is as good as any status.
            refused.addSuppressed(e);
        }
        return refused;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
