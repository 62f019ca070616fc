package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * Where an exact statistic lies for certain, when only the counts of bins are known.
 *
 * @param lo it is not less
 * @param hi it is not more
 */
public record Bracket(double lo, double hi) {
    public Bracket {
        if (!(lo <= hi)) {
            throw new IllegalArgumentException("no bracket: " + lo + " to " + hi);
        }
    }

    /** Whether the statistic may be on either side of a threshold, and a finer look has to decide. */
    public boolean leavesOpen(double threshold) {
        return lo < threshold && threshold <= hi;
    }
}
