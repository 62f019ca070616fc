package io.jenkins.plugins.aidelivery.drift.rows;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What rows told of two tables, as far as they were at hand.
 *
 * @param texts by columns, where the rows of both tables were
 * @param vectors by columns, where the rows of the current table were at least
 */
public record RowFindings(Map<String, TextFinding> texts, Map<String, VectorFinding> vectors) {
    /** No rows were at hand. */
    public static final RowFindings NONE = new RowFindings(Map.of(), Map.of());

    public RowFindings {
        texts = copy(texts);
        vectors = copy(vectors);
    }

    private static <T> Map<String, T> copy(Map<String, T> findings) {
        return findings == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(findings));
    }

    public Optional<TextFinding> text(String column) {
        return Optional.ofNullable(texts.get(column));
    }

    public Optional<VectorFinding> vector(String column) {
        return Optional.ofNullable(vectors.get(column));
    }
}
