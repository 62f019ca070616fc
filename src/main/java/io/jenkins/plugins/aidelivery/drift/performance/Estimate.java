package io.jenkins.plugins.aidelivery.drift.performance;

import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.Means;
import io.jenkins.plugins.aidelivery.stats.Normal;
import io.jenkins.plugins.aidelivery.stats.ProportionIntervals;
import io.jenkins.plugins.aidelivery.stats.ProportionTests;

/**
 * A metric of some rows, and how sure it is.
 *
 * @param value of the metric
 * @param standardError by which chance moves it; NaN where nobody knows
 * @param trials as precise as a share of so many trials; NaN for a metric that is no share
 * @param rows that decide it
 * @param slack by how much it may be off because scores were counted in cells
 */
public record Estimate(double value, double standardError, double trials, long rows, double slack) {
    /** Of a metric of 0 … 1. */
    static Estimate share(double value, double trials, long rows) {
        double spread = value * (1 - value);
        return new Estimate(value, trials > 0 ? Math.sqrt(spread / trials) : Double.NaN, trials, rows, 0);
    }

    /** Of a mean, or what behaves like one. */
    static Estimate mean(double value, double standardError, long rows) {
        return new Estimate(value, standardError, Double.NaN, rows, 0);
    }

    Estimate withSlack(double other) {
        return new Estimate(value, standardError, trials, rows, other);
    }

    /** A share with another standard error. */
    Estimate withError(double error) {
        double variance = error * error;
        double spread = value * (1 - value);
        return new Estimate(value, error, spread > 0 && variance > 0 ? spread / variance : trials, rows, slack);
    }

    /** Whether chance can be reckoned with at all. */
    public boolean isCertain() {
        return isShare() || rows > 1 && standardError >= 0;
    }

    private boolean isShare() {
        return trials > 0;
    }

    /** What the metric lies between; only of a certain one. */
    public Interval interval(double confidence) {
        Interval chance = isShare()
                ? ProportionIntervals.wilson(Math.min(trials, value * trials), trials, confidence)
                : Means.interval(value, rows, standardError, confidence);
        return new Interval(chance.low() - slack, chance.high() + slack);
    }

    /** What the difference of two independent ones lies between, this minus the other. */
    public Interval minus(Estimate other, double confidence) {
        return ProportionIntervals.ofDifference(value, interval(confidence), other.value, other.interval(confidence));
    }

    /** How often chance alone gives such a difference. */
    public double p(Estimate other) {
        if (!isShare() || !other.isShare()) {
            return Means.welch(sample(), other.sample()).pValue();
        }
        double one = Math.min(trials, value * trials);
        double two = Math.min(other.trials, other.value * other.trials);
        return isCounted() && other.isCounted()
                ? ProportionTests.test(Math.round(one), Math.round(trials), Math.round(two), Math.round(other.trials))
                        .pValue()
                : ProportionTests.z(one, trials, two, other.trials).pValue();
    }

    /** Whether it is a share of rows, and not only as precise as one. */
    private boolean isCounted() {
        double right = value * trials;
        return Math.abs(trials - Math.rint(trials)) < 1e-6 && Math.abs(right - Math.rint(right)) < 1e-6;
    }

    private Means.Sample sample() {
        return new Means.Sample(value, standardError * standardError * rows, Math.max(2, rows));
    }

    /**
     * The standard error of a difference between two that are both as large as this one; of perfect ones that of half a trial more
     * that went wrong.
     */
    double errorOfDifference(Estimate other) {
        if (!isShare() || !other.isShare()) {
            return Math.hypot(standardError, other.standardError);
        }
        double p = Math.max(0.5 / (trials + 1), Math.min(1 - 0.5 / (trials + 1), value));
        return Math.sqrt(p * (1 - p) * (1 / trials + 1 / other.trials));
    }

    /** The smallest difference to this one that so many rows show in most cases. */
    public double detectable(Estimate other, double alpha, double power) {
        return (Normal.upperQuantile(alpha / 2) + Normal.quantile(power)) * errorOfDifference(other);
    }

    /** Rows a side that would show a difference of some size, if the rows are as they are. */
    public long needed(Estimate other, double difference, double alpha) {
        double ratio = Normal.upperQuantile(alpha / 2) * errorOfDifference(other) / difference;
        double harmonic = 2.0 * rows * other.rows / ((double) rows + other.rows);
        return (long) Math.ceil(harmonic * ratio * ratio);
    }
}
