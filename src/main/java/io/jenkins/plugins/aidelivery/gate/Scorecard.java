package io.jenkins.plugins.aidelivery.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.NumberOrNull;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Source;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.List;
import java.util.Objects;

/**
 * The result of a gate: what was decided, what decided it, and every figure down to its source. Stored as JSON.
 *
 * @param schema of the JSON, {@value #SCHEMA} today
 * @param subject what was judged
 * @param decision what was decided
 * @param dimensions in the specification's order
 * @param recommendations what to do, the most urgent first; empty after a clean pass
 * @param evidence what became of every file
 * @param baseline what it was compared with
 * @param evaluatedAt epoch milliseconds
 */
public record Scorecard(
        int schema,
        GateSpec.Subject subject,
        Decision decision,
        List<DimensionResult> dimensions,
        List<Recommendation> recommendations,
        List<EvidenceFile> evidence,
        Comparison baseline,
        long evaluatedAt) {
    public static final int SCHEMA = 1;

    public Scorecard {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(decision);
        Objects.requireNonNull(baseline);
        dimensions = List.copyOf(dimensions);
        recommendations = List.copyOf(recommendations);
        evidence = List.copyOf(evidence);
    }

    /**
     * What was decided.
     *
     * @param verdict approve, conditional or reject
     * @param risk of shipping it
     * @param score weighted sum of the dimensions, 0 … 100; NaN if nothing could be judged
     * @param threshold that the score must reach
     * @param reasons sentences, what decided it first; for a pass, that all is well
     */
    public record Decision(
            Verdict verdict,
            Risk risk,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double score,

            double threshold,
            List<String> reasons) {
        public Decision {
            Objects.requireNonNull(verdict);
            Objects.requireNonNull(risk);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A dimension's result.
     *
     * @param name key in the specification
     * @param title for people
     * @param weight share of the overall score
     * @param score 0 … 100; NaN if none of its criteria could be judged
     * @param threshold that the score must reach
     * @param outcome pass, fail, inconclusive (an undecided criterion could lift it over the threshold), or not judged
     * @param criteria in the specification's order
     * @param penalties points taken off, as sentences
     */
    public record DimensionResult(
            String name,
            String title,
            double weight,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double score,

            double threshold,
            Outcome outcome,
            List<CriterionResult> criteria,
            List<String> penalties) {
        public DimensionResult {
            Objects.requireNonNull(name);
            Objects.requireNonNull(title);
            Objects.requireNonNull(outcome);
            criteria = List.copyOf(criteria);
            penalties = List.copyOf(penalties);
        }
    }

    /**
     * A criterion's result.
     *
     * @param id in its dimension
     * @param measure what was judged
     * @param slice of which part of the data
     * @param outcome what became of it
     * @param reason a sentence
     * @param points what it earned
     * @param observed what was measured
     * @param limit what was wanted, for people: {@code ≥ 0.8 at 95 %}
     * @param source where the value was read
     */
    public record CriterionResult(
            String id,
            String measure,
            Slice slice,
            Outcome outcome,
            String reason,
            Points points,
            Observed observed,
            String limit,
            Source source) {
        public CriterionResult {
            Objects.requireNonNull(id);
            Objects.requireNonNull(measure);
            Objects.requireNonNull(slice);
            Objects.requireNonNull(outcome);
            Objects.requireNonNull(reason);
            Objects.requireNonNull(points);
            Objects.requireNonNull(observed);
            Objects.requireNonNull(limit);
            Objects.requireNonNull(source);
        }

        /** The measure with the part of the data it speaks of. */
        public String label() {
            return slice.isAll() ? measure : measure + "[" + slice + "]";
        }

        /** The label, with the criterion's own name where it has one: several criteria may judge one measure. */
        public String title() {
            return hasOwnName() ? label() + " (" + id + ")" : label();
        }

        /** Whether the specification calls the criterion other than what it measures, and where. */
        private boolean hasOwnName() {
            return !id.equals(measure) && !id.startsWith(measure + "[");
        }
    }

    /**
     * What a criterion earned.
     *
     * @param score 0 … 100; NaN if it doesn't count
     * @param weight share of the dimension's score
     * @param critical whether failing it fails the gate
     */
    public record Points(
            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double score,

            double weight,
            boolean critical) {}

    /**
     * What was measured, NaN where it is not known.
     *
     * @param value in the unit
     * @param unit of value, interval and baseline
     * @param low end of the interval at the gate's confidence
     * @param high end of the interval
     * @param n observations behind the value; 0 if nobody said
     * @param baseline the accepted version's value
     */
    public record Observed(
            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double value,

            Unit unit,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double low,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double high,

            long n,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double baseline) {
        static final Observed NOTHING = new Observed(Double.NaN, Unit.NUMBER, Double.NaN, Double.NaN, 0, Double.NaN);
    }

    /**
     * What somebody should do.
     *
     * @param dimension where; empty for evidence
     * @param about what it is about: a criterion's measure, a file, or the dimension as a whole
     * @param problem what is wrong and by how much
     * @param remedy what usually fixes it
     */
    public record Recommendation(String dimension, String about, String problem, String remedy) {}

    /**
     * What the candidate was compared with.
     *
     * @param origin the accepted result; null if there is none
     * @param note a sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Comparison(Baseline.Origin origin, String note) {
        public Comparison {
            Objects.requireNonNull(note);
        }
    }

    public Verdict verdict() {
        return decision.verdict();
    }

    /**
     * Whether the measures may become what later versions are compared with: after a pass, and after a first run in which
     * every criterion waits for a baseline, because otherwise there would never be one.
     */
    public boolean mayBecomeBaseline() {
        boolean waiting = baseline.origin() == null
                && verdict() == Verdict.CONDITIONAL
                && dimensions.stream().allMatch(dimension -> dimension.outcome() == Outcome.NOT_COMPARED)
                && evidence.stream().noneMatch(file -> file.state().isProblem());
        return waiting || verdict() == Verdict.PASS;
    }
}
