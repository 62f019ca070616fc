package io.jenkins.plugins.aidelivery.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
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
import java.util.Optional;

/**
 * One line per result, appended to a file, so that a chart over a thousand results reads one file and opens none of
 * them. Only the file's end is ever read.
 */
public final class Trend {
    /** Read from the end of the file at most; a line has some 200 bytes. */
    private static final int TAIL = 4 << 20;

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
        byte[] line = (JsonFile.MAPPER.writeValueAsString(point) + "\n").getBytes(StandardCharsets.UTF_8);
        JsonFile.madeDirectory(file);
        synchronized (APPEND) {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                if (channel.size() > 0 && !endsWithNewline()) {
                    // A write was cut off by a crash: what it left must not swallow this line.
                    channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
                }
                channel.write(ByteBuffer.wrap(line));
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
     * The last results, the oldest first. Lines that can't be read are left out.
     *
     * @param most how many at most
     */
    public List<TrendPoint> last(int most) throws IOException {
        if (!exists()) {
            return List.of();
        }
        Deque<TrendPoint> points = new ArrayDeque<>();
        for (String line : tail().split("\n")) {
            if (!line.isBlank()) {
                point(line).ifPresent(points::addLast);
                if (points.size() > most) {
                    points.removeFirst();
                }
            }
        }
        return new ArrayList<>(points);
    }

    /** Nothing for the first line of the tail, for one that a crash cut off, and for JSON that is no result. */
    private static Optional<TrendPoint> point(String line) {
        try {
            return Optional.ofNullable(JsonFile.MAPPER.readValue(line, TrendPoint.class))
                    .filter(Trend::isWhole);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(TrendPoint point) {
        return point.build() > 0
                && point.result() != null
                && point.subject() != null
                && point.environment() != null
                && point.verdict() != null;
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
            if (!exists() || Files.size(file) < 100L * keep) {
                return;
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > 2 * keep) {
                String kept = String.join("\n", lines.subList(lines.size() - keep, lines.size())) + "\n";
                JsonFile.write(file, kept.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
