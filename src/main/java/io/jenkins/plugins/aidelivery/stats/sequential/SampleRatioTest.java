package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * Whether requests are split as the router was told to: the odds that one reaches the canary over the configured odds, looked at as often as
 * one likes. Requests that come in bursts, or stay with the side that they reached first, make shares vary more than independent
 * ones; {@link Dispersion} guards against it. Weights may change between intervals. A. Fabijan et al., "Diagnosing Sample Ratio Mismatch in
 * Online Controlled Experiments", KDD 2019.
 */
public final class SampleRatioTest {
    /** By how much odds may be off, 0.1 for a tenth: proxies round their weights and count unevenly. */
    public static final double TOLERANCE = 0.1;

    private final RatioEvidence more;
    private final RatioEvidence less;
    private final RatioCurve curve = new RatioCurve();
    private final RecentIntervals recent = new RecentIntervals();

    public SampleRatioTest() {
        this(TOLERANCE);
    }

    /** @param tolerance by how much the ratio of odds may be above or below 1, from 0 to below 1 */
    public SampleRatioTest(double tolerance) {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("a tolerance is at least 0 and below 1, not " + tolerance);
        }
        more = RatioEvidence.above(1 + tolerance, (1 + tolerance) * RatioBounds.REACH);
        less = RatioEvidence.below(1 - tolerance, (1 - tolerance) / RatioBounds.REACH);
    }

    /**
     * Requests of one interval. One in which a side had no weight says nothing about odds.
     *
     * @param weight the canary's configured part of the traffic, 0 … 1
     */
    public void add(double weight, double canaryRequests, double stableRequests) {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("a weight lies between 0 and 1, not at " + weight);
        }
        if (weight == 0 || weight == 1) {
            return;
        }
        // Requests are the events, and rare among exposures of which only the ratio matters.
        double scale = 1e9 * (canaryRequests + stableRequests) / Math.min(weight, 1 - weight);
        Arms interval = new Arms(canaryRequests, weight * scale, stableRequests, (1 - weight) * scale);
        more.add(interval);
        less.add(interval);
        curve.add(interval);
        recent.add(interval);
    }

    /**
     * E-value that the odds are off by more than the tolerance: the mean of those of more and less. 1 before there were eight
     * intervals: requests are many and come in bursts, so that no guess of their dispersion would do, and a split is nothing to be alarmed
     * about within seconds.
     */
    public double mismatch() {
        if (recent.size() < Dispersion.KNOWN_FROM) {
            return 1;
        }
        double dispersion = Dispersion.of(recent.intervals());
        return (Math.exp(more.logE(dispersion)) + Math.exp(less.logE(dispersion))) / 2;
    }

    /** The odds that a request reached the canary, over the configured odds; NaN before there was one. */
    public double ratio() {
        return curve.fitted();
    }
}
