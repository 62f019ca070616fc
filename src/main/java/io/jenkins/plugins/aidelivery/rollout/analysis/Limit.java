package io.jenkins.plugins.aidelivery.rollout.analysis;

/**
 * What must not happen whatever the other side does.
 *
 * @param bound in the metric's unit; for a rate a share
 * @param above whether it is broken above the bound, or below
 * @param sustained milliseconds that it must be broken without a break; 0 if it is enough that it is beyond chance, once
 * @param exposure what a window needs at least to say anything
 */
public record Limit(double bound, boolean above, long sustained, double exposure) {
    public Limit {
        if (!Double.isFinite(bound) || sustained < 0 || !(exposure >= 0)) {
            throw new IllegalArgumentException("a limit is a number, for a time, with an exposure");
        }
    }

    boolean isBeyond(double value) {
        return above ? value > bound : value < bound;
    }
}
