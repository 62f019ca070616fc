package io.jenkins.plugins.aidelivery.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.util.List;
import java.util.Optional;

/**
 * The rule of a gate as it is applied: preset, file and environment laid over each other, everything checked.
 *
 * @param subject what is judged
 * @param evidence what is read
 * @param dimensions at least one
 * @param omissions dimensions of the preset that this gate leaves out
 * @param overall score that the weighted sum of the dimensions must reach, 0 … 100
 * @param defaults what holds where a criterion says nothing
 */
public record GateSpec(
        Subject subject,
        List<EvidenceEntry> evidence,
        List<Dimension> dimensions,
        List<Omission> omissions,
        double overall,
        Defaults defaults) {
    public GateSpec {
        evidence = List.copyOf(evidence);
        dimensions = List.copyOf(dimensions);
        omissions = List.copyOf(omissions);
    }

    /**
     * What is judged.
     *
     * @param model the model's name
     * @param version the candidate's version; empty if nobody said
     * @param environment where it shall go; empty if nobody said
     * @param strategy how it goes there if it is approved ({@code canary}, {@code blue-green}, {@code rolling});
     *     empty if nobody said
     */
    public record Subject(String model, String version, String environment, String strategy) {}

    /**
     * What holds where a criterion says nothing.
     *
     * @param missing what missing or broken evidence means
     * @param confidence level of the intervals, more than 0.5 and less than 1
     */
    public record Defaults(MissingEvidence missing, double confidence) {}

    /** What missing, broken or stale evidence means; none of it is ever a pass. */
    public enum MissingEvidence {
        FAIL("fail"),
        CONDITIONAL("conditional"),
        /** The criterion is left out and the scorecard says so. */
        IGNORE_WITH_NOTE("ignore-with-note");

        private final String text;

        MissingEvidence(String text) {
            this.text = text;
        }

        /** The name in files. */
        @JsonValue
        public String text() {
            return text;
        }
    }

    /**
     * A weighted group of criteria.
     *
     * @param name key in the specification
     * @param title for people
     * @param weight share of the overall score; the weights of all dimensions sum to 1
     * @param threshold score that this dimension must reach, 0 … 100
     * @param criteria at least one; their weights sum to 1
     * @param penalties points off for regressions
     */
    public record Dimension(
            String name,
            String title,
            double weight,
            double threshold,
            List<Criterion> criteria,
            List<Penalty> penalties) {
        public Dimension {
            criteria = List.copyOf(criteria);
            penalties = List.copyOf(penalties);
        }
    }

    /**
     * A dimension that is left out, so that the scorecard can say so.
     *
     * @param dimension its key
     * @param reason what the specification gives as the reason
     */
    public record Omission(String dimension, String reason) {}

    /**
     * One rule on one measure.
     *
     * @param id unique in its dimension; the measure's name unless another one was given
     * @param selection which measure
     * @param limits what it must keep
     * @param weight share of the dimension's score
     * @param policy how strictly
     * @param advice what to do when it fails; empty for the general advice on such measures
     */
    public record Criterion(
            String id, Selection selection, Limits limits, double weight, Policy policy, String advice) {}

    /**
     * Which measure a criterion is about.
     *
     * @param measure its name
     * @param slice of which part of the data
     * @param each the name of a slicing column, to judge every one of its slices and let the worst decide; empty
     *     otherwise
     */
    public record Selection(String measure, Slice slice, String each) {}

    /**
     * How strictly a criterion is applied.
     *
     * @param critical whether failing it fails the gate whatever the scores are
     * @param confidence the whole interval at this level must keep the limits; empty to compare the plain value
     * @param missing what missing evidence means here
     */
    public record Policy(boolean critical, Optional<Double> confidence, MissingEvidence missing) {
        /**
         * How much an outcome weighs against others of the same criterion, 0 for the gravest: first what rejects, then
         * what makes conditional, then what is only noted.
         */
        int gravity(Outcome outcome) {
            return switch (outcome) {
                case FAIL -> critical ? 0 : 2;
                case ERROR, STALE, MISSING ->
                    switch (missing) {
                        case FAIL -> 1;
                        case CONDITIONAL -> 3;
                        case IGNORE_WITH_NOTE -> 5;
                    };
                case INCONCLUSIVE -> 4;
                case PASS -> 6;
                case NOT_COMPARED -> 7;
            };
        }
    }

    /**
     * What a measure must keep.
     *
     * @param min lowest value that passes
     * @param max highest value that passes
     * @param target value that earns all points; below it (or above, where lower is better) the points are in proportion
     * @param baseline how much worse than the accepted version it may be
     */
    public record Limits(
            Optional<Quantity> min,
            Optional<Quantity> max,
            Optional<Quantity> target,
            Optional<BaselineLimit> baseline) {}

    /**
     * How much a measure may move from the baseline.
     *
     * @param change which way of moving is limited
     * @param tolerance at least 0; a share of the baseline if relative, else in the measure's unit
     * @param relative whether the tolerance is a share of the baseline
     */
    public record BaselineLimit(Change change, Quantity tolerance, boolean relative) {
        /** A way of moving. */
        public enum Change {
            /** Against the measure's direction. */
            WORSE,
            DROP,
            RISE
        }
    }

    /**
     * Points off a dimension for a regression.
     *
     * @param measure a relative worsening (0.08 for 8 %); where no evidence has it, the largest worsening among the
     *     dimension's measures against the baseline
     * @param perPercent points for each per cent
     * @param most points at most
     * @param tolerance a worsening up to here costs nothing
     */
    public record Penalty(String measure, double perPercent, double most, double tolerance) {}
}
