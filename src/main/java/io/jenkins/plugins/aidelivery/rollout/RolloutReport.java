package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.jenkins.plugins.aidelivery.measure.NumberOrNull;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout came to so far, and how: everything that people look at, made from its journal. Stored as JSON. Times are epoch
 * milliseconds, 0 where something has not happened yet; weights are the canary's part of the traffic, percent.
 *
 * @param schema version of this format
 * @param subject what is rolled out, and where
 * @param strategy how traffic moves
 * @param course where it is
 * @param weights what the router said, whenever that changed; NaN where it said nothing
 * @param phases in the order in which they were entered, the way back last
 * @param ahead phases to come
 * @param metrics both sides over time, rule by rule
 * @param orders of people
 * @param trail who did what, when, why, and what came of it
 * @param rollback why it went back; null if it didn't
 * @param necessity whether it should go back after it was promoted; null if it wasn't
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutReport(
        int schema,
        RolloutPlan.Subject subject,
        RolloutPlan.Strategy strategy,
        Course course,
        List<Step> weights,
        List<Phase> phases,
        List<Ahead> ahead,
        List<Metric> metrics,
        List<Order> orders,
        Trail trail,
        RollbackAnalysis rollback,
        RollbackNecessity necessity) {
    /** The newest version that this class reads. */
    public static final int SCHEMA = 1;

    public RolloutReport {
        weights = weights == null ? List.of() : List.copyOf(weights);
        phases = phases == null ? List.of() : List.copyOf(phases);
        ahead = ahead == null ? List.of() : List.copyOf(ahead);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        orders = orders == null ? List.of() : List.copyOf(orders);
    }

    /**
     * From a journal's lines, at least the first, of a rollout that may still be going on.
     *
     * @throws IllegalArgumentException if they don't begin with a plan
     */
    public static RolloutReport of(List<RolloutJournal.Line> lines) {
        return new RolloutHistory(lines).report();
    }

    /** The same, from a journal that was read with all its hashes verified. */
    public RolloutReport verified() {
        Trail sure = new Trail(trail.lines(), trail.left(), true, trail.entries());
        return new RolloutReport(
                schema, subject, strategy, course, weights, phases, ahead, metrics, orders, sure, rollback, necessity);
    }

    /** Why it went back, if it did. */
    public Optional<RollbackAnalysis> whyBack() {
        return Optional.ofNullable(rollback);
    }

    /** Whether it should go back, if it was promoted. */
    public Optional<RollbackNecessity> whetherBack() {
        return Optional.ofNullable(necessity);
    }

    /** What it came to. */
    public enum Outcome {
        /** It goes on by itself. */
        RUNNING,
        /** It waits for a person, or for evidence. */
        HELD,
        /** Traffic is on its way back. */
        GOING_BACK,
        /** Traffic should go back, and the router doesn't do it. */
        STUCK,
        /** The new version is the stable one. */
        PROMOTED,
        /** The old version has all traffic. */
        ROLLED_BACK,
        /** It didn't begin. */
        REFUSED
    }

    /**
     * Where it is.
     *
     * @param reason a sentence
     * @param endedAt 0 if it goes on
     * @param asOf when the last line was written
     */
    public record Course(
            Outcome outcome, Stage stage, String reason, long startedAt, long endedAt, long asOf, Waiting waiting) {}

    /**
     * What it waits for.
     *
     * @param what a part of a sentence; empty if it is over
     * @param until when that ends at the earliest, or 0 where nobody knows
     */
    public record Waiting(String what, long until) {
        static final Waiting NOTHING = new Waiting("", 0);
    }

    /** From then on the router had that weight. */
    public record Step(
            long at,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double weight) {}

    /** A part of the way. */
    public enum Kind {
        PHASE,
        /** With all traffic, as the stable version. */
        PROMOTION,
        /** Traffic goes back to stable, which is then watched. */
        BACK
    }

    /**
     * A part of the way.
     *
     * @param name as the plan calls it; empty of those that it doesn't name
     * @param endedAt 0 if it goes on
     * @param observed milliseconds in which evidence was gathered at its weight
     * @param judgements of all rules at its end
     * @param decision that ended it, or that was made last
     * @param reason a sentence
     */
    public record Phase(
            Kind kind,
            String name,
            double weight,
            long startedAt,
            long endedAt,
            long observed,
            List<Judgement> judgements,
            Decision decision,
            String reason) {
        public Phase {
            judgements = judgements == null ? List.of() : List.copyOf(judgements);
        }
    }

    /**
     * A phase to come.
     *
     * @param bake milliseconds that it takes if nothing is wrong
     * @param approval who has to agree at its end; empty if nobody has to
     */
    public record Ahead(String name, double weight, long bake, String approval) {}

    /**
     * What a rule said.
     *
     * @param evidence of harm as an e-value, 1 for none; NaN where the rule has none
     * @param reason a sentence with the numbers
     */
    public record Judgement(
            String rule,
            MetricVerdict.Word word,
            MetricVerdict.Role role,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double evidence,

            String reason,
            Sides sides) {
        static Judgement of(MetricVerdict verdict) {
            return new Judgement(
                    verdict.metric(),
                    verdict.word(),
                    verdict.role(),
                    finite(verdict.harm()),
                    verdict.reason(),
                    Sides.of(verdict.figures()));
        }
    }

    /** Evidence without end is stored as a number, which JSON has, and not as the word for it, which it hasn't. */
    private static double finite(double evidence) {
        return Math.min(Double.MAX_VALUE, evidence);
    }

    /**
     * Both sides in a phase so far, in the metric's own unit; NaN for what isn't known.
     *
     * @param exposure what the canary's figure stands on
     * @param low of the canary compared with stable, as the metric's {@link Compared} says
     * @param high NaN also where there is no end
     */
    public record Sides(
            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double canary,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double stable,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double exposure,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double low,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double high) {
        static Sides of(MetricVerdict.Figures figures) {
            return new Sides(
                    number(figures.canary()),
                    number(figures.stable()),
                    number(figures.exposure()),
                    number(figures.low()),
                    number(figures.high()));
        }

        private static double number(double value) {
            return Double.isInfinite(value) ? Double.NaN : value;
        }
    }

    /** What an interval is of. */
    public enum Compared {
        /** The canary's figure divided by stable's. */
        RATIO,
        /** The canary's figure minus stable's. */
        DIFFERENCE,
        /** The canary's figure. */
        ITSELF,
        /** There is none: in stable's place stands what was asked for. */
        ASKED
    }

    /**
     * A rule with both sides over time.
     *
     * @param label what the figures are, such as p99; may be empty
     * @param unit of the figures; a ratio is a share
     * @param compared what intervals are of
     * @param limits that must not be crossed
     * @param points at most {@value RolloutHistory#MOST_POINTS}
     */
    public record Metric(
            String rule, String label, Unit unit, Compared compared, List<Bound> limits, List<Point> points) {
        public Metric {
            limits = limits == null ? List.of() : List.copyOf(limits);
            points = points == null ? List.of() : List.copyOf(points);
        }
    }

    /**
     * A limit.
     *
     * @param above whether it is broken above the value, or below
     */
    public record Bound(double value, boolean above) {}

    /** What was known of a rule at a time. */
    public record Point(
            long at,
            MetricVerdict.Word word,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double evidence,

            Sides sides) {}

    /**
     * What a person wanted.
     *
     * @param metric that was meant; empty if none in particular
     */
    public record Order(long at, String person, RolloutEvent.Order order, String reason, String metric) {}

    /**
     * Who did what.
     *
     * @param lines of the journal
     * @param left entries that came before these and aren't told
     * @param verified whether every line was found to be as it was written
     */
    public record Trail(long lines, long left, boolean verified, List<Entry> entries) {
        public Trail {
            entries = entries == null ? List.of() : List.copyOf(entries);
        }
    }

    /**
     * Something that was done, or that came to be.
     *
     * @param line of the journal
     * @param actor a person, or the program
     * @param what was done
     * @param why may be empty
     * @param effect may be empty
     * @param times how often in a row, with the same effect
     */
    public record Entry(long line, long at, String actor, String what, String why, String effect, int times) {}
}
