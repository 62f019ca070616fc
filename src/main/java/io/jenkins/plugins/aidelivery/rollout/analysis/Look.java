package io.jenkins.plugins.aidelivery.rollout.analysis;

/**
 * When evidence is looked at.
 *
 * @param stretch changes whenever the weight does: what was seen before is not of this phase
 * @param weight of the canary, percent
 * @param from epoch milliseconds
 * @param to epoch milliseconds
 * @param promoted whether the canary has become the stable version, so that there is nothing to compare with
 */
public record Look(long stretch, double weight, long from, long to, boolean promoted) {
    /** Whether there is another side to compare with. */
    boolean isCompared() {
        return !promoted && weight < 100;
    }

    long millis() {
        return to - from;
    }
}
