package io.jenkins.plugins.aidelivery.drift.rows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What rows told about all columns together.
 *
 * @param kind how they were looked at
 * @param complaint a sentence if nothing could be found; empty otherwise
 * @param columns that took part
 * @param referenceRows that were looked at
 * @param currentRows that were looked at
 * @param area of a classifier; null of anything else
 * @param reconstruction errors of principal components; null of anything else
 * @param movers columns, and their share of what makes the difference
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JointFinding(
        Multivariate kind,
        String complaint,
        int columns,
        long referenceRows,
        long currentRows,
        Separation area,
        Reconstruction reconstruction,
        List<Moved> movers) {
    public JointFinding {
        movers = movers == null ? List.of() : List.copyOf(movers);
    }

    static JointFinding without(Multivariate kind, JointTable table, String complaint) {
        return new JointFinding(
                kind,
                complaint,
                table.columns().size(),
                table.reference().size(),
                table.current().size(),
                null,
                null,
                List.of());
    }

    public Optional<Separation> asArea() {
        return Optional.ofNullable(area);
    }

    public Optional<Reconstruction> asReconstruction() {
        return Optional.ofNullable(reconstruction);
    }
}
