package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of cells, those of empty ones left out. In JSON a text, three characters or so a cell: pairs of the distance from the
 * cell before and the count, as numbers of seven bits a byte (the last byte's highest bit is not set), in Base64.
 */
public final class CellCounts {
    private final long[] cells;
    private final long[] counts;

    private CellCounts(long[] cells, long[] counts) {
        this.cells = cells;
        this.counts = counts;
    }

    /** @param counts more than 0, in any order */
    public static CellCounts of(Map<Long, Long> counts) {
        TreeMap<Long, Long> sorted = new TreeMap<>(counts);
        return new CellCounts(
                sorted.keySet().stream().mapToLong(Long::longValue).toArray(),
                sorted.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** From JSON. */
    @JsonCreator
    static CellCounts parse(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        List<Long> numbers = new ArrayList<>();
        long number = 0;
        int shift = 0;
        for (byte next : bytes) {
            number |= (long) (next & 0x7F) << shift;
            shift += 7;
            if (next >= 0) {
                numbers.add(number);
                number = 0;
                shift = 0;
            }
        }
        if (shift != 0 || numbers.size() % 2 != 0) {
            throw new IllegalArgumentException("counts that end in the middle");
        }
        long[] cells = new long[numbers.size() / 2];
        long[] counts = new long[cells.length];
        long cell = -1;
        for (int i = 0; i < cells.length; i++) {
            long distance = numbers.get(2 * i);
            cell += distance;
            cells[i] = cell;
            counts[i] = numbers.get(2 * i + 1);
            if (distance <= 0 || cell < 0 || counts[i] <= 0) {
                throw new IllegalArgumentException("cells that are not in order, or empty");
            }
        }
        return new CellCounts(cells, counts);
    }

    @JsonValue
    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long before = -1;
        for (int i = 0; i < cells.length; i++) {
            write(bytes, cells[i] - before);
            write(bytes, counts[i]);
            before = cells[i];
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while (rest > 0x7F) {
            bytes.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** How many cells hold something. */
    public int size() {
        return cells.length;
    }

    long cell(int i) {
        return cells[i];
    }

    long count(int i) {
        return counts[i];
    }

    /** Of one cell. */
    public long of(long cell) {
        int at = Arrays.binarySearch(cells, cell);
        return at < 0 ? 0 : counts[at];
    }

    long total() {
        return Arrays.stream(counts).sum();
    }

    List<Long> heavierThan(long most) {
        List<Long> heavy = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            if (counts[i] > most) {
                heavy.add(cells[i]);
            }
        }
        return heavy;
    }

    CellCounts plus(CellCounts other) {
        TreeMap<Long, Long> sums = new TreeMap<>();
        for (CellCounts part : List.of(this, other)) {
            for (int i = 0; i < part.cells.length; i++) {
                sums.merge(part.cells[i], part.counts[i], Long::sum);
            }
        }
        return of(sums);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellCounts that
                && Arrays.equals(cells, that.cells)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(cells) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return cells.length + " cells";
    }
}
