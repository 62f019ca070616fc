package io.jenkins.plugins.aidelivery.evidence;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Unit;

/** A weighted mean of values that come one by one, with what is known of its precision; holds none of them. */
public final class Average {
    private long n;
    private double first;
    private double weights;
    private double squaredWeights;
    // Sums of deviations from the first value, so that a small spread around a large mean is not lost.
    private double linear;
    private double linearSquaredWeight;
    private double quadraticSquaredWeight;
    private boolean binary = true;

    public void add(double value) {
        add(value, 1);
    }

    /** @param weight more than 0 */
    public void add(double value, double weight) {
        if (n++ == 0) {
            first = value;
        }
        double deviation = value - first;
        weights += weight;
        squaredWeights += weight * weight;
        linear += weight * deviation;
        linearSquaredWeight += weight * weight * deviation;
        quadraticSquaredWeight += weight * weight * deviation * deviation;
        binary = binary && (value == 0 || value == 1);
    }

    long n() {
        return n;
    }

    /** NaN without values. */
    public double mean() {
        return n == 0 ? Double.NaN : first + linear / weights;
    }

    public Amount amount(Unit unit, Direction direction) {
        return amount(unit, direction, n);
    }

    /**
     * The mean; as a share where every value was 0 or 1.
     *
     * @param independent how many of the values are independent observations: fewer than all if some are repeats
     */
    public Amount amount(Unit unit, Direction direction, long independent) {
        Amount plain = Amount.value(mean(), unit, direction);
        if (independent < 1 || !plain.isPresent()) {
            return plain;
        }
        if (binary && (unit == Unit.RATIO || unit == Unit.NUMBER)) {
            // Kish: unequal weights are worth fewer observations than there are.
            double effective = Math.min(independent, weights * weights / squaredWeights);
            return plain.with(new Sampling.Share(independent, effective));
        }
        double error = standardError(independent);
        return error > 0 && Double.isFinite(error) ? plain.with(new Sampling.Mean(independent, error)) : plain;
    }

    /** 0 where nothing can be said: all values alike say little of the next one. */
    private double standardError(long independent) {
        if (independent < 2) {
            return 0;
        }
        double shift = linear / weights;
        double squares = quadraticSquaredWeight - 2 * shift * linearSquaredWeight + shift * shift * squaredWeights;
        double noise = 1e-14 * quadraticSquaredWeight;
        if (!(squares > noise)) {
            return 0;
        }
        double variance = squares / (weights * weights) * n / (n - 1) * ((double) n / independent);
        return Math.sqrt(variance);
    }
}
