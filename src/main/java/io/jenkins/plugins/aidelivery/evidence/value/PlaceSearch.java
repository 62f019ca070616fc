package io.jenkins.plugins.aidelivery.evidence.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.evidence.JsonInput;
import io.jenkins.plugins.aidelivery.evidence.Pointer;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks for the numbers at some places of a file while the file goes by, and remembers what was near those that lack. */
final class PlaceSearch {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][-+]?\\d{1,9})?");

    /** Neighbours that are remembered, to name one that was meant. */
    private static final int MOST_NEIGHBOURS = 200;

    /**
     * What stands at a place.
     *
     * @param number NaN if it can't be used
     * @param status why not
     */
    record Found(double number, Status status) {}

    /** One place that is looked for. */
    private static final class Wanted {
        private final String pointer;
        private final List<String> segments;
        private final Set<String> neighbours = new LinkedHashSet<>();
        private int deepest = -1;
        private String dead = "";
        private Found found;

        Wanted(String pointer) {
            this.pointer = pointer;
            this.segments = Pointer.segments(pointer);
        }

        /** A container was reached: what it holds is near what is wanted. */
        void enter(int depth) {
            if (depth > deepest) {
                deepest = depth;
                neighbours.clear();
            }
        }

        void near(int depth, String name) {
            if (depth == deepest && neighbours.size() < MOST_NEIGHBOURS) {
                neighbours.add(name);
            }
        }
    }

    private final Map<String, Wanted> wanted = new LinkedHashMap<>();
    private boolean textsAreNumbers;

    /** Asks for a place; the empty one is none. */
    void want(String pointer) {
        if (!pointer.isEmpty()) {
            wanted.computeIfAbsent(pointer, Wanted::new);
        }
    }

    /** In a file where everything is text, a text may be a number. */
    void textsAreNumbers() {
        textsAreNumbers = true;
    }

    /** What was found at a place that was asked for. */
    Found found(String pointer) {
        Wanted place = wanted.get(pointer);
        return place.found != null ? place.found : new Found(Double.NaN, Status.missing(missing(place)));
    }

    private static String missing(Wanted place) {
        if (!place.dead.isEmpty()) {
            return place.dead;
        }
        if (place.deepest < 0) {
            return "there is nothing at " + place.pointer;
        }
        String above = Pointer.text(place.segments.subList(0, place.deepest));
        String name = place.segments.get(place.deepest);
        return "there is no '" + name + "' in " + (above.isEmpty() ? "the file" : above)
                + Nearest.to(name, place.neighbours)
                        .map(near -> "; the nearest is '" + near + "'")
                        .orElse(", which is empty");
    }

    /** Shows a document, which the parser stands on. */
    void document(JsonParser in) throws IOException {
        value(in, new ArrayList<>(wanted.values()), 0);
    }

    /** Shows a file as a list, an element at a time. */
    Elements elements() {
        List<Wanted> active = new ArrayList<>(wanted.values());
        active.forEach(place -> place.enter(0));
        return new Elements(active, 0);
    }

    private void value(JsonParser in, List<Wanted> active, int depth) throws IOException {
        JsonToken token = in.currentToken();
        List<Wanted> below = new ArrayList<>();
        for (Wanted place : active) {
            if (place.segments.size() > depth) {
                below.add(place);
            } else if (place.found == null) {
                place.found = scalar(in, place);
            }
        }
        if (token.isStructStart()) {
            below.forEach(place -> place.enter(depth));
        }
        if (token == JsonToken.START_OBJECT) {
            object(in, below, depth);
        } else if (token == JsonToken.START_ARRAY) {
            array(in, below, depth);
        } else {
            for (Wanted place : below) {
                place.dead = Pointer.text(place.segments.subList(0, depth))
                        + " is a single value; there is nothing below it";
            }
        }
    }

    private void object(JsonParser in, List<Wanted> active, int depth) throws IOException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            List<Wanted> next = new ArrayList<>();
            for (Wanted place : active) {
                place.near(depth, name);
                if (place.segments.get(depth).equals(name)) {
                    next.add(place);
                }
            }
            if (next.isEmpty()) {
                in.skipChildren();
            } else {
                value(in, next, depth + 1);
            }
        }
    }

    private void array(JsonParser in, List<Wanted> active, int depth) throws IOException {
        Elements elements = new Elements(active, depth);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (elements.areWanted()) {
                elements.show(JsonInput.tree(in));
            } else {
                in.skipChildren();
            }
        }
    }

    /** The elements of a list, of which one is picked by its index or by what is in it. */
    final class Elements {
        private final List<Wanted> active;
        private final int depth;
        private int index;

        Elements(List<Wanted> active, int depth) {
            this.active = active;
            this.depth = depth;
        }

        /** Whether anything in them can still be of interest. */
        boolean areWanted() {
            return !active.isEmpty();
        }

        void show(JsonNode element) throws IOException {
            List<Wanted> next = new ArrayList<>();
            for (Wanted place : active) {
                if (isMeant(place, element)) {
                    next.add(place);
                }
            }
            index++;
            if (!next.isEmpty()) {
                // The first that fits is meant.
                active.removeAll(next);
                try (JsonParser in = element.traverse()) {
                    in.nextToken();
                    value(in, next, depth + 1);
                }
            }
        }

        private boolean isMeant(Wanted place, JsonNode element) {
            String segment = place.segments.get(depth);
            int equals = segment.indexOf('=');
            if (equals <= 0) {
                place.near(depth, Integer.toString(index));
                return segment.equals(Integer.toString(index));
            }
            String name = segment.substring(0, equals);
            JsonNode member = element.path(name);
            if (member.isValueNode()) {
                place.near(depth, name + "=" + member.asText());
            }
            return member.isValueNode() && member.asText().equals(segment.substring(equals + 1));
        }
    }

    private Found scalar(JsonParser in, Wanted place) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in.getDoubleValue(), in.getText(), place);
            case VALUE_STRING -> text(in.getText(), place);
            case VALUE_TRUE, VALUE_FALSE -> unusable(place, "is " + in.getText() + ", not a number");
            case VALUE_NULL -> unusable(place, "is null, so nothing was measured");
            case START_OBJECT -> unusable(place, "is an object; name one of its values");
            case START_ARRAY -> unusable(place, "is a list; name one of its elements, such as " + place.pointer + "/0");
            default -> unusable(place, "is no value");
        };
    }

    private Found text(String text, Wanted place) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        boolean number = NUMBER.matcher(text.strip()).matches();
        if (number && textsAreNumbers) {
            return number(Double.parseDouble(text.strip()), shown, place);
        }
        if (textsAreNumbers) {
            return unusable(place, text.isBlank() ? "is empty" : "is '" + shown + "', not a number");
        }
        return unusable(
                place, "is the text \"" + shown + "\"" + (number ? "; a number has no quotes" : ", not a number"));
    }

    private static Found number(double value, String written, Wanted place) {
        return Double.isFinite(value)
                ? new Found(value, Status.OK)
                : unusable(place, "is " + written + ", which is not a finite number");
    }

    private static Found unusable(Wanted place, String why) {
        return new Found(Double.NaN, Status.error(place.pointer + " " + why));
    }
}
