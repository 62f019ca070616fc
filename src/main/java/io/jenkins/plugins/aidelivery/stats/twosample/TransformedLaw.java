package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.function.DoubleUnaryOperator;

/**
 * The law of a score that grows with another one.
 *
 * @param forth from the other score to this one
 * @param back from this one to the other
 */
record TransformedLaw(NullLaw law, DoubleUnaryOperator forth, DoubleUnaryOperator back) implements NullLaw {
    @Override
    public double quantile(double alpha) {
        return forth.applyAsDouble(law.quantile(alpha));
    }

    @Override
    public double pValue(double score) {
        return law.pValue(back.applyAsDouble(score));
    }
}
