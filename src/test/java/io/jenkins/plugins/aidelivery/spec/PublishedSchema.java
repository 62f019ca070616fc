package io.jenkins.plugins.aidelivery.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Collectors;

/** A JSON Schema as another tool applies it. */
public final class PublishedSchema {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonSchema schema;

    public PublishedSchema(String text) {
        schema = FACTORY.getSchema(text);
    }

    /** What is wrong with a schema itself. */
    public static Set<ValidationMessage> faults(JsonNode schema) {
        return FACTORY.getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()))
                .validate(schema);
    }

    /** What the schema has against a specification. */
    public Set<String> complaints(String text) throws SpecException {
        return complaints(SpecParser.parse("some.yml", text).root());
    }

    public Set<String> complaints(SpecNode specification) {
        return schema.validate(json(specification)).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toSet());
    }

    /** As an editor sees it: YAML 1.2's core schema. */
    public static JsonNode json(SpecNode node) {
        JsonNodeFactory nodes = new JsonNodeFactory(true);
        if (node instanceof SpecNode.Mapping mapping) {
            ObjectNode object = nodes.objectNode();
            mapping.entries().forEach((key, value) -> object.set(key, json(value)));
            return object;
        }
        if (node instanceof SpecNode.Sequence sequence) {
            ArrayNode array = nodes.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        SpecNode.Scalar scalar = (SpecNode.Scalar) node;
        String text = scalar.text();
        if (scalar.isNull()) {
            return nodes.nullNode();
        }
        if (scalar.quoted()) {
            return nodes.textNode(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return nodes.booleanNode(text.equals("true"));
        }
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")
                ? nodes.numberNode(new BigDecimal(text))
                : nodes.textNode(text);
    }
}
