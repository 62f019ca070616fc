package io.jenkins.plugins.aidelivery.store;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

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
        // Not a temporary file by the book: that would be for its owner's eyes only, and backups are others.
        Path temporary = madeDirectory(target).resolve(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
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
        return Files.createDirectories(directory);
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
     * @throws IOException with a sentence, if the file is no JSON of that kind, or newer
     */
    public static <T> T read(Path file, Class<T> type, int newest) throws IOException {
        return read(Files.readAllBytes(file), String.valueOf(file.getFileName()), type, newest);
    }

    /** The same from bytes; the name is for the message. */
    public static <T> T read(byte[] bytes, String name, Class<T> type, int newest) throws IOException {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            int schema = tree.path("schema").asInt(0);
            if (schema < 1 || schema > newest) {
                throw new IOException(
                        schema < 1
                                ? name + " is no result: it has no schema number"
                                : name + " was written by a newer version (schema " + schema
                                        + ", this version reads up to " + newest + ")");
            }
            return MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            // JSON, but not of what was written: the rest of the message would name our classes.
            throw new IOException(name + " is incomplete or was changed" + place(e), e);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(name + " can't be read: " + firstLine(e.getMessage()), e);
        }
    }

    private static String place(JsonMappingException e) {
        String place = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("/"));
        return place.isEmpty() ? "" : ", at " + place;
    }

    private static String firstLine(String message) {
        return message == null ? "not valid JSON" : message.lines().findFirst().orElse("not valid JSON");
    }
}
