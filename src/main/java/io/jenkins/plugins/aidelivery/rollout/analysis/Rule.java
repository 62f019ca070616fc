package io.jenkins.plugins.aidelivery.rollout.analysis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a metric is judged. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Rule.Rate.class, name = "rate"),
    @JsonSubTypes.Type(value = Rule.Latency.class, name = "latency"),
    @JsonSubTypes.Type(value = Rule.Score.class, name = "score"),
    @JsonSubTypes.Type(value = Rule.Gauge.class, name = "gauge"),
    @JsonSubTypes.Type(value = Rule.Outputs.class, name = "outputs"),
    @JsonSubTypes.Type(value = Rule.Kayenta.class, name = "kayenta")
})
public sealed interface Rule {
    /** What all rules have. */
    Frame frame();

    /** What is asked of each side, in this order. */
    @JsonIgnore
    List<Query> queries();

    /** What must not happen whatever the other side does. */
    List<Limit> limits();

    /** Whether both sides are compared. */
    @JsonIgnore
    boolean isCompared();

    /** The same without a comparison, however little was seen; empty if nothing is left of it. */
    Optional<Rule> alone();

    default String name() {
        return frame().name();
    }

    /**
     * What all rules have.
     *
     * @param name unique in a plan
     * @param role how much it matters
     * @param weight its part of what may be wrong by chance, relative to the others of its role
     * @param exposure what a phase needs at least, on the canary's side, to go on
     * @param when in which part of a rollout it is looked at
     * @param control whether a second part of stable is compared with the first, to see whether the rule can be trusted
     */
    record Frame(String name, MetricVerdict.Role role, double weight, double exposure, When when, boolean control) {
        Frame alone() {
            return new Frame(name, role, weight, 0, when, false);
        }
    }

    /** In which part of a rollout. */
    enum When {
        PHASES,
        AFTER_PROMOTION,
        ALWAYS;

        public boolean includes(boolean promoted) {
            return this == ALWAYS || this == (promoted ? AFTER_PROMOTION : PHASES);
        }
    }

    /**
     * By how much one side may be worse.
     *
     * @param worseBy a ratio of rates up to 1 + this is no harm; 0.25 by default
     * @param safeBelow a ratio of rates below 1 + this is safe; not less than worseBy
     * @param margin difference of rates that must be shown not to be there, where exposure is planned; NaN if that isn't asked for
     * @param planned exposures of the canary by which that is shown; 0 if nobody knows
     */
    record Tolerance(double worseBy, double safeBelow, double margin, double planned) {
        public static final Tolerance DEFAULT = new Tolerance(0.25, 0.5);

        /** The sides are not compared. */
        public static final Tolerance NONE = new Tolerance(Double.NaN, Double.NaN);

        /** Where nobody knows how many requests will come. */
        public Tolerance(double worseBy, double safeBelow) {
            this(worseBy, safeBelow, Double.NaN, 0);
        }

        public Tolerance {
            boolean none = Double.isNaN(worseBy) && Double.isNaN(safeBelow);
            if (!none && !(worseBy >= 0 && safeBelow >= worseBy && Double.isFinite(safeBelow))) {
                throw new IllegalArgumentException("a tolerance is 0 or more, and safe is not below it");
            }
        }

        boolean isSome() {
            return !Double.isNaN(worseBy);
        }

        boolean isPlanned() {
            return planned > 0 && margin > 0;
        }
    }

    /**
     * Events among exposures, such as errors among requests.
     *
     * @param good whether more is better, such as purchases
     * @param tolerance none if only limits count
     */
    record Rate(Frame frame, Query events, Query total, boolean good, Tolerance tolerance, List<Limit> limits)
            implements Rule {
        public Rate {
            limits = List.copyOf(limits);
        }

        @Override
        public List<Query> queries() {
            return List.of(events, total);
        }

        @Override
        public Optional<Rule> alone() {
            return Optional.of(new Rate(frame.alone(), events, total, good, Tolerance.NONE, limits));
        }

        @Override
        public boolean isCompared() {
            return tolerance.isSome();
        }
    }

    /**
     * How many took longer than how long.
     *
     * @param quantile that limits are about, above 0 and below 1
     * @param tolerance of how many are slower than stable's quantiles; none if only limits count
     */
    record Latency(Frame frame, Query histogram, double quantile, Tolerance tolerance, List<Limit> limits)
            implements Rule {
        public Latency {
            limits = List.copyOf(limits);
        }

        @Override
        public List<Query> queries() {
            return List.of(histogram);
        }

        @Override
        public Optional<Rule> alone() {
            return Optional.of(new Latency(frame.alone(), histogram, quantile, Tolerance.NONE, limits));
        }

        @Override
        public boolean isCompared() {
            return tolerance.isSome();
        }
    }

    /**
     * Bounded figures of single answers, such as a judge's marks; more is better.
     *
     * @param low the least possible
     * @param high the most possible
     * @param drop that the mean may be lower than stable's; NaN if only limits count
     * @param paired whether both sides answer the same requests, which their ids tell
     */
    record Score(Frame frame, Query samples, double low, double high, double drop, boolean paired, List<Limit> limits)
            implements Rule {
        public Score {
            limits = List.copyOf(limits);
            if (!(low < high) || drop < 0) {
                throw new IllegalArgumentException("a score has a least and a most value, and a drop of 0 or more");
            }
        }

        @Override
        public List<Query> queries() {
            return List.of(samples);
        }

        @Override
        public Optional<Rule> alone() {
            return Optional.of(new Score(frame.alone(), samples, low, high, Double.NaN, false, limits));
        }

        @Override
        public boolean isCompared() {
            return !Double.isNaN(drop);
        }
    }

    /**
     * A value that goes up and down. It has no counts to tell chance from harm by, so only its limits count.
     *
     * @param ratio of the canary's value to stable's that must not be exceeded; NaN for none
     * @param measurements how often limits may be broken; none if that is a matter of time
     */
    record Gauge(Frame frame, Query value, double ratio, List<Limit> limits, Measurements measurements)
            implements Rule {
        public Gauge {
            limits = List.copyOf(limits);
        }

        @Override
        public List<Query> queries() {
            return List.of(value);
        }

        @Override
        public Optional<Rule> alone() {
            return Optional.of(new Gauge(frame.alone(), value, Double.NaN, limits, Measurements.NONE));
        }

        @Override
        public boolean isCompared() {
            return !Double.isNaN(ratio);
        }
    }

    /**
     * Answers of both sides to the same requests.
     *
     * @param agreement mean similarity, 0 … 1, that they must have at least
     */
    record Outputs(Frame frame, Query texts, double agreement) implements Rule {
        @Override
        public List<Query> queries() {
            return List.of(texts);
        }

        @Override
        public List<Limit> limits() {
            return List.of();
        }

        @Override
        public Optional<Rule> alone() {
            return Optional.empty();
        }

        @Override
        public boolean isCompared() {
            return true;
        }
    }

    /**
     * A score as Kayenta gives it.
     *
     * @param groups their weights, percent
     * @param pass the score, 0 … 100, from which it goes on
     * @param marginal the score at which it goes back
     */
    record Kayenta(Frame frame, List<KayentaQuery> metrics, Map<String, Double> groups, double pass, double marginal)
            implements Rule {
        public Kayenta {
            metrics = List.copyOf(metrics);
            groups = Map.copyOf(groups);
        }

        @Override
        public List<Query> queries() {
            return metrics.stream().map(KayentaQuery::query).toList();
        }

        @Override
        public List<Limit> limits() {
            return List.of();
        }

        @Override
        public Optional<Rule> alone() {
            return Optional.empty();
        }

        @Override
        public boolean isCompared() {
            return true;
        }
    }

    /** A metric of Kayenta's, and what its values are read by. */
    record KayentaQuery(KayentaMetric metric, Query query) {}
}
