package io.jenkins.plugins.aidelivery.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/** Parses a specification in YAML or JSON into a tree that knows its lines. Nothing is constructed but that tree. */
public final class SpecParser {
    /** No person writes a specification of more characters than this. */
    public static final int LONGEST = 2_000_000;

    private static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 100;
    private static final int MOST_NODES = 200_000;

    private final String file;
    private final List<SpecException.Fault> faults = new ArrayList<>();
    private int nodes;

    private SpecParser(String file) {
        this.file = file;
    }

    /**
     * What was written.
     *
     * @param root its values
     * @param faults such as a key that is there twice, which don't keep the rest from being read
     */
    public record Parsed(SpecNode.Mapping root, List<SpecException.Fault> faults) {}

    /**
     * @param file the name to call it by in errors
     * @param text YAML, or JSON if the first character is a brace
     * @throws SpecException if there is no telling what the rest of the text means
     */
    public static Parsed parse(String file, String text) throws SpecException {
        SpecParser parser = new SpecParser(file);
        Place start = new Place(file, 1);
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (body.isBlank()) {
            throw new SpecException(start, "", "the file is empty; a specification has at least one key");
        }
        if (body.length() > LONGEST) {
            throw new SpecException(start, "", "the file has more than " + LONGEST + " characters");
        }
        if (body.indexOf('\uFFFD') >= 0) {
            throw new SpecException(start, "", "the file is not UTF-8 text");
        }
        SpecNode root = body.stripLeading().startsWith("{") ? parser.json(body) : parser.yaml(body);
        if (root instanceof SpecNode.Mapping mapping) {
            return new Parsed(mapping, parser.faults);
        }
        throw new SpecException(root.place(), "", "a specification is a mapping of keys, not " + root.kind());
    }

    // --- YAML

    private SpecNode yaml(String text) throws SpecException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowRecursiveKeys(false);
        try {
            List<SpecNode> documents = new ArrayList<>();
            DumperOptions dumping = new DumperOptions();
            Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options);
            for (Node document : yaml.composeAll(new StringReader(text))) {
                documents.add(node(document, "", Collections.newSetFromMap(new IdentityHashMap<>())));
            }
            if (documents.size() > 1) {
                throw new SpecException(documents.get(1).place(), "", "a second YAML document follows the first");
            }
            return documents.isEmpty() ? new SpecNode.Scalar(new Place(file, 1), "", false) : documents.get(0);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            String problem = e.getProblem() == null ? e.getMessage() : e.getProblem();
            throw new SpecException(new Place(file, line), "", "not valid YAML: " + firstLine(problem));
        } catch (YAMLException e) {
            throw new SpecException(new Place(file, 1), "", "not valid YAML: " + firstLine(e.getMessage()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // SnakeYAML's own slips, such as a NumberFormatException for "\\uD8".
            throw new SpecException(
                    new Place(file, 1), "", "not valid YAML: perhaps an escape such as \\u00e9 is incomplete");
        }
    }

    private SpecNode node(Node node, String path, Set<Node> above) throws SpecException {
        Place place = new Place(file, node.getStartMark().getLine() + 1);
        count(place);
        if (above.size() > DEEPEST) {
            // SnakeYAML counts what is written, not what aliases make of it.
            throw new SpecException(place, "", "nested deeper than " + DEEPEST + " levels");
        }
        if (!above.add(node)) {
            throw new SpecException(place, "", "an alias (*name) that contains itself");
        }
        SpecNode result;
        if (node instanceof MappingNode mapping) {
            SpecNode.Mapping read = SpecNode.Mapping.empty(place);
            for (NodeTuple tuple : mapping.getValue()) {
                Place keyPlace =
                        new Place(file, tuple.getKeyNode().getStartMark().getLine() + 1);
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new SpecException(keyPlace, "", "keys must be plain texts");
                }
                String at = SpecCursor.path(path, key.getValue());
                if (key.getValue().equals("<<")) {
                    faults.add(new SpecException.Fault(
                            keyPlace, at, "merge keys are not supported; say what differs under environments"));
                } else {
                    put(read, path, key.getValue(), keyPlace, node(tuple.getValueNode(), at, above));
                }
            }
            result = read;
        } else if (node instanceof SequenceNode sequence) {
            List<SpecNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(node(item, path + "[" + items.size() + "]", above));
            }
            result = new SpecNode.Sequence(place, items);
        } else {
            ScalarNode scalar = (ScalarNode) node;
            result = new SpecNode.Scalar(
                    place, scalar.getValue(), scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN);
        }
        above.remove(node);
        return result;
    }

    // --- JSON

    private SpecNode json(String text) throws SpecException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build();
        try (JsonParser in = factory.createParser(text)) {
            in.nextToken();
            SpecNode root = json(in, "");
            if (in.nextToken() != null) {
                throw new SpecException(place(in), "", "something follows the end of the JSON document");
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw new SpecException(
                    new Place(file, line(e)),
                    "",
                    "not a specification: nested deeper than " + DEEPEST + " levels, or a number or name without end");
        } catch (JsonProcessingException e) {
            throw new SpecException(
                    new Place(file, line(e)), "", "not valid JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new SpecException(new Place(file, 1), "", "not valid JSON: " + firstLine(e.getMessage()));
        }
    }

    private SpecNode json(JsonParser in, String path) throws IOException, SpecException {
        Place place = place(in);
        count(place);
        if (in.currentToken() == JsonToken.START_OBJECT) {
            SpecNode.Mapping read = SpecNode.Mapping.empty(place);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String key = in.currentName();
                Place keyPlace = place(in);
                in.nextToken();
                put(read, path, key, keyPlace, json(in, SpecCursor.path(path, key)));
            }
            return read;
        }
        if (in.currentToken() == JsonToken.START_ARRAY) {
            List<SpecNode> items = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                items.add(json(in, path + "[" + items.size() + "]"));
            }
            return new SpecNode.Sequence(place, items);
        }
        return new SpecNode.Scalar(place, in.getText(), in.currentToken() == JsonToken.VALUE_STRING);
    }

    private static int line(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }

    private Place place(JsonParser in) {
        return new Place(file, in.currentTokenLocation().getLineNr());
    }

    // --- both

    private void put(SpecNode.Mapping mapping, String path, String key, Place place, SpecNode value) {
        Place first = mapping.keys().get(key);
        if (first == null) {
            mapping.put(key, place, value);
        } else {
            faults.add(new SpecException.Fault(
                    place, SpecCursor.path(path, key), "the key is there twice, first in line " + first.line()));
        }
    }

    /** Aliases can make a small file an endless tree. */
    private void count(Place place) throws SpecException {
        if (++nodes > MOST_NODES) {
            throw new SpecException(place, "", "the specification has more than " + MOST_NODES + " values");
        }
    }

    private static String firstLine(String message) {
        return message == null
                ? "unreadable"
                : message.lines().findFirst().orElse("").strip();
    }
}
