package io.jenkins.plugins.aidelivery.rollout;

/**
 * The canary's weight, percent.
 *
 * @param wanted that was asked for last
 * @param seen that the router said last; NaN if it never did
 * @param seenAt when, epoch milliseconds
 * @param unlooked whether something may have changed since then
 * @param told whether the router said since then that it did what was asked for
 */
record Traffic(double wanted, double seen, long seenAt, boolean unlooked, boolean told) {
    static final Traffic UNKNOWN = new Traffic(0, Double.NaN, Long.MIN_VALUE, true, false);

    Traffic wanting(double weight) {
        return new Traffic(weight, seen, seenAt, true, false);
    }

    Traffic toldSo() {
        return new Traffic(wanted, seen, seenAt, true, true);
    }

    Traffic unsure() {
        return new Traffic(wanted, seen, seenAt, true, false);
    }

    Traffic seeing(double weight, long at) {
        return new Traffic(wanted, weight, at, false, false);
    }

    boolean isWhereWanted() {
        return !unlooked && seen == wanted;
    }

    /** Whether the router says something else than it was told, or nothing. */
    boolean hasStrayed() {
        return !unlooked && seen != wanted;
    }
}
