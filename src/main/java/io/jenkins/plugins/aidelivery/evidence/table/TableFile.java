package io.jenkins.plugins.aidelivery.evidence.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.aidelivery.evidence.Complaint;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonInput;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that holds a table: CSV, JSON lines, a JSON array or Parquet, by its content; a name that says something else is
 * a mistake that somebody should know of.
 */
public final class TableFile {
    /** Objects in which keys are looked for; a key that none of them has is taken for missing. */
    private static final int FIRST_OBJECTS = 1000;

    private final Path file;
    private final String name;
    private final boolean packed;
    private final Head head;

    private TableFile(Path file, String name, boolean packed, Head head) {
        this.file = file;
        this.name = name;
        this.packed = packed;
        this.head = head;
    }

    /**
     * @param file where it is
     * @param path how people call it
     */
    public static TableFile open(Path file, String path) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean packed = isGzip(file);
        try (InputStream in = bytes(file, packed)) {
            TableFile table = new TableFile(file, name, packed, new Head(name, in.readNBytes(Head.BYTES)));
            table.check();
            return table;
        } catch (ZipException e) {
            throw new EvidenceException("not a readable gzip file: " + e.getMessage(), e);
        }
    }

    /** How the engine reads it. */
    public TableSource source(TableEngine engine, Collection<String> wanted) throws IOException {
        String path = engine.path(file);
        return switch (head.shape()) {
            case PARQUET -> parquet(engine, path);
            case JSON_LINES -> new TableSource.Json(this, path, keys(), false);
            case JSON -> new TableSource.Json(this, path, keys(), head.start().startsWith("["));
            default -> csv(path, wanted);
        };
    }

    boolean isPacked() {
        return packed;
    }

    /** The bytes, unpacked; close it. */
    InputStream bytes() throws IOException {
        return bytes(file, packed);
    }

    /** Where the first mistake in a JSON text is, with what it is. */
    Optional<String> brokenJson() {
        try (InputStream in = bytes();
                JsonParser json = JsonInput.parser(in)) {
            while (json.nextToken() != null) {
                // Only the parser's complaint is wanted.
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Complaint.about(e));
        }
    }

    private void check() throws EvidenceException {
        Head.Shape shape = head.shape();
        switch (shape) {
            case EMPTY -> throw new EvidenceException("the file is empty");
            case XML -> throw new EvidenceException("XML; a table of predictions is CSV, JSON lines or Parquet");
            case BINARY -> throw new EvidenceException("neither text nor Parquet");
            default -> {
                // A table, by the look of it.
            }
        }
        String plain = packed && name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        boolean wrong = plain.matches(".*\\.(parquet|pq)") && shape != Head.Shape.PARQUET
                || plain.matches(".*\\.(csv|tsv|psv)") && shape != Head.Shape.TEXT
                || plain.matches(".*\\.(json|jsonl|ndjson)")
                        && shape != Head.Shape.JSON
                        && shape != Head.Shape.JSON_LINES;
        if (wrong || name.endsWith(".gz") && !packed || packed && shape == Head.Shape.PARQUET) {
            throw new EvidenceException("the content is " + called(shape) + (packed ? " packed with gzip" : "")
                    + ", whatever the name '" + name + "' says");
        }
    }

    private static String called(Head.Shape shape) {
        return switch (shape) {
            case PARQUET -> "Parquet";
            case JSON, JSON_LINES -> "JSON";
            default -> "text";
        };
    }

    private TableSource csv(String path, Collection<String> wanted) throws IOException {
        try (Reader in = text()) {
            return new TableSource.Csv(this, path, CsvHeader.read(in, wanted));
        }
    }

    private TableSource parquet(TableEngine engine, String path) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        engine.each("DESCRIBE SELECT * FROM read_parquet(" + path + ", hive_partitioning = false)", row -> {
            names.add(row.getString("column_name"));
            types.add(row.getString("column_type"));
        });
        return new TableSource.Parquet(path, names, types);
    }

    private List<String> keys() throws IOException {
        try {
            return List.copyOf(readKeys());
        } catch (JsonProcessingException e) {
            throw new EvidenceException(Complaint.about(e), e);
        }
    }

    private Set<String> readKeys() throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        try (InputStream in = bytes();
                JsonParser json = JsonInput.parser(in)) {
            int objects = 0;
            for (JsonToken token = json.nextToken(); token != null && objects < FIRST_OBJECTS; objects++) {
                if (token == JsonToken.START_ARRAY) {
                    token = json.nextToken();
                }
                if (token == JsonToken.END_ARRAY) {
                    break;
                }
                if (token != JsonToken.START_OBJECT) {
                    throw new EvidenceException(
                            "line " + json.currentTokenLocation().getLineNr()
                                    + ": a row must be a JSON object such as {\"label\": 1, \"prediction\": 0}");
                }
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    keys.add(json.currentName());
                    json.nextToken();
                    json.skipChildren();
                }
                token = json.nextToken();
            }
        }
        return keys;
    }

    private Reader text() throws IOException {
        // Malformed bytes become U+FFFD: the reader runs ahead of the header, and the engine knows the line of the
        // others.
        Reader decoded = new InputStreamReader(bytes(), StandardCharsets.UTF_8);
        PushbackReader in = new PushbackReader(new BufferedReader(decoded));
        int first = in.read();
        if (first >= 0 && first != '\uFEFF') {
            in.unread(first);
        }
        return in;
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B;
        }
    }

    private static InputStream bytes(Path file, boolean packed) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return packed ? new GZIPInputStream(in) : in;
    }
}
