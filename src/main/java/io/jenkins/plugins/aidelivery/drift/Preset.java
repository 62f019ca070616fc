package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Binning;
import io.jenkins.plugins.aidelivery.drift.Convention.Rule;
import io.jenkins.plugins.aidelivery.drift.Convention.Variant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which convention a column is compared by. All but the default are other tools' choices, so that a number that somebody is used to
 * keeps its meaning; with their faults, see docs/drift.md.
 */
public enum Preset {
    /** Effect and significance. */
    DEFAULT,
    /** The statistic against .05, whatever the number of rows. */
    SEED,
    /** Evidently 0.7. */
    EVIDENTLY,
    /** NannyML 0.13 with its constant thresholds. */
    NANNYML,
    /** TensorFlow Data Validation 1.17. */
    TFDV,
    /** Deepchecks 0.19. */
    DEEPCHECKS;

    /** Evidently's limit between tests and distances. */
    private static final long EVIDENTLY_SMALL = 1000;

    /**
     * What is known of a column when its method is chosen.
     *
     * @param numeric whether it holds numbers
     * @param n usable rows of the reference
     * @param distinct different values in both together; more than can be counted is the largest long
     */
    public record Facts(boolean numeric, long n, long distinct) {}

    public static Optional<Preset> named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.id().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The convention for a column. */
    public Convention convention(Facts column) {
        boolean numeric = column.numeric();
        return switch (this) {
            case DEFAULT ->
                numeric
                        ? new Convention(Method.KOLMOGOROV_SMIRNOV, Rule.EFFECT_AND_SIGNIFICANCE, 0.03)
                        : new Convention(
                                Method.JENSEN_SHANNON, Variant.BITS, Binning.NONE, Rule.EFFECT_AND_SIGNIFICANCE, 0.05);
            case SEED ->
                numeric
                        ? new Convention(Method.KOLMOGOROV_SMIRNOV, Rule.SCORE_ABOVE, 0.05)
                        : new Convention(Method.JENSEN_SHANNON, Variant.NATS, Binning.NONE, Rule.SCORE_ABOVE, 0.05);
            case EVIDENTLY -> evidently(column);
            case NANNYML ->
                numeric
                        ? new Convention(
                                Method.JENSEN_SHANNON, Variant.BITS, Binning.DOANE_REFERENCE, Rule.SCORE_ABOVE, 0.1)
                        : new Convention(Method.JENSEN_SHANNON, Variant.BITS, Binning.NONE, Rule.SCORE_ABOVE, 0.1);
            case TFDV ->
                numeric
                        ? new Convention(
                                Method.JENSEN_SHANNON,
                                Variant.DIVERGENCE_BITS,
                                Binning.TEN_EQUAL,
                                Rule.SCORE_ABOVE,
                                0.01)
                        : new Convention(Method.L_INFINITY, Rule.SCORE_ABOVE, 0.01);
            case DEEPCHECKS ->
                numeric
                        ? new Convention(Method.KOLMOGOROV_SMIRNOV, Rule.SCORE_AT_LEAST, 0.2)
                        : new Convention(Method.CRAMERS_V, Variant.CORRECTED, Binning.NONE, Rule.SCORE_AT_LEAST, 0.2);
        };
    }

    /**
     * The convention for texts that are no categories; empty if only their length counts.
     *
     * @param atHand whether the texts of both tables are
     * @param n texts of the reference
     */
    Optional<Convention> ofTexts(boolean atHand, long n) {
        Convention ours = Conventions.of(atHand ? Method.TEXT_DOMAIN : Method.VOCABULARY);
        return switch (this) {
            case DEFAULT -> Optional.of(ours);
            // Evidently holds the area against areas of random scores, whose law is that of the test.
            case EVIDENTLY ->
                Optional.of(
                        atHand
                                ? new Convention(
                                        ours.method(),
                                        ours.variant(),
                                        ours.binning(),
                                        n <= EVIDENTLY_SMALL ? Rule.P_BELOW : Rule.SCORE_ABOVE,
                                        n <= EVIDENTLY_SMALL ? 0.05 : 0.55)
                                : ours);
            default -> Optional.empty();
        };
    }

    /** The convention for vectors. */
    Convention ofVectors() {
        return this == EVIDENTLY
                ? new Convention(Method.MEAN_DISTANCE, Variant.RAW, Binning.NONE, Rule.SCORE_ABOVE, 0.2)
                : Conventions.of(Method.MEAN_DISCREPANCY);
    }

    private static Convention evidently(Facts column) {
        boolean few = column.distinct() <= 5;
        if (column.n() <= EVIDENTLY_SMALL) {
            if (column.numeric() && !few) {
                return new Convention(Method.KOLMOGOROV_SMIRNOV, Rule.P_AT_MOST, 0.05);
            }
            return column.distinct() > 2
                    ? new Convention(Method.CHI_SQUARE, Variant.FIT, Binning.NONE, Rule.P_BELOW, 0.05)
                    : new Convention(Method.Z_TEST, Rule.P_BELOW, 0.05);
        }
        if (column.numeric() && !few) {
            return new Convention(Method.WASSERSTEIN, Rule.SCORE_AT_LEAST, 0.1);
        }
        return new Convention(
                Method.JENSEN_SHANNON,
                Variant.NATS,
                column.numeric() ? Binning.STURGES_POOLED : Binning.NONE,
                Rule.SCORE_AT_LEAST,
                0.1);
    }
}
