package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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
    static Report open(Path file, String path) throws IOException {
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
    Path file() {
        return file;
    }

    /** The bytes; close it. */
    public InputStream bytes() throws IOException {
        // Links are resolved when a file is found; one that takes its place since then leads elsewhere.
        return new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), 1 << 16);
    }

    /** Refuses a file that is too large for a reader that needs all of it at once. */
    void limit(long largest, String what) throws IOException {
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

    /** UTF-8 text, with or without a byte order mark; other bytes are an error. Close it. */
    public BufferedReader text() throws IOException {
        PushbackInputStream in = new PushbackInputStream(bytes(), 3);
        byte[] start = in.readNBytes(3);
        boolean mark =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!mark) {
            in.unread(start);
        }
        return new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /** A parser before the first token; close it. */
    public JsonParser json() throws IOException {
        return JsonInput.parser(bytes());
    }

    /** The whole document, for formats whose reports are small. */
    public JsonNode tree() throws IOException {
        try (JsonParser in = json()) {
            if (in.nextToken() == null) {
                throw new EvidenceException("the file is empty");
            }
            JsonNode tree = JsonInput.tree(in);
            if (in.nextToken() != null) {
                throw new EvidenceException(
                        "line " + in.currentTokenLocation().getLineNr() + ": a second JSON document follows the first");
            }
            return tree;
        }
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
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw new EvidenceException(Complaint.about(e), e);
        }
    }
}
