package io.jenkins.plugins.aidelivery.stats.twosample;

/** How a score behaves when both samples come from one distribution: what a threshold on it has to be to mean a level. */
public interface NullLaw {
    /**
     * The score that equal samples reach with probability alpha.
     *
     * @param alpha 0 … 1, exclusive
     */
    double quantile(double alpha);

    /** How often equal samples reach at least this score, 0 … 1. */
    double pValue(double score);

    /** The law of the score times a factor, more than 0. */
    default NullLaw scaled(double factor) {
        return new TransformedLaw(this, score -> score * factor, score -> score / factor);
    }

    /** The law of the score's root. */
    default NullLaw root() {
        return new TransformedLaw(this, Math::sqrt, score -> score * score);
    }
}
