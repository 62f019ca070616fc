package io.jenkins.plugins.aidelivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Collectors;

/** The JSON Schema as another tool applies it. */
final class PublishedSchema {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(GateSchema.text());

    private PublishedSchema() {}

    /** What the schema has against a specification. */
    static Set<String> complaints(String text) throws SpecException {
        return complaints(SpecParser.parse("gate.yml", text).root());
    }

    static Set<String> complaints(SpecNode specification) {
        return SCHEMA.validate(json(specification)).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toSet());
    }

    /** As an editor sees it: YAML 1.2's core schema. */
    static JsonNode json(SpecNode node) {
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
