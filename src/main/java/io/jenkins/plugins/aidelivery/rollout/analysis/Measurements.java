package io.jenkins.plugins.aidelivery.rollout.analysis;

/**
 * Limits of single measurements with the meaning that Argo Rollouts gives them: a limit is passed by one more than it says.
 *
 * @param failures that are tolerated; -1 for any number
 * @param inconclusive that are tolerated; -1 for any number
 * @param errors in a row that are tolerated
 * @param successes in a row that end it early; 0 for never
 * @param delay from the beginning of a phase that is not measured, milliseconds
 * @param count of measurements that are enough; 0 for as long as the phase bakes
 */
public record Measurements(int failures, int inconclusive, int errors, int successes, long delay, int count) {
    /** Limits count by themselves, and not how often they are broken. */
    public static final Measurements NONE = new Measurements(-1, -1, Integer.MAX_VALUE, 0, 0, 0);

    boolean isSome() {
        return !equals(NONE);
    }
}
