package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * Evidence that a ratio of two event rates lies beyond a bound, as an e-value like {@link RatioEvidence}, for events that aren't rare: it
 * knows that an exposure has one event at most, and so sees more at rates above a tenth. For each alternative ratio it is the likelihood of
 * both counts at rates guessed before the interval, over that at the rates within the bound which are nearest to them by Kullback and
 * Leibler. As those within the bound are a half-plane, its expectation is at most 1 at any of them, even if they change. R. J. Turner, A. Ly and
 * P. D. Grünwald, "Generic E-variables for exact sequential k-sample tests", arXiv 2106.02693; R. J. Turner and P. D. Grünwald, "Safe
 * Sequential Testing and Effect Estimation in Stratified Count Data", arXiv 2302.11401.
 */
final class TwoByTwoEvidence {
    private static final int POINTS = 64;

    /** How near to 1 a guessed rate may come. */
    private static final double HIGHEST = 0.999;

    /** What an interval still counts for the guess one interval later: rates that both sides share change with the hour. */
    private static final double MEMORY = 0.9;

    private final double bound;
    private final double far;
    private final double[] gains = new double[POINTS];
    private double events;
    private double exposures;

    /** Beyond a bound towards {@code far}, on whichever side of it that lies. */
    TwoByTwoEvidence(double bound, double far) {
        this.bound = bound;
        this.far = far;
    }

    /** One of the mixture; not kept, because there are many evidences. */
    private double ratio(int point) {
        return bound * Math.pow(far / bound, (point + 0.5) / POINTS);
    }

    /** Bets on an interval, also on one without events: to leave those out would be to know them before. */
    void add(Arms interval) {
        if (!(interval.canaryExposures() > 0 && interval.stableExposures() > 0)) {
            return;
        }
        // A rate of 0 or 1 can't be bet on.
        double guess = (events + 0.5) / (exposures + 1);
        for (int i = 0; i < POINTS; i++) {
            // Both rates must be below 1, and their ratio must stay.
            double ratio = ratio(i);
            double stable = Math.min(guess, HIGHEST / Math.max(1, ratio));
            double canary = stable * ratio;
            double nearest = nearest(interval, canary, stable);
            gains[i] += logLikelihood(interval, canary, stable) - logLikelihood(interval, bound * nearest, nearest);
        }
    }

    /** The stable rate that is guessed for the next interval; NaN before the first. */
    double guess() {
        return events / exposures;
    }

    /** Guesses come from the intervals before: an interval is first bet on, if at all, and then learnt from. */
    void learn(Arms interval) {
        events = MEMORY * events + interval.stableEvents();
        exposures = MEMORY * exposures + interval.stableExposures();
    }

    /** The stable rate at the bound that is nearest to two rates: the smaller root of what the derivative of the divergence is 0 at. */
    private double nearest(Arms interval, double canary, double stable) {
        double canaryEvents = canary * interval.canaryExposures();
        double stableEvents = stable * interval.stableExposures();
        double all = interval.canaryExposures() + interval.stableExposures();
        double sum = canaryEvents + stableEvents;
        double linear = sum * (1 + bound)
                + bound * (interval.canaryExposures() - canaryEvents)
                + (interval.stableExposures() - stableEvents);
        double root = Math.sqrt(Math.max(0, linear * linear - 4 * bound * all * sum));
        return 2 * sum / (linear + root);
    }

    private static double logLikelihood(Arms interval, double canary, double stable) {
        return interval.canaryEvents() * Math.log(canary)
                + (interval.canaryExposures() - interval.canaryEvents()) * Math.log1p(-canary)
                + interval.stableEvents() * Math.log(stable)
                + (interval.stableExposures() - interval.stableEvents()) * Math.log1p(-stable);
    }

    /** The logarithm of the e-value, if counts vary by so much more than independent ones. */
    double logE(double dispersion) {
        return RatioEvidence.logMean(gains, dispersion);
    }
}
