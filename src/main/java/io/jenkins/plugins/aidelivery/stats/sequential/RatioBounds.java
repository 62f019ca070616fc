package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * Which ratios of rates are harm and which are safe. Where more is better all is mirrored: worse by 25 % is a ratio below 1/1.25.
 *
 * @param delta by how much the ratio may be worse, 0.25 for a quarter; 0 or more
 * @param deltaMax by how much it must be shown not to be worse, at least delta
 */
record RatioBounds(MoreIs moreIs, double delta, double deltaMax) {
    RatioBounds {
        if (!(delta >= 0 && deltaMax >= delta && deltaMax < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a margin is 0 or more, and what must be shown is no less: " + delta + ", " + deltaMax);
        }
    }

    /** @param reach how far beyond the bound alternatives go, as a factor */
    RatioEvidence harm(double reach) {
        double bound = 1 + delta;
        return moreIs == MoreIs.WORSE
                ? RatioEvidence.above(bound, bound * reach)
                : RatioEvidence.below(1 / bound, 1 / bound / reach);
    }

    RatioEvidence safety(double reach) {
        double bound = 1 + deltaMax;
        return moreIs == MoreIs.WORSE
                ? RatioEvidence.below(bound, bound / reach)
                : RatioEvidence.above(1 / bound, 1 / bound * reach);
    }
}
