package io.jenkins.plugins.aidelivery.evidence.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Report;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML document. Only its shape is read: no tag makes an object, and an alias that grows without end is refused. */
final class YamlSource implements ValueSource {
    /** YAML is read whole. */
    private static final int LARGEST = 8 << 20;

    private static final int MOST_VALUES = 250_000;

    @Override
    public void read(Report report, PlaceSearch search) throws IOException {
        report.limit(LARGEST, "a YAML file");
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(200);
        options.setAllowDuplicateKeys(false);
        JsonNode tree;
        try (Reader in = report.text()) {
            Iterator<Node> documents =
                    new Yaml(new SafeConstructor(options)).composeAll(in).iterator();
            if (!documents.hasNext()) {
                throw new EvidenceException("the file is empty");
            }
            tree = new Tree().of(documents.next());
            if (documents.hasNext()) {
                throw new EvidenceException("there is a second YAML document after '---'");
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new EvidenceException((mark == null ? "" : place(mark)) + "not valid YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new EvidenceException("not valid YAML: " + e.getMessage(), e);
        }
        try (JsonParser in = tree.traverse()) {
            in.nextToken();
            search.document(in);
        }
    }

    private static String place(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
    }

    /** The nodes as JSON, of bounded size. */
    private static final class Tree {
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
        private final Deque<Node> open = new ArrayDeque<>();
        private int values;

        JsonNode of(Node node) throws EvidenceException {
            if (++values > MOST_VALUES || open.contains(node)) {
                throw new EvidenceException(place(node.getStartMark()) + "aliases make this document larger than "
                        + MOST_VALUES + " values, or endless");
            }
            if (node instanceof ScalarNode scalar) {
                return scalar(scalar);
            }
            open.push(node);
            JsonNode tree = node instanceof MappingNode mapping ? mapping(mapping) : sequence((SequenceNode) node);
            open.pop();
            return tree;
        }

        private JsonNode mapping(MappingNode mapping) throws EvidenceException {
            ObjectNode object = NODES.objectNode();
            for (NodeTuple member : mapping.getValue()) {
                if (member.getKeyNode() instanceof ScalarNode key
                        && object.replace(key.getValue(), of(member.getValueNode())) != null) {
                    throw new EvidenceException(place(key.getStartMark()) + "'" + key.getValue() + "' is there twice");
                }
            }
            return object;
        }

        private JsonNode sequence(SequenceNode sequence) throws EvidenceException {
            ArrayNode array = NODES.arrayNode();
            for (Node element : sequence.getValue()) {
                array.add(of(element));
            }
            return array;
        }

        private static JsonNode scalar(ScalarNode scalar) {
            String text = scalar.getValue();
            if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
                return NODES.textNode(text);
            }
            Tag tag = scalar.getTag();
            if (tag.equals(Tag.NULL)) {
                return NODES.nullNode();
            }
            if (tag.equals(Tag.BOOL)) {
                return NODES.booleanNode(text.toLowerCase(Locale.ROOT).matches("true|yes|on"));
            }
            return number(text);
        }

        /** YAML 1.1 takes 1e-3 for a text and 0o17 or 1:30 for numbers; people mean what JSON means. */
        private static JsonNode number(String text) {
            if (text.matches("(?i)[-+]?\\.inf|\\.nan")) {
                return NODES.numberNode(Double.NaN);
            }
            return text.length() <= 400 && text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
                    ? NODES.numberNode(Double.parseDouble(text))
                    : NODES.textNode(text);
        }
    }
}
