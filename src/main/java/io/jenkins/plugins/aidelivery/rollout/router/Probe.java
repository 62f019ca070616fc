package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.Template;
import java.time.Duration;
import java.util.Map;
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

    /** A page: its answer is its text, a status beyond 299 is a refusal. */
    record OfPage(String url) implements Probe {
        @Override
        public CompletionStage<String> ask(Map<String, String> values, Surroundings surroundings) {
            HttpCalls.Call call = new HttpCalls.Call("GET", "", Map.of(), "", Blocking.WITHIN, 1);
            return surroundings
                    .http()
                    .send(Endpoint.open(Template.filled(url, values)), call)
                    .thenApply(reply -> reply.text().strip());
        }
    }
}
