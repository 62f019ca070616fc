package io.jenkins.plugins.aidelivery.drift.rows;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What rows told of two tables, as far as they were at hand.
 *
 * @param texts by columns, where the rows of both tables were
 */
public record RowFindings(Map<String, TextFinding> texts) {
    /** No rows were at hand. */
    public static final RowFindings NONE = new RowFindings(Map.of());

    public RowFindings {
        texts = texts == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    public Optional<TextFinding> text(String column) {
        return Optional.ofNullable(texts.get(column));
    }
}
