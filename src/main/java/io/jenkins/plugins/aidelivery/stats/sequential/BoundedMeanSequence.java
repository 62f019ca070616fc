package io.jenkins.plugins.aidelivery.stats.sequential;

import io.jenkins.plugins.aidelivery.stats.Interval;

/**
 * The mean of values that lie between two known bounds, looked at as often as one likes: what somebody would own who bets
 * that it is more, and another that it is less, against each of 501 means. Bets are those of the hedged capital process with predictable
 * plug-ins, I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86 (2024) 1, section 4.2. Only
 * that the conditional mean stays the same (or on the same side) is assumed, no distribution.
 *
 * <p>Means between those of the grid are treated as the nearest one that makes evidence weaker and intervals wider, by 0.2 % of
 * the range at most. Mutable, 8 KB.
 */
public final class BoundedMeanSequence {
    static final int CELLS = 500;

    /** Bets grow with the confidence that is asked for; they are optimal, not only valid, near 0.95. */
    private static final double BET_FOR = 0.05;

    /** The part of what could be lost at once that is staked at most. */
    private static final double STAKE = 0.5;

    private final double low;
    private final double range;
    private final double[] logMore = new double[CELLS + 1];
    private final double[] logLess = new double[CELLS + 1];
    private long count;
    private double sum;
    private double squares = 0.25;

    /** @param low below {@code high}, both finite */
    public BoundedMeanSequence(double low, double high) {
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "values lie between a lower and a higher bound, not " + low + " and " + high);
        }
        this.low = low;
        range = high - low;
    }

    /** @throws IllegalArgumentException if it is beyond a bound: nothing that was said would hold */
    public void add(double value) {
        double x = (value - low) / range;
        if (!(x >= 0 && x <= 1)) {
            throw new IllegalArgumentException(
                    "the value " + value + " does not lie between " + low + " and " + (low + range));
        }
        // The bet is made before the value is known.
        double spread = squares / (count + 1);
        double bet = Math.sqrt(2 * Math.log(2 / BET_FOR) / (spread * (count + 1) * Math.log(count + 2.0)));
        for (int i = 0; i <= CELLS; i++) {
            double mean = i / (double) CELLS;
            logMore[i] += Math.log1p(Math.min(bet, STAKE / mean) * (x - mean));
            logLess[i] += Math.log1p(Math.min(bet, STAKE / (1 - mean)) * (mean - x));
        }
        count++;
        sum += x;
        double distance = x - (0.5 + sum) / (count + 1);
        squares += distance * distance;
    }

    public long count() {
        return count;
    }

    /** Of the values so far; NaN without one. */
    public double mean() {
        return low + range * sum / count;
    }

    /**
     * Of the mean, at all times together.
     *
     * @param alpha the chance that it ever misses, between 0 and 1
     */
    public Interval interval(double alpha) {
        double enough = Math.log(2 / checkedLevel(alpha));
        int from = 0;
        while (from < CELLS && logMore[from] >= enough) {
            from++;
        }
        int to = CELLS;
        while (to > 0 && logLess[to] >= enough) {
            to--;
        }
        // The first mean that isn't refuted may have unrefuted ones just outside; both refuted is possible, at most
        // with probability alpha.
        double lower = low + range * Math.max(0, Math.min(from, to) - 1) / CELLS;
        return new Interval(lower, low + range * Math.min(CELLS, Math.max(from, to) + 1) / CELLS);
    }

    /** E-value that the mean is more than a bound. */
    public double above(double bound) {
        double cell = Math.ceil(cell(bound));
        return cell > CELLS ? 0 : Math.exp(logMore[(int) Math.max(0, cell)]);
    }

    /** E-value that the mean is less than a bound. */
    public double below(double bound) {
        double cell = Math.floor(cell(bound));
        return cell < 0 ? 0 : Math.exp(logLess[(int) Math.min(CELLS, cell)]);
    }

    /** Where a value lies on the grid; rounding errors must not move one that lies on a point. */
    private double cell(double value) {
        double cell = (value - low) / range * CELLS;
        return Math.abs(cell - Math.rint(cell)) < 1e-9 * CELLS ? Math.rint(cell) : cell;
    }

    /** Evidence against all means from one point of the grid to the next: half of the capital was bet on more, half on less. */
    double logAgainst(int cell) {
        double more = logMore[cell + 1];
        double less = logLess[cell];
        return Math.max(more, less) + Math.log1p(Math.exp(-Math.abs(more - less))) - Math.log(2);
    }

    static double checkedLevel(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha lies between 0 and 1, not at " + alpha);
        }
        return alpha;
    }
}
