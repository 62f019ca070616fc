package io.jenkins.plugins.aidelivery.rollout.router;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.Causes;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends what the plan wrote with the weight filled in, and asks for the weight where the plan says. */
final class HttpRouter implements Router {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 3;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Endpoint endpoint;
    private final Order order;
    private final Question question;
    private final Scale scale;
    private final HttpCalls http;

    /** How a weight is set; all of it with places for it. */
    record Order(String method, String path, String body, Map<String, String> headers) {
        Order {
            headers = Map.copyOf(headers);
        }

        HttpCalls.Call filled(Map<String, String> values) {
            Map<String, String> filled = new LinkedHashMap<>();
            if (!body.isEmpty()) {
                filled.put("Content-Type", "application/json");
            }
            headers.forEach((name, value) -> {
                filled.keySet().removeIf(name::equalsIgnoreCase);
                filled.put(name, Template.filled(value, values));
            });
            // Only of a PUT every server knows that twice is as good as once.
            return new HttpCalls.Call(
                    method,
                    Template.filled(path, values),
                    filled,
                    Template.filled(body, values),
                    Blocking.WITHIN,
                    method.equals("PUT") ? TRIES : 1);
        }
    }

    /** Where the weight stands. */
    record Question(String path, JsonPointer pointer) {}

    HttpRouter(Endpoint endpoint, Order order, Question question, Scale scale, HttpCalls http) {
        this.endpoint = endpoint;
        this.order = order;
        this.question = question;
        this.scale = scale;
        this.http = http;
    }

    @Override
    public CompletionStage<List<String>> check(Demand demand) {
        List<String> obstacles = new ArrayList<>(scale.tooFine(demand));
        return weight().handle((weight, problem) -> {
            if (problem != null) {
                obstacles.add(Causes.of(problem).getMessage());
            }
            return obstacles;
        });
    }

    @Override
    public CompletionStage<Void> setWeight(double percent, long epoch) {
        return send(order.filled(scale.values(percent, epoch))).thenApply(reply -> null);
    }

    @Override
    public CompletionStage<Double> weight() {
        return send(HttpCalls.Call.get(question.path(), Blocking.WITHIN)).thenCompose(reply -> read(reply.text()));
    }

    private CompletionStage<HttpCalls.Reply> send(HttpCalls.Call call) {
        return http.send(endpoint, call)
                .exceptionallyCompose(problem -> CompletableFuture.failedFuture(explained(Causes.of(problem))));
    }

    private Throwable explained(Throwable problem) {
        boolean stranger = problem instanceof HttpCalls.RefusedException refused
                && (refused.status() == UNAUTHORIZED || refused.status() == FORBIDDEN);
        if (stranger) {
            return new IOException(
                    problem.getMessage() + "; look at 'token', or 'user' and 'password', beside 'url'", problem);
        }
        return problem;
    }

    private CompletionStage<Double> read(String text) {
        String where = endpoint + question.path();
        try {
            JsonNode node = JSON.readTree(text).at(question.pointer());
            double number = node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
            if (node.isNumber() && scale.holds(number) || node.isTextual() && scale.holds(number)) {
                return CompletableFuture.completedFuture(scale.percent(number));
            }
            return failed(
                    where + " has at '" + question.pointer() + "' "
                            + (node.isMissingNode() ? "nothing" : "no number from 0 to " + Percent.text(scale.all())),
                    null);
        } catch (NumberFormatException e) {
            return failed(where + " has at '" + question.pointer() + "' a text that is no number", e);
        } catch (JsonProcessingException e) {
            return failed(where + " did not answer with JSON", e);
        }
    }

    private static CompletionStage<Double> failed(String sentence, Throwable cause) {
        return CompletableFuture.failedFuture(new IOException(sentence, cause));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
