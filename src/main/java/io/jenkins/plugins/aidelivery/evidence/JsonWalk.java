package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks over a JSON document, or several one after the other (JSON lines), without holding it: the values at given
 * places are handed out as small trees, everything else is skipped.
 *
 * <pre>{@code
 * new JsonWalk()
 *     .on("/results/stats", stats -> …)
 *     .on("/results/results/*", row -> …)   // each element of the array, each member of an object
 *     .walk(report);
 * }</pre>
 *
 * The empty path is the whole document: each line of a JSON-lines file.
 */
public final class JsonWalk {
    /** What to do with a value that was asked for. */
    @FunctionalInterface
    public interface Handler {
        /**
         * @param value the value
         * @param place where it stands: a pointer, or {@code line 12} for a document of JSON lines
         */
        void handle(JsonNode value, String place) throws IOException;
    }

    private record Rule(List<String> path, Handler handler) {
        boolean matches(List<String> at) {
            if (at.size() != path.size()) {
                return false;
            }
            for (int i = 0; i < at.size(); i++) {
                if (!path.get(i).equals("*") && !path.get(i).equals(at.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    /** Asks for the values at a path, in which {@code *} stands for any name or index. */
    public JsonWalk on(String path, Handler handler) {
        rules.add(new Rule(Pointer.segments(path), handler));
        return this;
    }

    /**
     * Walks to the end of the file.
     *
     * @return how many documents there were
     */
    public int walk(Report report) throws IOException {
        int documents = 0;
        try (JsonParser in = report.json()) {
            List<String> at = new ArrayList<>();
            while (in.nextToken() != null) {
                documents++;
                value(in, at);
            }
        }
        return documents;
    }

    private void value(JsonParser in, List<String> at) throws IOException {
        for (Rule rule : rules) {
            if (rule.matches(at)) {
                String place =
                        at.isEmpty() ? "line " + in.currentTokenLocation().getLineNr() : Pointer.text(at);
                rule.handler().handle(JsonInput.tree(in), place);
                return;
            }
        }
        if (in.currentToken() == JsonToken.START_OBJECT) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                at.add(in.currentName());
                in.nextToken();
                value(in, at);
                at.remove(at.size() - 1);
            }
        } else if (in.currentToken() == JsonToken.START_ARRAY) {
            int index = 0;
            while (in.nextToken() != JsonToken.END_ARRAY) {
                at.add(Integer.toString(index++));
                value(in, at);
                at.remove(at.size() - 1);
            }
        }
    }
}
