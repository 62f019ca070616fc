package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.Arrays;

/**
 * The exact law of Cramér and von Mises' two-sample statistic for small samples (Y. Xiao, A. Gordon and A. Yakovlev, Journal of Statistical
 * Software 17(8), 2006): every order of the pooled sample is a path, and the statistic a sum of squares along it.
 */
final class SquaredPaths {
    /** How many paths to a point have which sum; sums ascending. */
    private record Tally(long[] sums, long[] paths) {
        private static final Tally NONE = new Tally(new long[0], new long[0]);

        Tally plus(Tally other) {
            long[] mergedSums = new long[sums.length + other.sums.length];
            long[] mergedPaths = new long[mergedSums.length];
            int size = 0;
            int i = 0;
            int k = 0;
            while (i < sums.length || k < other.sums.length) {
                long next =
                        k == other.sums.length || i < sums.length && sums[i] <= other.sums[k] ? sums[i] : other.sums[k];
                long count = 0;
                if (i < sums.length && sums[i] == next) {
                    count += paths[i++];
                }
                if (k < other.sums.length && other.sums[k] == next) {
                    count += other.paths[k++];
                }
                mergedSums[size] = next;
                mergedPaths[size++] = count;
            }
            return new Tally(Arrays.copyOf(mergedSums, size), Arrays.copyOf(mergedPaths, size));
        }

        /** Adds to every sum, and leaves out those that reach the limit. */
        Tally moved(long by, long limit) {
            int size = 0;
            while (size < sums.length && sums[size] + by < limit) {
                size++;
            }
            long[] movedSums = new long[size];
            for (int i = 0; i < size; i++) {
                movedSums[i] = sums[i] + by;
            }
            return new Tally(movedSums, Arrays.copyOf(paths, size));
        }

        long total() {
            return Arrays.stream(paths).sum();
        }
    }

    private SquaredPaths() {}

    /**
     * Probability of at least this.
     *
     * @param rankSquares Anderson's U; with ties it may lie between those that can occur without, and counts as the one below
     */
    static double atLeast(double rankSquares, int n, int m) {
        long points = new Lattice(n, m).points();
        double pairs = (double) n * m;
        double wanted = Math.floor(
                (double) points * points * (n + m) * (6 * rankSquares - pairs * (4 * pairs - 1)) / (6 * pairs * pairs));
        long limit = (long) wanted;
        long stepN = points / n;
        long stepM = points / m;
        Tally[] row = new Tally[m + 1];
        Arrays.fill(row, Tally.NONE);
        long all = 1;
        for (int i = 0; i <= n; i++) {
            Tally left = Tally.NONE;
            for (int k = 0; k <= m; k++) {
                long away = i * stepN - k * stepM;
                Tally before = i == 0 && k == 0 ? new Tally(new long[] {0}, new long[] {1}) : left.plus(row[k]);
                row[k] = before.moved(away * away, limit);
                left = row[k];
            }
            all = i == 0 ? 1 : all * (m + i) / i;
        }
        return (all - row[m].total()) / (double) all;
    }
}
