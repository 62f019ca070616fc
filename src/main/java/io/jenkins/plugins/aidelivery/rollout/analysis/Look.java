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
    long millis() {
        return to - from;
    }
}
