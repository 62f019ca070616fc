package io.jenkins.plugins.aidelivery.drift.rows;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What rows told of two tables, as far as they were at hand.
 *
 * @param texts by columns, where the rows of both tables were
 * @param vectors by columns, where the rows of the current table were at least
 * @param joint of all columns together, where that was asked for and the rows of both tables were
 */
public record RowFindings(
        Map<String, TextFinding> texts, Map<String, VectorFinding> vectors, List<JointFinding> joint) {
    /** No rows were at hand. */
    public static final RowFindings NONE = new RowFindings(Map.of(), Map.of(), List.of());

    public RowFindings {
        texts = copy(texts);
        vectors = copy(vectors);
        joint = joint == null ? List.of() : List.copyOf(joint);
    }

    private static <T> Map<String, T> copy(Map<String, T> findings) {
        return findings == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(findings));
    }

    public Optional<TextFinding> text(String column) {
        return Optional.ofNullable(texts.get(column));
    }

    public Optional<JointFinding> joint(Multivariate kind) {
        return joint.stream().filter(finding -> finding.kind() == kind).findFirst();
    }

    public Optional<VectorFinding> vector(String column) {
        return Optional.ofNullable(vectors.get(column));
    }
}
