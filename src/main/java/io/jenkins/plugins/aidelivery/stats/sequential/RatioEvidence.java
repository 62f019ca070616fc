package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * Evidence that a ratio of two event rates lies on one side of a bound, as an e-value: however often it is looked at, the chance that it
 * ever reaches 1/α is at most α if the ratio doesn't. Given the events of both sides together, the canary's are binomial with the share
 * {@code r w / (r w + 1 - w)}, w being its part of the exposures; the rate that both share may change over time as it likes. The
 * alternative is a mixture of 64 ratios, evenly spaced in their logarithms. Lindon and Malek, "Anytime-Valid Inference for
 * Multinomial Count Data", NeurIPS 2022.
 */
final class RatioEvidence {
    private static final int POINTS = 64;

    private final double bound;
    private final double far;
    private final double[] gains = new double[POINTS];

    private RatioEvidence(double bound, double far) {
        this.bound = bound;
        this.far = far;
    }

    /** One of the mixture; not kept, because there are many evidences. */
    private double ratio(int point) {
        return bound * Math.pow(far / bound, (point + 0.5) / POINTS);
    }

    /** Evidence that the ratio is larger; alternatives go on up to {@code far}. */
    static RatioEvidence above(double bound, double far) {
        return new RatioEvidence(bound, far);
    }

    /** Evidence that the ratio is smaller; alternatives go down to {@code far}. */
    static RatioEvidence below(double bound, double far) {
        return new RatioEvidence(bound, far);
    }

    void add(Arms interval) {
        if (!interval.isInformative()) {
            return;
        }
        double odds = interval.canaryExposures() / interval.stableExposures();
        double atBound = logLikelihood(interval, bound * odds);
        for (int i = 0; i < POINTS; i++) {
            gains[i] += logLikelihood(interval, ratio(i) * odds) - atBound;
        }
    }

    /** Of the events, by the odds that one is the canary's. */
    private static double logLikelihood(Arms interval, double odds) {
        return interval.canaryEvents() * Math.log(odds / (1 + odds)) - interval.stableEvents() * Math.log1p(odds);
    }

    /**
     * The logarithm of the e-value, if counts vary by so much more than independent ones: likelihoods are linear in counts, so dividing
     * them is dividing counts.
     *
     * @param dispersion variance of counts over that of independent ones, 1 or more
     */
    double logE(double dispersion) {
        return logMean(gains, dispersion);
    }

    /** The logarithm of the mean of exponentials of gains that are divided by the dispersion. */
    static double logMean(double[] gains, double dispersion) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double gain : gains) {
            largest = Math.max(largest, gain);
        }
        double sum = 0;
        for (double gain : gains) {
            sum += Math.exp((gain - largest) / dispersion);
        }
        return largest / dispersion + Math.log(sum / gains.length);
    }
}
