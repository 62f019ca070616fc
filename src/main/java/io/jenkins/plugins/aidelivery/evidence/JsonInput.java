package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;

/**
 * JSON from outside: duplicate keys are refused, NaN and Infinity (which Python writes) are read as such, nesting and
 * lengths are bounded.
 */
public final class JsonInput {
    /** Values in one tree; a report whose unit of work is larger than this is read in smaller units. */
    private static final int MOST_VALUES = 250_000;

    /** Characters of text in one tree. */
    private static final int MOST_CHARACTERS = 16_000_000;

    static final int DEEPEST = 500;

    public static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(MOST_CHARACTERS)
            .maxNumberLength(1000)
            .maxNameLength(50_000)
            .build();

    /** Two values under one name have no meaning, so evidence with such is none. */
    static final JsonFactory STRICT =
            grammar().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** For what is only looked at: settings files of many tools are JSON with comments. */
    static final JsonFactory TOLERANT = grammar()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private JsonInput() {}

    private static JsonFactoryBuilder grammar() {
        // Names are not kept: a file could have as many as it has values.
        return (JsonFactoryBuilder) JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(LIMITS);
    }

    /** A parser before the first token; closing it closes the stream. */
    public static JsonParser parser(InputStream in) throws IOException {
        return STRICT.createParser(new StrictText(in));
    }

    /** The value that the parser stands on, as a tree of bounded size; the parser ends on the value's last token. */
    public static JsonNode tree(JsonParser in) throws IOException {
        return tree(in, name -> true);
    }

    /** The same with only some of an object's own members: the others are skipped, however large. */
    public static JsonNode tree(JsonParser in, Predicate<String> members) throws IOException {
        return new Builder(in).value(members);
    }

    private static final class Builder {
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
        private final JsonParser in;
        private int values;
        private long characters;

        Builder(JsonParser in) {
            this.in = in;
        }

        private JsonNode value() throws IOException {
            return value(name -> true);
        }

        /** Recursion is bounded by the parser's nesting limit. */
        private JsonNode value(Predicate<String> members) throws IOException {
            if (++values > MOST_VALUES || characters > MOST_CHARACTERS) {
                throw new EvidenceException("line " + in.currentLocation().getLineNr()
                        + ": one entry is larger than any report of this kind (limits: " + MOST_VALUES + " values, "
                        + MOST_CHARACTERS + " characters)");
            }
            JsonToken token = in.currentToken();
            switch (token) {
                case START_OBJECT:
                    ObjectNode object = NODES.objectNode();
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String name = in.currentName();
                        in.nextToken();
                        if (members.test(name)) {
                            characters += name.length();
                            object.set(name, value());
                        } else {
                            in.skipChildren();
                        }
                    }
                    return object;
                case START_ARRAY:
                    ArrayNode array = NODES.arrayNode();
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        array.add(value());
                    }
                    return array;
                case VALUE_STRING:
                    String text = in.getText();
                    characters += text.length();
                    return NODES.textNode(text);
                case VALUE_NUMBER_INT:
                    return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? NODES.numberNode(in.getDoubleValue())
                            : NODES.numberNode(in.getLongValue());
                case VALUE_NUMBER_FLOAT:
                    return NODES.numberNode(in.getDoubleValue());
                case VALUE_TRUE:
                case VALUE_FALSE:
                    return NODES.booleanNode(token == JsonToken.VALUE_TRUE);
                case VALUE_NULL:
                    return NODES.nullNode();
                default:
                    throw new EvidenceException("line " + in.currentLocation().getLineNr() + ": a value was expected");
            }
        }
    }
}
