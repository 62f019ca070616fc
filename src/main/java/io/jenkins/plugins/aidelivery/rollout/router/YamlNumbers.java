package io.jenkins.plugins.aidelivery.rollout.router;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Numbers in a YAML or JSON text, found by JSON pointers and changed in place: not a character beside them moves.
 *
 * @param text of the whole file
 * @param document which of its documents, from 0
 */
record YamlNumbers(String text, int document) {
    private static final int LONGEST = 5_000_000;

    /** Where a value stands: characters of the text. */
    private record Place(int start, int end, String value) {}

    /** @throws IOException with the rest of a sentence about the file */
    double number(String pointer) throws IOException {
        Place place = place(pointer);
        try {
            return Double.parseDouble(place.value());
        } catch (NumberFormatException e) {
            throw new IOException("has at " + pointer + " the text '" + place.value() + "' and no number", e);
        }
    }

    /** The text with other values at some places. */
    String with(Map<String, String> values) throws IOException {
        Map<Integer, String> byStart = new TreeMap<>(java.util.Comparator.reverseOrder());
        Map<Integer, Integer> ends = new TreeMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            number(value.getKey());
            Place place = place(value.getKey());
            byStart.put(place.start(), value.getValue());
            ends.put(place.start(), place.end());
        }
        StringBuilder changed = new StringBuilder(text);
        byStart.forEach((start, value) -> changed.replace(start, ends.get(start), value));
        return changed.toString();
    }

    private Place place(String pointer) throws IOException {
        Node node = root();
        for (String step : steps(pointer)) {
            Node inner = inner(node, step)
                    .orElseThrow(() -> new IOException("has nothing at " + pointer + ": there is no '" + step + "'"));
            boolean inside = inner.getStartMark().getIndex()
                            >= node.getStartMark().getIndex()
                    && inner.getEndMark().getIndex() <= node.getEndMark().getIndex();
            if (!inside) {
                throw new IOException("has at " + pointer + " an alias; a change there would be one elsewhere too");
            }
            node = inner;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw new IOException("has at " + pointer + " no single value");
        }
        // Marks count code points.
        int start = text.offsetByCodePoints(0, scalar.getStartMark().getIndex());
        int end = text.offsetByCodePoints(0, scalar.getEndMark().getIndex());
        if (scalar.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED
                || scalar.getScalarStyle() == DumperOptions.ScalarStyle.SINGLE_QUOTED) {
            start++;
            end--;
        }
        if (start > end || !text.substring(start, end).equals(scalar.getValue())) {
            throw new IOException(
                    "has at " + pointer + " a value with an anchor, a tag or escapes; a plain number was expected");
        }
        return new Place(start, end, scalar.getValue());
    }

    private Node root() throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        DumperOptions dumping = new DumperOptions();
        try {
            Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options);
            int at = 0;
            for (Node each : yaml.composeAll(new StringReader(text))) {
                if (at++ == document) {
                    return each;
                }
            }
            throw new IOException("has " + at + " documents, and none with number " + document);
        } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(
                    "is no YAML: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private static Optional<Node> inner(Node node, String step) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(step))
                    .map(NodeTuple::getValueNode)
                    .findFirst();
        }
        if (node instanceof SequenceNode sequence && step.matches("\\d{1,6}")) {
            return sequence.getValue().stream().skip(Integer.parseInt(step)).findFirst();
        }
        return Optional.empty();
    }

    static boolean isPointer(String text) {
        return text.startsWith("/") && text.length() > 1;
    }

    private static List<String> steps(String pointer) {
        List<String> steps = new ArrayList<>();
        for (String step : pointer.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }
}
