package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * Which ratios of rates are harm and which are safe. Where more is better all is mirrored: worse by 25 % is a ratio below 1/1.25.
 *
 * @param delta by how much the ratio may be worse, 0.25 for a quarter; 0 or more
 * @param deltaMax by how much it must be shown not to be worse, at least delta
 */
record RatioBounds(MoreIs moreIs, double delta, double deltaMax) {
    /** How far beyond their bound alternatives go, as a factor. */
    static final double REACH = 20;

    RatioBounds {
        if (!(delta >= 0 && deltaMax >= delta && deltaMax < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a margin is 0 or more, and what must be shown is no less: " + delta + ", " + deltaMax);
        }
    }

    /** Evidence that the canary is worse by more than delta. */
    RateEvidence harm() {
        double bound = 1 + delta;
        return moreIs == MoreIs.WORSE
                ? new RateEvidence(bound, bound * REACH)
                : new RateEvidence(1 / bound, 1 / bound / REACH);
    }

    /** Evidence that it is not worse by deltaMax. */
    RateEvidence safety() {
        double bound = 1 + deltaMax;
        return moreIs == MoreIs.WORSE
                ? new RateEvidence(bound, bound / REACH)
                : new RateEvidence(1 / bound, 1 / bound * REACH);
    }
}
