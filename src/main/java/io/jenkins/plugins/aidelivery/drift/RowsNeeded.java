package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.Vectors;
import io.jenkins.plugins.aidelivery.drift.rows.Separation;
import io.jenkins.plugins.aidelivery.stats.Normal;
import io.jenkins.plugins.aidelivery.stats.twosample.KolmogorovSmirnov;
import java.util.Optional;

/** How many rows a side it takes until chance alone no longer gives as much as a column's threshold. */
final class RowsNeeded {
    private static final long MOST = 1L << 40;

    private final ColumnComparison column;
    private final double threshold;
    private final double alpha;

    /** @param alpha level of significance */
    RowsNeeded(ColumnComparison column, double alpha) {
        this.column = column;
        this.threshold = column.convention().threshold();
        this.alpha = alpha;
    }

    /** Empty where not known. */
    Optional<Long> rows() {
        if (!(threshold > 0) || column.scored().byChance().isEmpty()) {
            return Optional.empty();
        }
        return switch (column.convention().method()) {
            case KOLMOGOROV_SMIRNOV -> Optional.of(ofDistribution());
            case TEXT_DOMAIN ->
                threshold > 0.5 ? Optional.of(Separation.rowsNeeded(threshold, alpha)) : Optional.empty();
            case COMPONENT_SHARE -> threshold < 1 ? Optional.of(ofComponents()) : Optional.empty();
            default -> Optional.of(scaled());
        };
    }

    private long ofDistribution() {
        long low = 1;
        long high = 1;
        while (KolmogorovSmirnov.critical(alpha, high, high) > threshold && high < MOST) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (KolmogorovSmirnov.critical(alpha, middle, middle) > threshold) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private long ofComponents() {
        double z = Normal.upperQuantile(threshold / 2) / VectorComparison.COMPONENT_MOVES;
        return (long) Math.ceil(2 * z * z);
    }

    /** Distances that are roots shrink with the root of the rows, divergences with the rows. */
    private long scaled() {
        double ratio = column.scored().byChance().orElse(0) / threshold;
        boolean root = switch (column.convention().method()) {
            case PSI, KULLBACK_LEIBLER, MEAN_DISCREPANCY, COSINE_DISTANCE -> false;
            case JENSEN_SHANNON -> column.convention().variant() != Convention.Variant.DIVERGENCE_BITS;
            default -> true;
        };
        // Of vectors only some were looked at.
        double n = column.reference()
                .asVectors()
                .map(Vectors::used)
                .orElse(column.reference().usable());
        double m = column.current()
                .asVectors()
                .map(Vectors::used)
                .orElse(column.current().usable());
        double harmonic = 2 * n * m / (n + m);
        return (long) Math.ceil(harmonic * (root ? ratio * ratio : ratio));
    }
}
