package io.jenkins.plugins.aidelivery.rollout.metric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A file that gets rows at its end. Rows are not kept, only places: before each of them all rows are older than a time, so that a
 * reading of what is newer begins there. Rows need not be in the order of their times.
 */
final class RowFile {
    private static final int PLACES = 1000;
    private static final long BETWEEN_PLACES = 1 << 20;
    private static final int HEAD = 256;
    private static final int MOST_SIDES = 1000;

    /** After so many milliseconds without a change nobody is in the middle of a row. */
    private static final long WRITTEN = 2000;

    private final Path path;
    private final String timeColumn;
    private final String sideColumn;
    private final Set<String> sides = new HashSet<>();
    private final TreeMap<Long, Long> newestBefore = new TreeMap<>();
    private byte[] head = {};
    private long end;
    private long newest = Long.MIN_VALUE;

    RowFile(Path path, String timeColumn, String sideColumn) {
        this.path = path;
        this.timeColumn = timeColumn;
        this.sideColumn = sideColumn;
    }

    /**
     * Reads all rows that are newer than a time, and what else is new.
     *
     * @param sink gets the times and rows of a side
     * @throws UnansweredException if it is no file of rows
     */
    synchronized void read(String side, long after, Set<String> columns, BiConsumer<Long, RowFormat.Row> sink)
            throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        forgetIfReplaced();
        boolean isComplete =
                System.currentTimeMillis() - Files.getLastModifiedTime(path).toMillis() > WRITTEN;
        RowFormat format = format(isComplete);
        columns.forEach(format::check);
        long start = newestBefore.entrySet().stream()
                .filter(place -> place.getValue() <= after)
                .mapToLong(Map.Entry::getKey)
                .max()
                .orElse(0);
        try (RecordReader reader = new RecordReader(path, start, format instanceof RowFormat.Csv)) {
            boolean isHeader = start == 0 && format instanceof RowFormat.Csv;
            for (var record = reader.next(isComplete); record.isPresent(); record = reader.next(isComplete)) {
                if (!isHeader && !record.get().isBlank()) {
                    RowFormat.Row row = format.row(record.get());
                    long time = time(row);
                    String whose = row.get(sideColumn).orElse("");
                    if (reader.offset() > end && sides.size() < MOST_SIDES) {
                        sides.add(whose);
                    }
                    if (time > after && whose.equals(side)) {
                        sink.accept(time, row);
                    }
                    remember(reader.offset(), time);
                }
                isHeader = false;
            }
            mark(reader.offset());
        }
    }

    private RowFormat format(boolean isComplete) throws IOException {
        if (new String(head, StandardCharsets.UTF_8).stripLeading().startsWith("{")) {
            return new RowFormat.JsonLines();
        }
        try (RecordReader reader = new RecordReader(path, 0, true)) {
            String first = reader.next(isComplete)
                    .orElseThrow(() -> UnansweredException.blind("the file " + path.getFileName() + " is still empty"));
            RowFormat.Csv csv = RowFormat.Csv.of(first);
            csv.check(timeColumn);
            csv.check(sideColumn);
            return csv;
        }
    }

    private long time(RowFormat.Row row) {
        String text = row.get(timeColumn).orElse("");
        OptionalLong time = Times.parse(text);
        return time.orElseThrow(() -> UnansweredException.wrong("a row has '" + text + "' as its " + timeColumn
                + "; seconds, milliseconds or a time with its zone such as 2026-01-31T08:00:00Z were expected"));
    }

    /** What is read again has been remembered before. */
    private void remember(long offset, long time) {
        if (offset > end) {
            newest = Math.max(newest, time);
            if (newestBefore.isEmpty() || offset - newestBefore.lastKey() > BETWEEN_PLACES) {
                mark(offset);
            }
            end = offset;
        }
    }

    private void mark(long offset) {
        if (offset >= end && newest > Long.MIN_VALUE) {
            newestBefore.put(offset, newest);
            end = offset;
            if (newestBefore.size() > PLACES) {
                newestBefore.remove(newestBefore.firstKey());
            }
        }
    }

    private void forgetIfReplaced() throws IOException {
        byte[] now;
        try (var in = Files.newInputStream(path)) {
            now = in.readNBytes(HEAD);
        }
        boolean isSame = Files.size(path) >= end
                && now.length >= head.length
                && Arrays.equals(now, 0, head.length, head, 0, head.length);
        if (!isSame) {
            newestBefore.clear();
            sides.clear();
            end = 0;
            newest = Long.MIN_VALUE;
        }
        head = now;
    }

    synchronized boolean knows(String side) {
        return sides.contains(side);
    }

    /** The newest time of all rows of all sides, epoch milliseconds. */
    synchronized long newest() {
        return newest;
    }
}
