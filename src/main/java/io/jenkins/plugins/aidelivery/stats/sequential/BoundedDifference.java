package io.jenkins.plugins.aidelivery.stats.sequential;

import io.jenkins.plugins.aidelivery.stats.Interval;

/**
 * How much the mean of the canary's values, between two known bounds, is above the stable side's, looked at as often as one likes; the sides
 * are independent and may come in any order and number. The capital of {@link BoundedMeanSequence} against one side's mean times that
 * against the other's is evidence against both together; evidence against a set of differences is the least against any pair of means in it. Mutable, 16 KB.
 */
public final class BoundedDifference {
    private static final int CELLS = BoundedMeanSequence.CELLS;

    private final double range;
    private final BoundedMeanSequence canary;
    private final BoundedMeanSequence stable;

    /** @param low below {@code high}, both finite */
    public BoundedDifference(double low, double high) {
        canary = new BoundedMeanSequence(low, high);
        stable = new BoundedMeanSequence(low, high);
        range = high - low;
    }

    public void addCanary(double value) {
        canary.add(value);
    }

    public void addStable(double value) {
        stable.add(value);
    }

    public long canaryCount() {
        return canary.count();
    }

    public long stableCount() {
        return stable.count();
    }

    /** Mean of the canary's values less that of the stable ones; NaN if a side has none. */
    public double difference() {
        return canary.mean() - stable.mean();
    }

    /** E-value that the canary is worse by more than a margin, in the unit of the values, 0 or more. */
    public double worse(MoreIs moreIs, double margin) {
        return switch (moreIs) {
            case WORSE -> Math.exp(logMore(canary, stable, (int) Math.ceil(cells(margin))));
            case BETTER -> Math.exp(logMore(stable, canary, (int) Math.ceil(cells(margin))));
        };
    }

    /** E-value that the canary is not worse by as much as a margin. */
    public double notWorse(MoreIs moreIs, double margin) {
        return switch (moreIs) {
            case WORSE -> Math.exp(logMore(stable, canary, (int) Math.ceil(cells(-margin))));
            case BETTER -> Math.exp(logMore(canary, stable, (int) Math.ceil(cells(-margin))));
        };
    }

    /**
     * Of the difference, at all times together.
     *
     * @param alpha the chance that it ever misses, between 0 and 1
     */
    public Interval interval(double alpha) {
        double enough = Math.log(2 / BoundedMeanSequence.checkedLevel(alpha));
        double low = range * least(canary, stable, enough) / CELLS;
        double high = -range * least(stable, canary, enough) / CELLS;
        return low <= high ? new Interval(low, high) : new Interval(high, low);
    }

    /** The largest difference, in cells, beyond which the first mean is shown to lie above the second. */
    private static int least(BoundedMeanSequence first, BoundedMeanSequence second, double enough) {
        int shown = -CELLS;
        int open = CELLS + 1;
        while (open - shown > 1) {
            int middle = Math.floorDiv(shown + open, 2);
            if (logMore(first, second, middle) >= enough) {
                shown = middle;
            } else {
                open = middle;
            }
        }
        return shown;
    }

    /** Evidence that the first mean is above the second by more than some cells: the least against any pair of cells that isn't. */
    private static double logMore(BoundedMeanSequence first, BoundedMeanSequence second, int cells) {
        double least = Double.POSITIVE_INFINITY;
        double firstLeast = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int i = Math.max(0, -cells); i < CELLS; i++) {
            for (; next < CELLS && next <= i + cells; next++) {
                firstLeast = Math.min(firstLeast, first.logAgainst(next));
            }
            least = Math.min(least, firstLeast + second.logAgainst(i));
        }
        return least == Double.POSITIVE_INFINITY ? 0 : least;
    }

    private double cells(double margin) {
        double cells = margin / range * CELLS;
        return Math.abs(cells - Math.rint(cells)) < 1e-9 * CELLS ? Math.rint(cells) : cells;
    }
}
