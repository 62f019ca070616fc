package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The events of a rollout on disk, a line each, only ever added to and flushed before anything else happens. Each line carries the
 * hash of the one before, so that a change in the past shows. A last line that was cut off by a crash was never acted upon,
 * and is dropped.
 */
public final class RolloutJournal implements EventLog, AutoCloseable {
    private static final String FIRST = "0".repeat(64);

    private final FileChannel file;
    private List<Line> past;
    private long number;
    private String last;

    private RolloutJournal(FileChannel file, Content content) {
        this.file = file;
        this.past = content.lines();
        this.number = past.size();
        this.last = content.hash();
    }

    private record Content(List<Line> lines, String hash) {}

    /**
     * An event as it is kept.
     *
     * @param number from 1
     * @param at epoch milliseconds
     * @param actor who: a person's name, or the program's
     * @param event what
     * @param before hash of the line before
     */
    public record Line(long number, long at, String actor, RolloutEvent event, String before) {}

    /**
     * Opens a journal, or begins one.
     *
     * @throws IOException with a sentence, if its past was changed
     */
    public static RolloutJournal open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, path);
            String text = Files.readString(path, StandardCharsets.UTF_8);
            Content content = read(path.toString(), text);
            long whole = text.substring(0, text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length;
            file.truncate(whole).position(whole);
            return new RolloutJournal(file, content);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Another runner has it. */
    public static final class TakenException extends IOException {
        private static final long serialVersionUID = 1;

        TakenException(String message) {
            super(message);
        }
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        boolean locked;
        try {
            locked = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new TakenException(path.getFileName() + " is being written by another runner");
        }
    }

    /**
     * Reads and verifies.
     *
     * @throws IOException with a sentence that names the first line that isn't what was written
     */
    public static List<Line> read(Path path) throws IOException {
        return read(path.toString(), Files.readString(path, StandardCharsets.UTF_8))
                .lines();
    }

    private static Content read(String name, String text) throws IOException {
        List<Line> lines = new ArrayList<>();
        String before = FIRST;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            String json = text.substring(start, end);
            Line line = parsed(name, lines.size() + 1, json);
            if (!line.before().equals(before) || line.number() != lines.size() + 1) {
                throw new IOException(name + ", line " + (lines.size() + 1)
                        + ": this or the line before was changed after it was written");
            }
            before = hash(json);
            lines.add(line);
            start = end + 1;
        }
        return new Content(lines, before);
    }

    private static Line parsed(String name, int number, String json) throws IOException {
        try {
            return JsonFile.MAPPER.readValue(json, Line.class);
        } catch (JsonProcessingException e) {
            throw new IOException(name + ", line " + number + " is no event: " + e.getOriginalMessage(), e);
        }
    }

    /** What was in it when it was opened; given away once, so that it isn't kept in memory. */
    public List<Line> past() {
        List<Line> lines = past;
        past = List.of();
        return lines;
    }

    /**
     * Adds an event; when this returns, it is on disk. But for what was seen and what was thought of it, which is flushed with the next
     * thing that is done: after a crash it is looked at again.
     */
    @Override
    public void add(long at, String actor, RolloutEvent event) throws IOException {
        String json = JsonFile.MAPPER.writeValueAsString(new Line(number + 1, at, actor, event, last));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(json + '\n');
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        if (!(event instanceof RolloutEvent.Seen) && !(event instanceof RolloutEvent.Evaluated)) {
            file.force(false);
        }
        number++;
        last = hash(json);
    }

    private static String hash(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
