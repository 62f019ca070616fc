package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Vectors that are looked at one by one, as far as they are of one length and without gaps.
 *
 * @param dimensions of those that are used
 * @param rows a vector each, in an order of no meaning
 * @param faults what is wrong with the others
 */
public record VectorSample(int dimensions, List<double[]> rows, Faults faults) {
    /** A component beyond it has no square that a double holds, and no meaning. */
    private static final double LARGEST = 1e140;

    public VectorSample {
        rows = List.copyOf(rows);
    }

    /**
     * Vectors that can't be used.
     *
     * @param otherLength that have another number of components than most
     * @param incomplete with a component that is missing, no number, or beyond 1e140
     * @param none without components, or no vectors at all
     */
    public record Faults(long otherLength, long incomplete, long none) {
        public long total() {
            return otherLength + incomplete + none;
        }

        Faults plus(Faults other) {
            return new Faults(otherLength + other.otherLength, incomplete + other.incomplete, none + other.none);
        }
    }

    /**
     * Reads vectors.
     *
     * @param texts numbers between brackets or braces, with commas between them
     * @param expected components that vectors are to have if any of them has; without it, as many as most of them have
     */
    public static VectorSample of(List<String> texts, OptionalInt expected) {
        List<double[]> whole = new ArrayList<>();
        long none = 0;
        long incomplete = 0;
        for (String text : texts) {
            double[] vector = parse(text);
            if (vector.length == 0) {
                none++;
            } else if (Arrays.stream(vector).allMatch(x -> Math.abs(x) <= LARGEST)) {
                whole.add(vector);
            } else {
                incomplete++;
            }
        }
        int dimensions = expected.isPresent() && whole.stream().anyMatch(row -> row.length == expected.getAsInt())
                ? expected.getAsInt()
                : usual(whole);
        // In an order that owes nothing to the engine, nor to how large components are.
        List<double[]> used = whole.stream()
                .filter(row -> row.length == dimensions)
                .sorted(Comparator.comparingInt((double[] row) -> mixed(Arrays.hashCode(row)))
                        .thenComparing(Arrays::compare))
                .toList();
        return new VectorSample(dimensions, used, new Faults(whole.size() - used.size(), incomplete, none));
    }

    private static int mixed(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    /** The most frequent length, the smallest of several; 0 of none. */
    private static int usual(List<double[]> vectors) {
        Map<Integer, Integer> lengths = new TreeMap<>();
        vectors.forEach(vector -> lengths.merge(vector.length, 1, Integer::sum));
        return lengths.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<Integer, Integer> entry) -> entry.getValue())
                        .thenComparing(entry -> -entry.getKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** No components if the text is no vector; one that is missing is no number. */
    private static double[] parse(String text) {
        String inner = text.strip();
        boolean brackets = inner.startsWith("[") && inner.endsWith("]") && inner.length() > 1;
        boolean braces = inner.startsWith("{") && inner.endsWith("}") && inner.length() > 1;
        if (!brackets && !braces || inner.substring(1, inner.length() - 1).isBlank()) {
            return new double[0];
        }
        String[] parts = inner.substring(1, inner.length() - 1).split(",", -1);
        double[] vector = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip().replace("\"", "");
            try {
                vector[i] = Double.parseDouble(part);
            } catch (NumberFormatException e) {
                if (!part.matches("(?i)null|nan|[-+]?inf(inity)?")) {
                    return new double[0];
                }
                vector[i] = Double.NaN;
            }
        }
        return vector;
    }

    /** All that were looked at. */
    public long looked() {
        return rows.size() + faults.total();
    }
}
