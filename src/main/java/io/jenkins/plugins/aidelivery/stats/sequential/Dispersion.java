package io.jenkins.plugins.aidelivery.stats.sequential;

import java.util.List;

/**
 * How much more the canary's part of the events varies from interval to interval than that of independent events would. Bursts that hit
 * one side only make it vary more, and then plain likelihoods see harm where there is none. The largest of Pearson's X² by its
 * degrees of freedom over blocks of 1, 2, 4 and 8 intervals, around the share that the fitted ratio of rates gives each block, and
 * more while there are few blocks.
 *
 * <p>A few intervals can't show how long a burst lasts: one side whose rate is up for all of them looks like harm. So while there are
 * fewer than {@value #GROWN} it is taken as larger still, the more of it there is. The constants are such that rates which drift
 * on each side by themselves (logarithms with a standard deviation of 0.5 and a correlation of 0.8 from one interval to the next) raise at most
 * 1.5 % false alarms in 120 looks at a level of 1 %, while five times the errors are still seen as soon as anything is.
 */
final class Dispersion {
    /** Before there are so many intervals, nothing is known and only the strongest evidence counts. */
    static final int KNOWN_FROM = 8;

    /** What is assumed until then. */
    static final double UNKNOWN = 30;

    /** Intervals from which on the estimate is taken as it is. */
    static final int GROWN = 32;

    /** Beyond what independent events often show; what exceeds it counts so many times at first. */
    private static final double USUAL = 2.5;

    private static final double EARLY_FACTOR = 8;

    /** Variance of the logarithm of a side's rate, so slow that nothing of it is seen yet, that is assumed at first. */
    private static final double EARLY_DRIFT = 0.1;

    private static final int[] BLOCKS = {1, 2, 4, 8};
    private static final int FEWEST_BLOCKS = 2;
    private static final double CAUTION = 1.5;

    private Dispersion() {}

    /** At least 1. */
    static double of(List<Arms> intervals) {
        List<Arms> informative = intervals.stream().filter(Arms::isInformative).toList();
        int size = informative.size();
        if (size < KNOWN_FROM) {
            return UNKNOWN;
        }
        Deviations deviations = Deviations.around(fitted(informative), informative);
        double most = 1;
        for (int block : BLOCKS) {
            int blocks = size / block;
            if (blocks >= FEWEST_BLOCKS) {
                double caution = 1 + CAUTION / Math.sqrt(blocks);
                most = Math.max(most, deviations.pearson(block) / (blocks - 1) * caution);
            }
        }
        double youth = Math.max(0, (GROWN - size) / (double) (GROWN - KNOWN_FROM));
        double excess = Math.max(0, most - USUAL) * (EARLY_FACTOR - 1) * youth;
        return most + excess + EARLY_DRIFT * deviations.variance() / size * youth;
    }

    /**
     * Of the canary's events from what a ratio makes of the events of both sides, added up from the first interval on.
     *
     * @param distances 0, and the sum of distances after each interval
     * @param variances likewise, those of independent events
     */
    private record Deviations(double[] distances, double[] variances) {
        static Deviations around(double ratio, List<Arms> intervals) {
            double[] distances = new double[intervals.size() + 1];
            double[] variances = new double[intervals.size() + 1];
            for (int i = 0; i < intervals.size(); i++) {
                Arms interval = intervals.get(i);
                double share = share(interval, ratio);
                distances[i + 1] = distances[i] + interval.canaryEvents() - interval.events() * share;
                variances[i + 1] = variances[i] + variance(interval, share);
            }
            return new Deviations(distances, variances);
        }

        /** Of two binomials with the rates that the share makes; for rare events that of one, given the events of both. */
        private static double variance(Arms interval, double share) {
            double canaryRate = Math.min(1, interval.events() * share / interval.canaryExposures());
            double stableRate = Math.min(1, interval.events() * (1 - share) / interval.stableExposures());
            double rarity = (1 - share) * (1 - canaryRate) + share * (1 - stableRate);
            return interval.events() * share * (1 - share) * rarity;
        }

        double variance() {
            return variances[variances.length - 1];
        }

        /** X² over blocks of so many intervals. */
        double pearson(int block) {
            double sum = 0;
            for (int end = block; end < distances.length; end += block) {
                double distance = distances[end] - distances[end - block];
                double variance = variances[end] - variances[end - block];
                sum += variance > 0 ? distance * distance / variance : 0;
            }
            return sum;
        }
    }

    /** The ratio of rates that makes the events likeliest: as many of them are expected on the canary as there were. */
    private static double fitted(List<Arms> intervals) {
        double canary = intervals.stream().mapToDouble(Arms::canaryEvents).sum();
        double low = -30;
        double high = 30;
        double x = 0;
        for (int i = 0; i < 100 && high - low > 1e-12; i++) {
            double ratio = Math.exp(x);
            double expected = 0;
            double slope = 0;
            for (Arms interval : intervals) {
                double share = share(interval, ratio);
                expected += interval.events() * share;
                slope += interval.events() * share * (1 - share);
            }
            if (expected < canary) {
                low = x;
            } else {
                high = x;
            }
            double step = (canary - expected) / slope;
            if (Math.abs(step) < 1e-12) {
                break;
            }
            // Newton's step where it stays between what is known to be too low and too high.
            x = x + step > low && x + step < high ? x + step : (low + high) / 2;
        }
        return Math.exp(x);
    }

    private static double share(Arms block, double ratio) {
        double odds = ratio * block.canaryExposures() / block.stableExposures();
        return odds / (1 + odds);
    }
}
