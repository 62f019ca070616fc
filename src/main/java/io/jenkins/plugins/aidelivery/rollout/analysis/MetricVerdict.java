package io.jenkins.plugins.aidelivery.rollout.analysis;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What one rule says about the canary.
 *
 * @param metric name of the rule
 * @param word what it says
 * @param role how much it matters
 * @param harm evidence of harm as an e-value, 1 for none; NaN where the rule has none
 * @param reason a sentence with the numbers
 * @param figures the numbers
 */
public record MetricVerdict(String metric, Word word, Role role, double harm, String reason, Figures figures) {
    /** What a metric can say. */
    public enum Word {
        /** A limit that needs no comparison is broken, with enough exposure. */
        LIMIT_BROKEN,
        /** It is shown to be worse than may be. */
        HARM,
        /** No answer came, or an old one. */
        BLIND,
        /** An answer came, but says too little. */
        INSUFFICIENT,
        /** Enough was seen, and no harm in it. */
        NO_HARM_SEEN,
        /** It is shown not to be worse than may be. */
        SAFE,
        /** A person said that it doesn't matter in this phase. */
        OVERRIDDEN
    }

    /** How much a metric matters. */
    public enum Role {
        /** Its harm alone rolls back. */
        CRITICAL,
        /** Nothing goes on without it. */
        GATING,
        /** For information; only its limits count. */
        ADVISORY
    }

    /**
     * Both sides in this phase so far, in the metric's own unit.
     *
     * @param canary NaN if there is nothing
     * @param stable NaN if there is nothing
     * @param exposure what the canary's figure stands on: requests, answers, pairs
     * @param low of the canary compared with stable: of the ratio of rates, or of the difference of means; NaN if unknown
     * @param high at all times at once
     */
    public record Figures(double canary, double stable, double exposure, double low, double high) {
        public static final Figures NONE = new Figures(Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN);
    }

    /** Whether a rollout may go on as far as this metric is concerned. */
    public boolean allows() {
        return !isGating() || word == Word.NO_HARM_SEEN || word == Word.SAFE || word == Word.OVERRIDDEN;
    }

    /** Whether a rollout waits for it. */
    @JsonIgnore
    public boolean isGating() {
        return role != Role.ADVISORY;
    }

    /** The same, which a person said doesn't matter. A broken limit always does. */
    public MetricVerdict overridden(String why) {
        return word == Word.LIMIT_BROKEN ? this : new MetricVerdict(metric, Word.OVERRIDDEN, role, 1, why, figures);
    }
}
