package io.jenkins.plugins.aidelivery.evidence.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.UUID;

/** One row of promptfoo's results: one test of one prompt at one provider. */
final class PromptfooRow {
    /** How a row ended. */
    enum End {
        PASSED,
        FAILED,
        /** The provider or an assertion broke down, so there is no verdict on the answer. */
        ERROR
    }

    /** {@code ResultFailureReason.ERROR}. */
    private static final int REASON_ERROR = 2;

    private final JsonEntry row;
    private final End end;
    private final UUID test;

    PromptfooRow(JsonEntry row) throws EvidenceException {
        this.row = row;
        if (!row.at("success").isPresent()) {
            throw new EvidenceException(row.place() + ": a result with 'success' was expected");
        }
        if (row.at("success").isTrue()) {
            this.end = End.PASSED;
        } else {
            JsonEntry reason = row.at("failureReason");
            // Version 2 has no reason; there an error has a text and was not graded.
            boolean error = reason.isPresent()
                    ? reason.count() == REASON_ERROR
                    : !row.at("error").text().isEmpty()
                            && !row.at("gradingResult").isPresent();
            this.end = error ? End.ERROR : End.FAILED;
        }
        this.test = identity();
    }

    End end() {
        return end;
    }

    /** The label that its author gave to the provider, else its id. */
    String provider() {
        JsonEntry provider = row.at("provider");
        String label = provider.at("label").text();
        String id = provider.at("id").text();
        return label.isEmpty() ? (id.isEmpty() ? provider.text() : id) : label;
    }

    String prompt() {
        String label = row.at("prompt").at("label").text();
        return label.isEmpty() ? row.at("promptIdx").node().asText("") : label;
    }

    OptionalDouble score() throws EvidenceException {
        return row.at("score").number();
    }

    /** Seconds that the provider took; nothing for answers out of promptfoo's cache and for errors. */
    OptionalDouble latency() throws EvidenceException {
        OptionalDouble milliseconds = row.at("latencyMs").number();
        return end == End.ERROR || isCached() || milliseconds.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(milliseconds.getAsDouble() / 1000);
    }

    boolean isCached() {
        return row.at("response").at("cached").node().asBoolean(false);
    }

    /** US dollars. */
    OptionalDouble cost() throws EvidenceException {
        return row.at("cost").number();
    }

    /** Version 2 has them in the provider's response only. */
    long tokens() throws EvidenceException {
        JsonEntry usage = row.at("tokenUsage").isPresent() ? row : row.at("response");
        return usage.at("tokenUsage").at("total").count();
    }

    JsonEntry namedScores() {
        return row.at("namedScores");
    }

    /** Assertions have weights; older versions do not write them. */
    double weight(String namedScore) throws EvidenceException {
        double weight = row.at("gradingResult")
                .at("namedScoreWeights")
                .at(namedScore)
                .number()
                .orElse(1);
        return weight > 0 ? weight : 0;
    }

    /**
     * What the repeats of one test at one provider have in common. There is no repeat index in the file, and
     * {@code testIdx} runs on over the repeats; only a row without variables is told apart by its number.
     */
    UUID test() {
        return test;
    }

    private UUID identity() {
        JsonNode original = row.at("testCase").at("vars").node();
        JsonNode vars = original.isEmpty() ? row.at("vars").node() : original;
        String number = row.at("testIdx").node().asText(row.place());
        String key = String.join(
                "\u0000",
                provider(),
                prompt(),
                row.at("promptIdx").node().asText(""),
                row.at("testCase").at("description").text(),
                vars.isEmpty() ? number : vars.toString());
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }
}
