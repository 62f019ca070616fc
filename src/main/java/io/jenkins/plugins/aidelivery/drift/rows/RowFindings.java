package io.jenkins.plugins.aidelivery.drift.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        texts = texts == null ? Map.of() : Map.copyOf(texts);
        vectors = vectors == null ? Map.of() : Map.copyOf(vectors);
        joint = joint == null ? List.of() : List.copyOf(joint);
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
