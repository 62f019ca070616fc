package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The part of the data that a measure speaks of: nothing for all of it, {@code class=malignant}, {@code gender=female},
 * {@code filter=strict-match}.
 *
 * @param parts what is fixed to which value, sorted by name
 */
public record Slice(SortedMap<String, String> parts) implements Comparable<Slice> {
    /** All of the data. */
    public static final Slice ALL = new Slice(new TreeMap<>());

    private static final Comparator<Map.Entry<String, String>> PART =
            Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue());

    public Slice(SortedMap<String, String> parts) {
        this.parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    @JsonCreator
    public static Slice of(Map<String, String> parts) {
        return parts == null || parts.isEmpty() ? ALL : new Slice(new TreeMap<>(parts));
    }

    public static Slice of(String name, String value) {
        return of(Map.of(name, value));
    }

    /** The same with one more part fixed. */
    public Slice with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(parts);
        more.put(name, value);
        return new Slice(more);
    }

    public boolean isAll() {
        return parts.isEmpty();
    }

    /** As the JSON object that it is in files. */
    @JsonValue
    Map<String, String> json() {
        return parts;
    }

    /** All of the data first, then by name and value; 0 only for equal slices, whatever characters are in them. */
    @Override
    public int compareTo(Slice other) {
        Iterator<Map.Entry<String, String>> mine = parts.entrySet().iterator();
        Iterator<Map.Entry<String, String>> theirs = other.parts.entrySet().iterator();
        while (mine.hasNext() && theirs.hasNext()) {
            int order = PART.compare(mine.next(), theirs.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(mine.hasNext(), theirs.hasNext());
    }

    /** {@code gender=female,site=2}; empty for all of the data. */
    @Override
    public String toString() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(","));
    }
}
