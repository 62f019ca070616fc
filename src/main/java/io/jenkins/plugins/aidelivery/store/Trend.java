package io.jenkins.plugins.aidelivery.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * One line per result, appended to a file, so that a chart over a thousand results reads one file and opens none of
 * them. Only the file's end is ever read.
 */
public final class Trend {
    /** Read from the end of the file at most; a line has some 200 bytes. */
    private static final int TAIL = 4 << 20;

    /** A line has more. */
    private static final int SHORTEST = 50;

    private static final Object APPEND = new Object();

    private final Path file;

    public Trend(Path file) {
        this.file = file;
    }

    /** Whether there is anything to show, without reading it. */
    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** Adds a line with one write, so that readers see it whole or not at all. */
    public void append(TrendPoint point) throws IOException {
        String line = JsonFile.MAPPER.writeValueAsString(point) + "\n";
        JsonFile.madeDirectory(file);
        synchronized (APPEND) {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                // What a crash left of the line before must not swallow this one.
                boolean torn = channel.size() > 0 && !endsWithNewline();
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(torn ? "\n" + line : line);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
    }

    private boolean endsWithNewline() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(in.length() - 1);
            return in.read() == '\n';
        }
    }

    /**
     * The last results of every kind, the oldest first. Lines that can't be read are left out.
     *
     * @param most how many at most
     */
    public List<TrendPoint> last(int most) throws IOException {
        return last(most, point -> true);
    }

    /**
     * The last results of one kind, the oldest first.
     *
     * @param most how many at most
     */
    public List<TrendPoint> last(int most, String kind) throws IOException {
        return last(most, point -> point.kind().equals(kind));
    }

    private List<TrendPoint> last(int most, Predicate<TrendPoint> wanted) throws IOException {
        if (!exists()) {
            return List.of();
        }
        Deque<TrendPoint> points = new ArrayDeque<>();
        for (String line : tail().split("\n")) {
            TrendPoint point = point(line);
            if (point != null && point.isWhole() && wanted.test(point)) {
                points.addLast(point);
                if (points.size() > most) {
                    points.removeFirst();
                }
            }
        }
        return new ArrayList<>(points);
    }

    /** Null for the tail's first line, and for one that a crash cut off. */
    private static TrendPoint point(String line) {
        try {
            return JsonFile.MAPPER.readValue(line, TrendPoint.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private String tail() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, in.length() - TAIL);
            byte[] bytes = new byte[(int) (in.length() - start)];
            in.seek(start);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /**
     * Keeps a file from growing for ever: once it holds twice as many lines as wanted, the older half goes.
     *
     * @param keep lines that stay
     */
    public void trim(int keep) throws IOException {
        synchronized (APPEND) {
            if (!exists() || Files.size(file) < 2L * SHORTEST * keep) {
                return;
            }
            long lines = 0;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                for (int next = in.read(); next >= 0; next = in.read()) {
                    lines += next == '\n' ? 1 : 0;
                }
            }
            if (lines > 2L * keep) {
                JsonFile.write(file, withoutFirst(lines - keep));
            }
        }
    }

    /** Bytes, not characters: what a crash left may end in the middle of one. */
    private byte[] withoutFirst(long lines) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (long left = lines; left > 0; ) {
                left -= in.read() == '\n' ? 1 : 0;
            }
            return in.readAllBytes();
        }
    }
}
