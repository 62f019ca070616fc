package io.jenkins.plugins.aidelivery.stats.sequential;

import io.jenkins.plugins.aidelivery.stats.Beta;

/**
 * What is believed about two rates after counting, if nothing was known before: Beta(events + ½, others + ½) for each, H. Jeffreys' prior.
 * For people to read and to slow down by; that it was large at one of many looks proves nothing.
 */
public final class BetaBinomial {
    private static final int POINTS = 1001;

    /** Of the stable rate's probability, on either side, that is left out. */
    private static final double NEGLIGIBLE = 1e-13;

    private final double a;
    private final double b;

    /** Stable rates and their probabilities: the trapezoid rule in the logit, exact to rounding for smooth functions that vanish at both ends. */
    private final double[] rates = new double[POINTS];

    private final double[] weights = new double[POINTS];

    /**
     * @param total of all intervals
     * @param dispersion by how much more counts vary than those of independent events, 1 or more: so much less do they tell
     */
    public BetaBinomial(Arms total, double dispersion) {
        if (!(dispersion >= 1 && dispersion < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a dispersion is 1 or more, not " + dispersion);
        }
        a = total.canaryEvents() / dispersion + 0.5;
        b = (total.canaryExposures() - total.canaryEvents()) / dispersion + 0.5;
        integrate(
                total.stableEvents() / dispersion + 0.5,
                (total.stableExposures() - total.stableEvents()) / dispersion + 0.5);
    }

    private void integrate(double stableA, double stableB) {
        double low = Beta.quantile(NEGLIGIBLE, stableA, stableB);
        double from = Math.log(low) - Math.log1p(-low);
        // Of what did not happen, so that a rate near 1 keeps its digits.
        double high = Beta.quantile(NEGLIGIBLE, stableB, stableA);
        double to = Math.log1p(-high) - Math.log(high);
        double most = Double.NEGATIVE_INFINITY;
        double[] logs = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double logit = from + (to - from) * i / (POINTS - 1);
            rates[i] = 1 / (1 + Math.exp(-logit));
            logs[i] = -stableA * Math.log1p(Math.exp(-logit)) - stableB * Math.log1p(Math.exp(logit));
            most = Math.max(most, logs[i]);
        }
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            weights[i] = Math.exp(logs[i] - most);
            sum += weights[i];
        }
        for (int i = 0; i < POINTS; i++) {
            weights[i] /= sum;
        }
    }

    /** Probability that the canary's rate is worse by more than delta, 0.25 for a quarter; 0 or more. */
    public double harm(MoreIs moreIs, double delta) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += weights[i]
                    * (moreIs == MoreIs.WORSE
                            ? Beta.sf(rates[i] * (1 + delta), a, b)
                            : Beta.cdf(rates[i] / (1 + delta), a, b));
        }
        return Math.min(1, sum);
    }

    /** By how much the rate is expected to be worse with the canary than without, counting 0 where it is better: what promoting it may cost. */
    public double expectedLoss(MoreIs moreIs) {
        double mean = a / (a + b);
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double rate = rates[i];
            sum += weights[i]
                    * (moreIs == MoreIs.WORSE
                            ? mean * Beta.sf(rate, a + 1, b) - rate * Beta.sf(rate, a, b)
                            : rate * Beta.cdf(rate, a, b) - mean * Beta.cdf(rate, a + 1, b));
        }
        return Math.max(0, sum);
    }
}
