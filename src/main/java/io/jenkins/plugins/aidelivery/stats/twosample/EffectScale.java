package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.function.DoubleUnaryOperator;

/** A power in another scale of the effect. */
record EffectScale(Power power, DoubleUnaryOperator there, DoubleUnaryOperator back) implements Power {
    @Override
    public double rowsNeeded(double effect, double alpha, double wanted, double ratio) {
        return power.rowsNeeded(there.applyAsDouble(effect), alpha, wanted, ratio);
    }

    @Override
    public double detectable(long n, long m, double alpha, double wanted) {
        return back.applyAsDouble(power.detectable(n, m, alpha, wanted));
    }
}
