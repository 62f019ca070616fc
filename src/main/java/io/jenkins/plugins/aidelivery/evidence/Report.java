package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** One file of evidence, as its reader sees it. */
public final class Report {
    private final Path file;
    private final String path;
    private final Head head;

    private Report(Path file, String path, Head head) {
        this.file = file;
        this.path = path;
        this.head = head;
    }

    /**
     * Opens a file far enough to recognise it.
     *
     * @param file where it is
     * @param path how people call it: below the searched directory, with {@code /}
     */
    public static Report open(Path file, String path) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return new Report(file, path, new Head(name, in.readNBytes(Head.BYTES)));
        }
    }

    /** Below the searched directory, with {@code /}. */
    public String path() {
        return path;
    }

    public Head head() {
        return head;
    }

    /** The file itself, for an engine that reads files on its own. */
    public Path file() {
        return file;
    }

    /** The bytes; close it. */
    public InputStream bytes() throws IOException {
        // Links are resolved when a file is found; one that takes its place since then leads elsewhere.
        return new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), 1 << 16);
    }

    /** Refuses a file that is too large for a reader that needs all of it at once. */
    public void limit(long largest, String what) throws IOException {
        if (Files.size(file) > largest) {
            throw new EvidenceException(what + " of more than " + (largest >> 20) + " MiB is not read");
        }
    }

    /** SHA-256 of the bytes, hexadecimal. */
    String digest() throws IOException {
        try (InputStream in = bytes()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text; bytes that are none are an error. Close it. */
    public BufferedReader text() throws IOException {
        return new BufferedReader(new StrictText(bytes()));
    }

    /** What reads JSON token by token. */
    @FunctionalInterface
    public interface JsonBody {
        /** The parser stands before the first token. */
        void read(JsonParser in) throws IOException;
    }

    /** Runs over the document, or the documents one after the other. */
    public void json(JsonBody body) throws IOException {
        json(JsonInput.STRICT, body);
    }

    /** The same with a grammar of its own. */
    void json(JsonFactory grammar, JsonBody body) throws IOException {
        try (JsonParser in = grammar.createParser(new StrictText(bytes()))) {
            try {
                body.read(in);
            } catch (StreamConstraintsException e) {
                // It does not say where it happened.
                throw new EvidenceException(Complaint.about(e, in.currentLocation()), e);
            }
        }
    }

    /** The whole document, for formats whose reports are small. */
    public JsonNode tree() throws IOException {
        JsonNode[] tree = new JsonNode[1];
        json(in -> {
            in.nextToken();
            tree[0] = JsonInput.tree(in);
            if (in.nextToken() != null) {
                throw new EvidenceException(
                        "line " + in.currentTokenLocation().getLineNr() + ": a second JSON document follows the first");
            }
        });
        return tree[0];
    }

    /** What reads an XML report, element by element. */
    @FunctionalInterface
    public interface XmlBody {
        void read(XMLStreamReader2 in) throws XMLStreamException, IOException;
    }

    /** Runs over the document; the reader stands before the first event. */
    public void xml(XmlBody body) throws IOException {
        try (InputStream bytes = bytes()) {
            XMLStreamReader2 in = XmlInput.reader(bytes);
            try {
                body.read(in);
            } catch (XMLStreamException e) {
                throw new EvidenceException(Complaint.about(e, in.getLocation()), e);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw new EvidenceException(Complaint.about(e, e.getLocation()), e);
        }
    }
}
