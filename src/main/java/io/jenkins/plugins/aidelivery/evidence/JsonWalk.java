package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
 * The empty path is the whole document: each line of a JSON-lines file. Where a name and {@code *} both fit, the name
 * goes first and {@code *} is not asked.
 */
public final class JsonWalk {
    /** What to do with a value that was asked for. */
    @FunctionalInterface
    public interface Handler {
        /** Takes the value; its place tells complaints where to point. */
        void handle(JsonEntry value) throws IOException;
    }

    /** One step down a path that somebody asked for. */
    private static final class Step {
        private final Map<String, Step> named = new HashMap<>();
        private Step any;
        private Handler handler;
        private Consumer<String> list;
        private Predicate<String> members = name -> true;

        Step down(String name) {
            Step next = named.get(name);
            return next == null ? any : next;
        }

        Step grow(String name) {
            if (!name.equals("*")) {
                return named.computeIfAbsent(name, key -> new Step());
            }
            if (any == null) {
                any = new Step();
            }
            return any;
        }
    }

    private final Step root = new Step();

    /** Asks for the values at a path, in which {@code *} stands for any name or index. */
    public JsonWalk on(String path, Handler handler) {
        return on(path, name -> true, handler);
    }

    /** Asks for objects, but only for some of their members: the others are skipped, however large. */
    public JsonWalk on(String path, Predicate<String> members, Handler handler) {
        Step step = step(path);
        step.handler = handler;
        step.members = members;
        return this;
    }

    private Step step(String path) {
        Step step = root;
        for (String segment : Pointer.segments(path)) {
            step = step.grow(segment);
        }
        return step;
    }

    /** Asks to be told where a list begins whose elements are asked for: it may have none. */
    public JsonWalk onList(String path, Consumer<String> place) {
        step(path).list = place;
        return this;
    }

    /** Walks to the end of the file. */
    public void walk(Report report) throws IOException {
        report.json(in -> {
            List<String> at = new ArrayList<>();
            while (in.nextToken() != null) {
                value(in, root, at);
            }
        });
    }

    private void value(JsonParser in, Step step, List<String> at) throws IOException {
        if (step.handler != null) {
            String place = at.isEmpty() ? "line " + in.currentTokenLocation().getLineNr() : Pointer.text(at);
            step.handler.handle(new JsonEntry(JsonInput.tree(in, step.members), place));
        } else if (in.currentToken() == JsonToken.START_OBJECT) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                member(in, step, name, at);
            }
        } else if (in.currentToken() == JsonToken.START_ARRAY) {
            if (step.list != null) {
                step.list.accept(Pointer.text(at));
            }
            for (int index = 0; in.nextToken() != JsonToken.END_ARRAY; index++) {
                member(in, step, Integer.toString(index), at);
            }
        }
    }

    private void member(JsonParser in, Step step, String name, List<String> at) throws IOException {
        Step next = step.down(name);
        if (next == null) {
            in.skipChildren();
            return;
        }
        at.add(name);
        value(in, next, at);
        at.remove(at.size() - 1);
    }
}
