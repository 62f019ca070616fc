package io.jenkins.plugins.aidelivery.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Results as JSON files. A file is whole or not there: it is written beside its place, forced to the disk, and moved. A
 * reader takes every schema up to its own and says so if it meets a newer one; keys that it doesn't know are for
 * somebody else.
 */
public final class JsonFile {
    /** How our JSON is written and read everywhere. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /** Writes a value, in the file's directory, which is made if it isn't there. */
    public static void write(Path file, Object value) throws IOException {
        write(file, MAPPER.writeValueAsBytes(value));
    }

    /** Writes bytes the same way. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path target = file.toAbsolutePath();
        // Not createTempFile: only its owner could read the result, whatever the umask says.
        Path temporary = madeDirectory(target).resolve(UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The directory of a file, which is there afterwards. */
    static Path madeDirectory(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a root is no file");
        // A link to a directory is one; createDirectories refuses it.
        return Files.isDirectory(directory) ? directory : Files.createDirectories(directory);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Reads a value that has a {@code schema} number.
     *
     * @param newest schema that the caller understands
     * @throws NoSuchFileException if there is none
     * @throws IOException with a sentence, if the file is no JSON of that kind, or newer
     */
    public static <T> T read(Path file, Class<T> type, int newest) throws IOException {
        String name = String.valueOf(file.getFileName());
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(name + " can't be read: " + e.getMessage(), e);
        }
        return read(bytes, name, type, newest);
    }

    /** The same from bytes; the name is for the message. */
    public static <T> T read(byte[] bytes, String name, Class<T> type, int newest) throws IOException {
        JsonNode tree = tree(bytes, name);
        JsonNode schema = tree.path("schema");
        if (!schema.isIntegralNumber() || schema.asLong() < 1) {
            throw new IOException(name + " is no result: it has no schema number");
        }
        if (schema.asLong() > newest) {
            throw new IOException(name + " was written by a newer version (schema " + schema.asText()
                    + ", this version reads up to " + newest + ")");
        }
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(
                    name + " can't be read: " + place(e) + " is not as in a " + type.getSimpleName() + " of schema "
                            + schema.asText(),
                    e);
        }
    }

    private static JsonNode tree(byte[] bytes, String name) throws IOException {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree.isMissingNode()) {
                throw new IOException(name + " is empty");
            }
            return tree;
        } catch (JsonEOFException e) {
            throw new IOException(name + " can't be read: it ends in the middle" + line(e), e);
        } catch (JsonProcessingException e) {
            throw new IOException(name + " can't be read: it is not valid JSON" + line(e), e);
        }
    }

    private static String line(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** {@code dimensions[0].score}, or "it" as a whole. */
    private static String place(Exception e) {
        StringBuilder place = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    place.append('[').append(step.getIndex()).append(']');
                } else {
                    place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
                }
            }
        }
        return place.isEmpty() ? "it" : place.toString();
    }
}
