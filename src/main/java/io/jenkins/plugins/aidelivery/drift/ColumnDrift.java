package io.jenkins.plugins.aidelivery.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.Role;
import io.jenkins.plugins.aidelivery.measure.NumberOrNull;
import java.util.List;
import java.util.Map;

/**
 * What a comparison of one column found.
 *
 * @param name of the column
 * @param kind of its cells in the reference
 * @param outcome what it came to
 * @param reason a sentence
 * @param score what was measured, if anything
 * @param referenceRows usable rows
 * @param currentRows usable rows
 * @param statistics other numbers, by their names
 * @param movers what makes most of the difference, the largest first
 * @param picture both distributions, for a chart
 * @param findings what else there is to say, such as more missing values
 * @param role what it is to the model
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnDrift(
        String name,
        Kind kind,
        Outcome outcome,
        String reason,
        Score score,
        long referenceRows,
        long currentRows,
        Map<String, Double> statistics,
        List<Mover> movers,
        Picture picture,
        List<String> findings,
        Role role) {
    public ColumnDrift {
        statistics = statistics == null
                ? Map.of()
                : java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(statistics));
        movers = movers == null ? List.of() : List.copyOf(movers);
        findings = findings == null ? List.of() : List.copyOf(findings);
        picture = picture == null ? Picture.NONE : picture;
        role = role == null ? Role.FEATURE : role;
    }

    /** A feature. */
    public ColumnDrift(
            String name,
            Kind kind,
            Outcome outcome,
            String reason,
            Score score,
            long referenceRows,
            long currentRows,
            Map<String, Double> statistics,
            List<Mover> movers,
            Picture picture,
            List<String> findings) {
        this(
                name,
                kind,
                outcome,
                reason,
                score,
                referenceRows,
                currentRows,
                statistics,
                movers,
                picture,
                findings,
                Role.FEATURE);
    }

    /** With a role. */
    public ColumnDrift as(Role other) {
        return new ColumnDrift(
                name,
                kind,
                outcome,
                reason,
                score,
                referenceRows,
                currentRows,
                statistics,
                movers,
                picture,
                findings,
                other);
    }

    @JsonIgnore
    public boolean isFeature() {
        return role == Role.FEATURE;
    }

    /**
     * A measured difference.
     *
     * @param method as {@link Method#id}
     * @param convention how exactly, in words
     * @param rule sign and kind of the threshold, as {@link Convention.Rule#sign}
     * @param value the score; between the two following
     * @param low it is not less, for certain
     * @param high it is not more, for certain
     * @param threshold that it was held against; NaN, which is null in JSON, where there was none
     * @param byChance what chance alone exceeds once in 1/α; null where that is not known
     * @param p-value of the difference; null where there is none
     * @param adjusted the p-value after Benjamini and Hochberg, over all columns; null where there is none
     * @param needed rows a side that would show a difference as large as the threshold; null where not asked for
     * @param detectable the smallest difference that so many rows show in most cases; null where not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Score(
            String method,
            String convention,
            String rule,
            double value,
            double low,
            double high,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double threshold,

            Double byChance,
            Double p,
            Double adjusted,
            Long needed,
            Double detectable) {
        /** Whether the value is exact. */
        public boolean isExact() {
            return low == high;
        }
    }

    /**
     * A bin or category that makes a part of the difference.
     *
     * @param label what it is
     * @param reference share of the rows there, 0 … 1
     * @param current share, 0 … 1
     */
    public record Mover(String label, double reference, double current) {}

    /**
     * Both distributions in a few bars.
     *
     * @param labels of the bars; of numbers, where they begin
     * @param reference shares
     * @param current shares
     * @param ordered whether neighbours are near each other
     */
    public record Picture(List<String> labels, List<Double> reference, List<Double> current, boolean ordered) {
        static final Picture NONE = new Picture(List.of(), List.of(), List.of(), true);

        public Picture {
            labels = List.copyOf(labels);
            reference = List.copyOf(reference);
            current = List.copyOf(current);
        }
    }
}
