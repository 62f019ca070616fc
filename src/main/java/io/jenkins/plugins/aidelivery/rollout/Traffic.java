package io.jenkins.plugins.aidelivery.rollout;

/**
 * The canary's weight, percent.
 *
 * @param wanted that was asked for last
 * @param seen that the router said last; NaN if it never did
 * @param seenAt when, epoch milliseconds
 * @param unlooked whether something may have changed since then
 * @param reply what became of the last order, as far as that isn't looked at yet
 */
record Traffic(double wanted, double seen, long seenAt, boolean unlooked, Reply reply) {
    static final Traffic UNKNOWN = new Traffic(0, Double.NaN, Long.MIN_VALUE, true, Reply.NONE);

    /** What the router said. */
    enum Reply {
        NONE,
        DONE,
        FAILED
    }

    Traffic wanting(double weight) {
        return new Traffic(weight, seen, seenAt, true, Reply.NONE);
    }

    Traffic replied(Reply said) {
        return new Traffic(wanted, seen, seenAt, true, said);
    }

    Traffic unsure() {
        return replied(Reply.NONE);
    }

    Traffic seeing(double weight, long at) {
        return new Traffic(wanted, weight, at, false, Reply.NONE);
    }

    /** Whether the next thing is to look: an order that failed may have been carried out. */
    boolean isToBeSeen() {
        return unlooked && reply != Reply.NONE;
    }

    boolean isWhereWanted() {
        return !unlooked && seen == wanted;
    }

    /** Whether the router says something else than it was told, or nothing. */
    boolean hasStrayed() {
        return !unlooked && seen != wanted;
    }
}
