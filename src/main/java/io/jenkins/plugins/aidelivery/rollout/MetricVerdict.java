package io.jenkins.plugins.aidelivery.rollout;

/**
 * What one metric says about the canary.
 *
 * @param metric its name
 * @param word what it says
 * @param role how much it matters
 * @param harm evidence of harm as an e-value, 1 for none; NaN where the rule has none
 * @param reason a sentence with the numbers
 */
public record MetricVerdict(String metric, Word word, Role role, double harm, String reason) {
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

    /** Whether a rollout may go on as far as this metric is concerned. */
    boolean allows() {
        return role == Role.ADVISORY || word == Word.NO_HARM_SEEN || word == Word.SAFE || word == Word.OVERRIDDEN;
    }

    boolean isGating() {
        return role != Role.ADVISORY;
    }
}
