package io.jenkins.plugins.aidelivery.rollout;

/**
 * How often something failed in a row.
 *
 * @param failures so far
 * @param failedAt the last time, epoch milliseconds
 * @param problem the last one, a sentence
 */
record Tries(int failures, long failedAt, String problem) {
    static final Tries NONE = new Tries(0, 0, "");

    private static final long SECOND = 1000;
    private static final long LONGEST_PAUSE = 30 * SECOND;

    /** What doesn't work after so many tries doesn't work. */
    private static final int MOST = 6;

    private static final int LARGEST_SHIFT = 5;

    Tries failed(String what, long at) {
        return new Tries(failures + 1, at, what);
    }

    /** None so far; the last problem is still known. */
    Tries begun(long at) {
        return new Tries(0, at, problem);
    }

    boolean isEnough() {
        return failures >= MOST;
    }

    /** When to try again: at once after the first failure, then after 1, 2, 4 … 30 s. */
    long due() {
        if (failures <= 1) {
            return failedAt;
        }
        return failedAt + Math.min(LONGEST_PAUSE, SECOND << Math.min(LARGEST_SHIFT, failures - 2));
    }
}
