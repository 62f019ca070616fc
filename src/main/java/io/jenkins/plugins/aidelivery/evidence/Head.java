package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The beginning of a file, from which its format is recognised. A file that is cut off or broken has a head too. */
public final class Head {
    /** How much of a file is looked at. */
    public static final int BYTES = 256 * 1024;

    private static final int DEEPEST_PATH = 5;
    private static final int MOST_PATHS = 5_000;

    /** What a file is made of. */
    public enum Shape {
        EMPTY,
        XML,
        /** One JSON value. */
        JSON,
        /** JSON values one after the other, a line each. */
        JSON_LINES,
        /** Some other text. */
        TEXT,
        PARQUET,
        BINARY
    }

    private final String name;
    private final Shape shape;
    private final String root;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private final String start;
    private final boolean compressed;

    /**
     * @param name the file's name, without its directory
     * @param bytes its first {@link #BYTES} bytes, or all of it
     */
    public Head(String name, byte[] bytes) {
        this.name = name;
        String text = decoded(bytes);
        String body = text.strip();
        this.compressed = startsWith(bytes, 0x1F, 0x8B);
        this.start = body.length() > 2000 ? body.substring(0, 2000) : body;
        if (startsWith(bytes, 'P', 'A', 'R', '1')) {
            this.shape = Shape.PARQUET;
            this.root = "";
        } else if (body.isEmpty()) {
            this.shape = Shape.EMPTY;
            this.root = "";
        } else if (body.indexOf('\0') >= 0) {
            this.shape = Shape.BINARY;
            this.root = "";
        } else if (body.charAt(0) == '<') {
            this.shape = Shape.XML;
            this.root = xmlRoot(bytes);
        } else if (body.charAt(0) == '{' || body.charAt(0) == '[') {
            this.shape = jsonOutline(bytes) ? Shape.JSON_LINES : Shape.JSON;
            this.root = "";
        } else {
            this.shape = Shape.TEXT;
            this.root = "";
        }
    }

    /** The file's name, without its directory. */
    public String name() {
        return name;
    }

    public Shape shape() {
        return shape;
    }

    /** The name of the XML root element; empty if this is no XML. */
    public String root() {
        return root;
    }

    /** Whether the XML root element has an attribute. */
    public boolean hasAttribute(String attribute) {
        return attributes.containsKey(attribute);
    }

    /**
     * Whether the beginning of the JSON document, or of the first line of JSON lines, has a value at a place.
     *
     * @param path a JSON pointer of up to five segments; {@code *} stands for any one, and arrays are known by their
     *     first element
     */
    public boolean has(String path) {
        if (!path.contains("*")) {
            return paths.containsKey(path);
        }
        List<String> wanted = Pointer.segments(path);
        for (String known : paths.keySet()) {
            if (matches(wanted, Pointer.segments(known))) {
                return true;
            }
        }
        return false;
    }

    /** The text or number at a place of the JSON document's beginning. */
    public Optional<String> value(String path) {
        return Optional.ofNullable(paths.get(path)).filter(value -> !value.isEmpty());
    }

    /** The first 2,000 characters, for formats that are neither XML nor JSON. */
    public String start() {
        return start;
    }

    /** Whether these are the bytes of a gzip file. */
    public boolean isCompressed() {
        return compressed;
    }

    private static boolean matches(List<String> wanted, List<String> path) {
        if (wanted.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals("*") && !wanted.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private String xmlRoot(byte[] bytes) {
        try {
            XMLStreamReader in = XmlInput.reader(new ByteArrayInputStream(bytes));
            while (in.hasNext()) {
                if (in.next() == XMLStreamConstants.START_ELEMENT) {
                    for (int i = 0; i < in.getAttributeCount(); i++) {
                        attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
                    }
                    return in.getLocalName();
                }
            }
        } catch (XMLStreamException e) {
            // Broken before its root element: nobody recognises it, and the collector says so.
        }
        return "";
    }

    /** Notes the paths of the first document; says whether another one follows. */
    private boolean jsonOutline(byte[] bytes) {
        try (JsonParser in = JsonInput.TOLERANT.createParser(new ByteArrayInputStream(bytes))) {
            in.nextToken();
            outline(in, new ArrayList<>());
            return in.nextToken() == JsonToken.START_OBJECT;
        } catch (IOException e) {
            // Only the beginning is here, so it ends in the middle; or it is broken, which its reader will say.
            return false;
        }
    }

    private void outline(JsonParser in, List<String> at) throws IOException {
        JsonToken token = in.currentToken();
        boolean noted = at.size() <= DEEPEST_PATH && paths.size() < MOST_PATHS;
        if (noted) {
            paths.put(Pointer.text(at), token.isScalarValue() ? in.getText() : "");
        }
        if (token == JsonToken.START_OBJECT) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                at.add(in.currentName());
                in.nextToken();
                outline(in, at);
                at.remove(at.size() - 1);
            }
        } else if (token == JsonToken.START_ARRAY) {
            boolean first = true;
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (first && noted) {
                    at.add("0");
                    outline(in, at);
                    at.remove(at.size() - 1);
                } else {
                    in.skipChildren();
                }
                first = false;
            }
        }
    }
}
