package io.jenkins.plugins.aidelivery.drift;

/**
 * How exactly a method's number comes about and what is held against it: tools give one name to different numbers, so the
 * convention is said with every score.
 *
 * @param method the method
 * @param variant which of its forms
 * @param binning what numbers are put into first
 * @param rule when it is drift
 * @param threshold that the rule speaks of
 */
public record Convention(Method method, Variant variant, Binning binning, Rule rule, double threshold) {
    /** Forms of a method that tools use under one name. */
    public enum Variant {
        STANDARD(""),
        /** Jensen–Shannon: root of the divergence in nats. */
        NATS("base e"),
        /** Root of the divergence in bits. */
        BITS("base 2"),
        /** The divergence itself, in bits, without a root. */
        DIVERGENCE_BITS("divergence, base 2"),
        /** Cramér's V corrected for bias. */
        CORRECTED("bias-corrected"),
        /** Shares of zero filled as Evidently does. */
        EVIDENTLY_FILL("zeros as 0.0001"),
        /** Every share is at least 0.01. */
        DEEPCHECKS_FLOOR("shares at least 0.01"),
        /** Of runs of one to four characters. */
        NGRAMS("logistic regression on runs of 1 to 4 characters, tested on the half it has not learned from"),
        /** Of words by their hashes. */
        WORDS("largest change of the share of texts that have a word"),
        /** Of a kernel's features. */
        GAUSSIAN("Gaussian kernel as wide as the median distance, 128 random frequencies"),
        /** In standard deviations of the reference, all components together. */
        BY_SPREAD("divided by the reference's spread"),
        /** In the vectors' unit. */
        RAW("in the vectors' unit"),
        /** Of means that moved by a tenth of a standard deviation, significantly. */
        BY_MEANS("means that moved by 0.1 σ and more, significantly"),
        /** Against the reference taken for exact, as some tools test. */
        FIT("goodness of fit");

        private final String words;

        Variant(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What numbers are put into. */
    public enum Binning {
        NONE(""),
        REFERENCE_DECILES("10 bins of equal count in the reference"),
        STURGES_POOLED("Sturges' bins of both together"),
        DOANE_REFERENCE("Doane's bins of the reference"),
        TEN_EQUAL("10 bins of equal width of the reference");

        private final String words;

        Binning(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** When a number is drift. */
    public enum Rule {
        /** The score reaches the threshold, and chance alone would hardly give it. */
        EFFECT_AND_SIGNIFICANCE("≥"),
        SCORE_AT_LEAST("≥"),
        SCORE_ABOVE(">"),
        P_AT_MOST("p ≤"),
        P_BELOW("p <");

        private final String sign;

        Rule(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        public boolean isOfP() {
            return this == P_AT_MOST || this == P_BELOW;
        }
    }

    Convention(Method method, Rule rule, double threshold) {
        this(method, Variant.STANDARD, Binning.NONE, rule, threshold);
    }

    Convention with(double other) {
        return new Convention(method, variant, binning, rule, other);
    }

    /** "Jensen–Shannon distance (base 2)". */
    public String words() {
        String form = variant.words()
                + (variant.words().isEmpty() || binning.words().isEmpty() ? "" : ", ")
                + binning.words();
        return form.isEmpty() ? method.label() : method.label() + " (" + form + ")";
    }
}
