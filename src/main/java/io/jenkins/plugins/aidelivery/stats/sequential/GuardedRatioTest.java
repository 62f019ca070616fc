package io.jenkins.plugins.aidelivery.stats.sequential;

import io.jenkins.plugins.aidelivery.stats.Interval;

/**
 * Whether the canary's rate of some event is worse than the stable side's, looked at as often as one likes: {@link RateEvidence}
 * of counts that are divided by their {@link Dispersion}. Where more is better all bounds are mirrored: worse by 25 % is then a ratio
 * below 1/1.25, so that exchanging the sides and the meaning of more changes nothing.
 *
 * <p>The e-values are exact for independent events. Those of rare ones would be at any rate, only smaller than they could be: one interval
 * multiplies them by {@code (q/p)^s1 ((1-q)/(1-p))^s0}, whose expectation for Bernoulli events is at most {@code exp(N1 p1 (q/p - 1) + N0 p0
 * ((1-q)/(1-p) - 1))} by {@code 1 + x <= exp x}, which is 1 at the bound and less short of it. For events that come in bursts the
 * guard makes false alarms rare as measured, not as proven.
 *
 * <p>Mutable, not for several threads at once; 14 KB.
 */
public final class GuardedRatioTest {
    private final RateEvidence harm;
    private final RateEvidence safety;
    private final RatioCurve curve = new RatioCurve();
    private final RecentIntervals recent = new RecentIntervals();
    private Arms total = Arms.NONE;
    private double dispersion = Dispersion.UNKNOWN;

    /**
     * @param delta by how much the ratio of rates may be worse, 0.25 for a quarter; 0 or more
     * @param deltaMax by how much it must be shown not to be worse, at least delta
     */
    public GuardedRatioTest(MoreIs moreIs, double delta, double deltaMax) {
        RatioBounds bounds = new RatioBounds(moreIs, delta, deltaMax);
        harm = bounds.harm();
        safety = bounds.safety();
    }

    /** One more interval, such as the time between two looks at the counters. */
    public void add(Arms interval) {
        total = total.plus(interval);
        harm.add(interval);
        safety.add(interval);
        curve.add(interval);
        recent.add(interval);
        dispersion = Dispersion.of(recent.intervals());
    }

    /** E-value that the canary is worse by more than delta; infinite where it exceeds a double. */
    public double harm() {
        return Math.exp(harm.logE(dispersion));
    }

    /** E-value that the canary is not worse by deltaMax. */
    public double safety() {
        return Math.exp(safety.logE(dispersion));
    }

    /** By how much more counts vary than those of independent events, 1 or more; 30 until it is known. */
    public double dispersion() {
        return dispersion;
    }

    /** Whether there were enough intervals with events to say so. */
    public boolean dispersionKnown() {
        return recent.size() >= Dispersion.KNOWN_FROM;
    }

    public Arms total() {
        return total;
    }

    /** The canary's rate over the stable one that fits best, interval by interval; NaN if nothing is known, maybe infinite. */
    public double ratio() {
        return curve.fitted();
    }

    /**
     * Of the ratio, at all times together: the chance that any of them misses it is at most alpha. From 0 to infinity if nothing is known.
     *
     * @param alpha between 0 and 1
     */
    public Interval interval(double alpha) {
        return curve.interval(BoundedMeanSequence.checkedLevel(alpha), dispersion);
    }
}
