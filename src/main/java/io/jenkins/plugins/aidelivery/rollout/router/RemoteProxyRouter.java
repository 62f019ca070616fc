package io.jenkins.plugins.aidelivery.rollout.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.Causes;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A proxy in a process of its own, by its admin address: traffic goes on whatever becomes of this process. */
final class RemoteProxyRouter implements Router {
    private static final int TRIES = 3;

    private final Endpoint endpoint;
    private final HttpCalls http;

    RemoteProxyRouter(Endpoint endpoint, HttpCalls http) {
        this.endpoint = endpoint;
        this.http = http;
    }

    @Override
    public CompletionStage<List<String>> check(Demand demand) {
        List<String> tooFine = LocalProxyRouter.tooFine(demand);
        return ask().handle((now, problem) -> {
            List<String> obstacles = new ArrayList<>(tooFine);
            if (problem != null) {
                obstacles.add(Causes.of(problem).getMessage());
            } else if (demand.sticky() && !now.path("sticky").asBoolean()) {
                obstacles.add(
                        "the proxy at " + endpoint
                                + " doesn't keep sessions on their side: start it with 'sticky: true' or the 'key' of a session");
            }
            return obstacles;
        });
    }

    @Override
    public CompletionStage<Void> setWeight(double percent, long epoch) {
        String order = ProxyAdmin.JSON
                .createObjectNode()
                .put("weight", Percent.checked(percent))
                .put("epoch", epoch)
                .toString();
        return send(new HttpCalls.Call(
                        "PUT", "/weight", Map.of("Content-Type", "application/json"), order, Blocking.WITHIN, TRIES))
                .thenApply(now -> null);
    }

    @Override
    public CompletionStage<Double> weight() {
        return ask().thenApply(now -> now.path("weight").doubleValue());
    }

    private CompletionStage<JsonNode> ask() {
        return send(HttpCalls.Call.get("/weight", Blocking.WITHIN));
    }

    private CompletionStage<JsonNode> send(HttpCalls.Call call) {
        return http.send(endpoint, call)
                .thenCompose(reply -> read(reply.text()))
                .exceptionallyCompose(problem -> CompletableFuture.failedFuture(explained(Causes.of(problem))));
    }

    private CompletionStage<JsonNode> read(String text) {
        try {
            JsonNode now = ProxyAdmin.JSON.readTree(text);
            if (now.path("weight").isNumber()) {
                return CompletableFuture.completedFuture(now);
            }
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedFuture(new IOException(strange(), e));
        }
        return CompletableFuture.failedFuture(new IOException(strange()));
    }

    private String strange() {
        return endpoint + " did not answer as the admin address of our proxy does";
    }

    private Throwable explained(Throwable problem) {
        if (problem instanceof HttpCalls.RefusedException refused && refused.status() == ProxyAdmin.UNAUTHORIZED) {
            return new IOException(
                    endpoint + " asks for a token, and for another one than it was given: look at 'token'", problem);
        }
        return problem;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
