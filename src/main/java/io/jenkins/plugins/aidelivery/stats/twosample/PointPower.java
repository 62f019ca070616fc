package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.function.DoubleUnaryOperator;

/**
 * The power of a test whose score, times the root of the effective size, is about normal around the effect.
 *
 * @param critical the score that is rejected, by level
 * @param deviation of the score
 */
record PointPower(DoubleUnaryOperator critical, double deviation) implements Power {
    @Override
    public double rowsNeeded(double effect, double alpha, double power, double ratio) {
        double root = distance(alpha, power) / Power.positive(effect);
        return Power.rows(root * root, ratio);
    }

    @Override
    public double detectable(long n, long m, double alpha, double power) {
        return distance(alpha, power) / Math.sqrt(Counts.effectiveSize(n, m));
    }

    private double distance(double alpha, double power) {
        Power.check(alpha, power);
        return critical.applyAsDouble(alpha) + deviation * Normal.quantile(power);
    }
}
