package io.jenkins.plugins.aidelivery.stats.sequential;

import java.util.ArrayList;
import java.util.List;

/**
 * How much more the canary's part of the events varies from interval to interval than that of independent events would. Bursts that hit
 * one side only make it vary more, and then plain likelihoods see harm where there is none. The largest of Pearson's X² by its
 * degrees of freedom over blocks of 1, 2, 4 and 8 intervals, around the share that the fitted ratio of rates gives each block, and
 * more while there are few blocks.
 */
final class Dispersion {
    /** Before there are so many intervals, nothing is known and only the strongest evidence counts. */
    static final int KNOWN_FROM = 8;

    /** What is assumed until then. */
    static final double UNKNOWN = 30;

    /** What is assumed at least when the first is known, less and less until there are twice as many intervals. */
    private static final double YOUNG = 3;

    private static final int[] BLOCKS = {1, 2, 4, 8};
    private static final int FEWEST_BLOCKS = 2;
    private static final double CAUTION = 1.5;

    private Dispersion() {}

    /** At least 1. */
    static double of(List<Arms> intervals) {
        List<Arms> informative = intervals.stream().filter(Arms::isInformative).toList();
        if (informative.size() < KNOWN_FROM) {
            return UNKNOWN;
        }
        double ratio = fitted(informative);
        double most = Math.max(1, YOUNG * (1 - (informative.size() - KNOWN_FROM) / (double) KNOWN_FROM));
        for (int size : BLOCKS) {
            List<Arms> blocks = blocks(informative, size);
            if (blocks.size() >= FEWEST_BLOCKS) {
                double caution = 1 + CAUTION / Math.sqrt(blocks.size());
                most = Math.max(most, pearson(blocks, ratio) / (blocks.size() - 1) * caution);
            }
        }
        return most;
    }

    private static List<Arms> blocks(List<Arms> intervals, int size) {
        List<Arms> blocks = new ArrayList<>();
        for (int end = size; end <= intervals.size(); end += size) {
            blocks.add(intervals.subList(end - size, end).stream().reduce(Arms.NONE, Arms::plus));
        }
        return blocks;
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

    private static double pearson(List<Arms> blocks, double ratio) {
        double sum = 0;
        for (Arms block : blocks) {
            double share = share(block, ratio);
            double variance = block.events() * share * (1 - share);
            double distance = block.canaryEvents() - block.events() * share;
            sum += variance > 0 ? distance * distance / variance : 0;
        }
        return sum;
    }
}
