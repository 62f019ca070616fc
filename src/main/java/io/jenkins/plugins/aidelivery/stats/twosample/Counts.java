package io.jenkins.plugins.aidelivery.stats.twosample;

/** What holds for counts of every kind. */
final class Counts {
    private Counts() {}

    /** Their sum, at least 1. */
    static long total(long[] counts, String sample) {
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException(
                        "count " + i + " of the " + sample + " sample is negative: " + counts[i]);
            }
            total = Math.addExact(total, counts[i]);
        }
        if (total == 0) {
            throw new IllegalArgumentException("the " + sample + " sample is empty");
        }
        return total;
    }

    /** Checks the sizes of two samples. */
    static void sizes(long n, long m) {
        if (n < 1 || m < 1) {
            throw new IllegalArgumentException(
                    "two samples have at least one observation each, not " + n + " and " + m);
        }
    }

    /** {@code nm / (n + m)}. */
    static double effectiveSize(long n, long m) {
        sizes(n, m);
        return (double) n / ((double) n + m) * m;
    }

    /** Checks the level of a test. */
    static void level(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("the level of a test lies between 0 and 1, not at " + alpha);
        }
    }
}
