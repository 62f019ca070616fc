package io.jenkins.plugins.aidelivery.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a look at the whole table found, or at several columns together: at its quality, at how good a model's predictions are, at
 * differences that no column shows alone.
 *
 * @param id stable, such as {@code duplicates}
 * @param group what it is about
 * @param title for people
 * @param outcome what it came to
 * @param reason a sentence
 * @param critical whether its drift alone rejects; otherwise it makes the verdict conditional
 * @param score what was measured, if anything: the quantity now, its confidence interval as low and high, when it is an alarm as rule
 *     and threshold (NaN where nothing was held against it)
 * @param reference the same quantity in the reference; null where there is none
 * @param movers what makes most of it, the largest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableCheck(
        String id,
        Group group,
        String title,
        Outcome outcome,
        String reason,
        boolean critical,
        ColumnDrift.Score score,
        Double reference,
        List<ColumnDrift.Mover> movers) {
    /** The method of a score that is a share of rows, and shown in per cent. */
    public static final String SHARE = "share";

    public TableCheck {
        movers = movers == null ? List.of() : List.copyOf(movers);
    }

    /** With another reason. */
    TableCheck withReason(String other) {
        return new TableCheck(id, group, title, outcome, other, critical, score, reference, movers);
    }

    /** What a check is about. */
    public enum Group {
        /** Whether the table is what it should be. */
        QUALITY,
        /** How good predictions are, or must be expected to be. */
        PERFORMANCE,
        /** Several columns together. */
        MULTIVARIATE
    }
}
