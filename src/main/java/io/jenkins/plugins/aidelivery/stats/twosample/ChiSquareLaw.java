package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.ChiSquare;

/**
 * The chi-square law as that of a score.
 *
 * @param df degrees of freedom; 0 if the score is always 0
 */
record ChiSquareLaw(int df) implements NullLaw {
    ChiSquareLaw {
        if (df < 0) {
            throw new IllegalArgumentException("there is at least one category or bin, not " + (df + 1));
        }
    }

    @Override
    public double quantile(double alpha) {
        Counts.level(alpha);
        return df == 0 ? 0 : ChiSquare.upperQuantile(alpha, df);
    }

    @Override
    public double pValue(double score) {
        return df == 0 || score <= 0 ? 1 : ChiSquare.sf(score, df);
    }
}
