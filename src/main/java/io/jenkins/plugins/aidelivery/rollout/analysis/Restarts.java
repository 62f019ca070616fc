package io.jenkins.plugins.aidelivery.rollout.analysis;

/**
 * Evidence of the whole, and evidence that begins anew with each phase, as one: half of the stake is on the whole, and the other half is spread
 * over the phases, less and less on each. A sum of e-processes whose stakes add up to one is an e-process, whichever phase harm begins
 * in. Without it, phases that went well would speak for a later one that doesn't.
 */
final class Restarts {
    private int number;
    private double ended;

    /** @param last evidence of the phase that ends */
    void next(double last) {
        ended += stake(number) * last;
        number++;
    }

    /** @param whole and of the phase that goes on */
    double join(double whole, double phase) {
        double coming = 1.0 / (number + 2);
        return (whole + ended + stake(number) * phase + coming) / 2;
    }

    /** They add up to one. */
    private static double stake(int phase) {
        return 1.0 / ((phase + 1) * (phase + 2));
    }
}
