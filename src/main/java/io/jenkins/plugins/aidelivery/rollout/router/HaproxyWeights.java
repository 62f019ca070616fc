package io.jenkins.plugins.aidelivery.rollout.router;

/**
 * Whole weights of single servers that come nearest to a part of the traffic.
 *
 * @param canary of each of its servers, 0 … 256
 * @param stable of each of its servers, 0 … 256
 * @param percent that comes of them
 */
record HaproxyWeights(int canary, int stable, double percent) {
    private static final int HIGHEST = 256;

    /** Of all that are equally near, the pair that a person can read: the one whose sum is nearest to 100. */
    static HaproxyWeights nearest(double percent, int canaries, int stables) {
        HaproxyWeights best = null;
        for (int canary = 0; canary <= HIGHEST; canary++) {
            for (int stable = 0; stable <= HIGHEST; stable++) {
                if (canary + stable > 0) {
                    HaproxyWeights pair = of(canary, stable, canaries, stables);
                    best = best == null || pair.isNearer(best, percent) ? pair : best;
                }
            }
        }
        return best;
    }

    private static HaproxyWeights of(int canary, int stable, int canaries, int stables) {
        double moved = (double) canary * canaries;
        return new HaproxyWeights(canary, stable, Percent.ALL * moved / (moved + (double) stable * stables));
    }

    private boolean isNearer(HaproxyWeights other, double wanted) {
        double mine = Math.abs(percent - wanted);
        double others = Math.abs(other.percent - wanted);
        if (Math.abs(mine - others) > 1e-9) {
            return mine < others;
        }
        return distance() < other.distance();
    }

    private int distance() {
        return Math.abs(canary + stable - (int) Percent.ALL);
    }
}
