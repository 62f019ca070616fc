package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The events of a rollout on disk, a line each, only ever added to and flushed before anything else happens. Each line carries the
 * hash of the one before, so that a change in the past shows. A last line that was cut off by a crash was never acted upon,
 * and is dropped.
 */
public final class RolloutJournal implements EventLog, AutoCloseable {
    private static final String FIRST = "0".repeat(64);

    private final Claim claim;
    private final RandomAccessFile file;
    private List<Line> past;
    private long number;
    private String last;

    private RolloutJournal(Claim claim, RandomAccessFile file, Content content) {
        this.claim = claim;
        this.file = file;
        this.past = content.lines();
        this.number = past.size();
        this.last = content.hash();
    }

    /** @param end of the last whole line, bytes */
    private record Content(List<Line> lines, String hash, int end) {}

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
        Claim claim = claim(path)
                .orElseThrow(() -> new TakenException(path.getFileName() + " is being written by another runner"));
        RandomAccessFile file = null;
        try {
            // Not a channel: a thread that is interrupted while it writes would close that for all others.
            file = new RandomAccessFile(path.toFile(), "rw");
            Content content = content(path);
            file.setLength(content.end());
            file.seek(content.end());
            return new RolloutJournal(claim, file, content);
        } catch (IOException | RuntimeException e) {
            if (file != null) {
                file.close();
            }
            claim.close();
            throw e;
        }
    }

    private static Optional<Claim> claim(Path path) throws IOException {
        return Claim.of(path.resolveSibling(path.getFileName() + ".lock"));
    }

    /** Whether a runner has it, of this process or another. */
    static boolean isTaken(Path path) throws IOException {
        Optional<Claim> claim = claim(path);
        if (claim.isPresent()) {
            claim.get().close();
        }
        return claim.isEmpty();
    }

    /** Another runner has it. */
    public static final class TakenException extends IOException {
        private static final long serialVersionUID = 1;

        TakenException(String message) {
            super(message);
        }
    }

    /**
     * Reads and verifies.
     *
     * @throws IOException with a sentence that names the first line that isn't what was written
     */
    public static List<Line> read(Path path) throws IOException {
        return content(path).lines();
    }

    /** By bytes: what a crash has cut off may end in the middle of a character. */
    private static Content content(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        List<Line> lines = new ArrayList<>();
        String before = FIRST;
        int start = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] != '\n') {
                continue;
            }
            String json = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            Line line = parsed(path.toString(), lines.size() + 1, json);
            if (!line.before().equals(before) || line.number() != lines.size() + 1) {
                throw new IOException(path + ", line " + (lines.size() + 1)
                        + ": this or the line before was changed after it was written");
            }
            before = hash(json);
            lines.add(line);
            start = end + 1;
        }
        return new Content(lines, before, start);
    }

    private static Line parsed(String name, int number, String json) throws IOException {
        try {
            Line line = JsonFile.MAPPER.readValue(json, Line.class);
            if (line == null || line.event() == null || line.before() == null) {
                throw new IOException(name + ", line " + number + " is no event");
            }
            return line;
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
        long begin = file.getFilePointer();
        try {
            file.write((json + '\n').getBytes(StandardCharsets.UTF_8));
            if (!(event instanceof RolloutEvent.Seen) && !(event instanceof RolloutEvent.Evaluated)) {
                file.getFD().sync();
            }
        } catch (IOException e) {
            takeBack(begin, e);
            throw e;
        }
        number++;
        last = hash(json);
    }

    /** Half a line, as a full disk leaves it, would make all that follows unreadable. */
    private void takeBack(long begin, IOException problem) {
        try {
            file.seek(begin);
            file.setLength(begin);
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
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
        try {
            file.close();
        } finally {
            claim.close();
        }
    }
}
