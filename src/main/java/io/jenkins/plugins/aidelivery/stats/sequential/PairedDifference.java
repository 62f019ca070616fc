package io.jenkins.plugins.aidelivery.stats.sequential;

import io.jenkins.plugins.aidelivery.stats.Interval;

/**
 * How much higher the canary scores than the stable side on the same items, scores lying between two known bounds, looked at as
 * often as one likes: {@link BoundedMeanSequence} of the differences. What both find hard cancels out. Mutable, 8 KB.
 */
public final class PairedDifference {
    private final double low;
    private final double high;
    private final BoundedMeanSequence differences;

    /** @param low below {@code high}, both finite */
    public PairedDifference(double low, double high) {
        this.low = low;
        this.high = high;
        differences = new BoundedMeanSequence(low - high, high - low);
    }

    public void add(double canary, double stable) {
        if (!(canary >= low && canary <= high && stable >= low && stable <= high)) {
            throw new IllegalArgumentException(
                    "the scores " + canary + " and " + stable + " do not both lie between " + low + " and " + high);
        }
        differences.add(canary - stable);
    }

    public long count() {
        return differences.count();
    }

    /** Mean of canary less stable; NaN without a pair. */
    public double difference() {
        return differences.mean();
    }

    /** E-value that the canary is worse by more than a margin, in the unit of the scores, 0 or more. */
    public double worse(MoreIs moreIs, double margin) {
        return moreIs == MoreIs.WORSE ? differences.above(margin) : differences.below(-margin);
    }

    /** E-value that the canary is not worse by as much as a margin. */
    public double notWorse(MoreIs moreIs, double margin) {
        return moreIs == MoreIs.WORSE ? differences.below(margin) : differences.above(-margin);
    }

    /** Of the mean difference, at all times together; alpha between 0 and 1 is the chance that it ever misses. */
    public Interval interval(double alpha) {
        return differences.interval(alpha);
    }
}
