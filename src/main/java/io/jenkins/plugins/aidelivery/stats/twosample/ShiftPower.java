package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;

/** A power by D as one by the shift of a normal distribution: {@code D = 2Φ(shift / 2) - 1}. */
record ShiftPower(Power byDifference) implements Power {
    @Override
    public double rowsNeeded(double effect, double alpha, double power, double ratio) {
        return byDifference.rowsNeeded(1 - 2 * Normal.sf(Power.positive(effect) / 2), alpha, power, ratio);
    }

    @Override
    public double detectable(long n, long m, double alpha, double power) {
        double d = byDifference.detectable(n, m, alpha, power);
        return d < 1 ? 2 * Normal.upperQuantile((1 - d) / 2) : Double.POSITIVE_INFINITY;
    }
}
