package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A part of a JSON report with its place, so that a value that is not what it should be is complained of with it. */
public final class JsonEntry {
    /** No value at all. */
    public static final JsonEntry NONE = new JsonEntry(MissingNode.getInstance(), "");

    /** Whole numbers above this are not exact as floating-point numbers, and no count of anything. */
    private static final double MOST = 1L << 53;

    private final JsonNode node;
    // Places are put together when somebody asks: most values are all right.
    private final JsonEntry parent;
    private final String step;

    /** @param place a pointer, or {@code line 12} for a document of JSON lines */
    public JsonEntry(JsonNode node, String place) {
        this(node, null, place);
    }

    private JsonEntry(JsonNode node, JsonEntry parent, String step) {
        this.node = node;
        this.parent = parent;
        this.step = step;
    }

    /** The value; a missing one is a {@link MissingNode}. */
    public JsonNode node() {
        return node;
    }

    /** A pointer, or {@code line 12} and a pointer below it. */
    public String place() {
        return parent == null ? step : parent.place() + "/" + Pointer.escaped(step);
    }

    /** The last segment of the place: an object member's name. */
    public String name() {
        return parent == null ? Pointer.unescaped(step.substring(step.lastIndexOf('/') + 1)) : step;
    }

    /** The member of a name; a missing one can be asked on. */
    public JsonEntry at(String name) {
        return new JsonEntry(node.path(name), this, name);
    }

    /** An object's members or an array's elements; nothing else has any. */
    public List<JsonEntry> children() {
        if (node.isEmpty()) {
            return List.of();
        }
        List<JsonEntry> children = new ArrayList<>(node.size());
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                children.add(new JsonEntry(node.get(i), this, Integer.toString(i)));
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            children.add(new JsonEntry(member.getValue(), this, member.getKey()));
        }
        return children;
    }

    /** Whether there is a value, and not null. */
    public boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** A text, or nothing for anything else. */
    public String text() {
        return node.isTextual() ? node.textValue() : "";
    }

    /** Whether this is the value true; for anything but true and false a complaint. */
    public boolean isTrue() throws EvidenceException {
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    /**
     * A number, which may be NaN or infinite if the tool wrote that, as a number or (JSON has none) as a text; nothing if
     * there is none or null.
     *
     * @throws EvidenceException if there is something else, such as another text
     */
    public OptionalDouble number() throws EvidenceException {
        if (!isPresent()) {
            return OptionalDouble.empty();
        }
        if (node.isTextual() && text().matches("NaN|[-+]?Infinity")) {
            return OptionalDouble.of(Double.parseDouble(text()));
        }
        if (!node.isNumber()) {
            throw expected("a number");
        }
        return OptionalDouble.of(node.doubleValue());
    }

    /**
     * A whole number from 0 on; 0 if there is none.
     *
     * @throws EvidenceException if there is something else
     */
    public long count() throws EvidenceException {
        double value = number().orElse(0);
        if (!(value >= 0 && value <= MOST) || value % 1 > 0) {
            throw expected("a count");
        }
        return (long) value;
    }

    /** What to say of a value that is not what it should be. */
    public EvidenceException expected(String what) {
        return new EvidenceException(place() + ": " + what + " was expected, not " + shown());
    }

    /** The value as a sentence can hold it. */
    public String shown() {
        if (node.isMissingNode()) {
            return "nothing";
        }
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "a list";
        }
        String text = node.isTextual() ? "the text \"" + node.textValue() + "\"" : node.asText();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
