package io.jenkins.plugins.aidelivery.rollout.router;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A question about an instance, and who answers it. */
sealed interface Probe {
    /** @return what was answered, without blanks around it; fails if the answer is a refusal */
    CompletionStage<String> ask(Map<String, String> values, Surroundings surroundings);

    /** A program: its answer is what it prints, a code other than 0 is a refusal. */
    record OfProgram(LocalProgram program, Duration within) implements Probe {
        @Override
        public CompletionStage<String> ask(Map<String, String> values, Surroundings surroundings) {
            LocalProgram filled = program.filled(values);
            return Blocking.call(
                    surroundings.blocking(),
                    "'" + program.words().get(0) + "'",
                    within.plusSeconds(1),
                    () -> filled.runWell(within).strip());
        }
    }

    /**
     * A page: a status from 200 to 299 and its text, or what stands at a place of its JSON.
     *
     * @param pointer empty for the whole text
     */
    record OfPage(String url, JsonPointer pointer) implements Probe {
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public CompletionStage<String> ask(Map<String, String> values, Surroundings surroundings) {
            String filled = Template.filled(url, values);
            HttpCalls.Call call = new HttpCalls.Call("GET", "", Map.of(), "", Blocking.WITHIN, 1);
            return surroundings
                    .http()
                    .send(Endpoint.open(filled), call)
                    .thenCompose(reply -> read(filled, reply.text().strip()));
        }

        private CompletionStage<String> read(String where, String text) {
            if (pointer.matches()) {
                return CompletableFuture.completedFuture(text);
            }
            try {
                JsonNode node = JSON.readTree(text).at(pointer);
                if (node.isValueNode()) {
                    return CompletableFuture.completedFuture(node.asText());
                }
                return CompletableFuture.failedFuture(
                        new IOException(where + " has at '" + pointer + "' no single value"));
            } catch (JsonProcessingException e) {
                return CompletableFuture.failedFuture(new IOException(where + " did not answer with JSON", e));
            }
        }
    }
}
