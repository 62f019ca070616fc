package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.Arrays;

/**
 * The exact law of the two-sample Kolmogorov-Smirnov statistic. Under equality every order of the pooled observations is
 * as likely: a path of n steps in one direction and m in the other, and D is at least k/lcm(n, m) when the path leaves a
 * strip around the diagonal.
 */
final class LatticePaths {
    private LatticePaths() {}

    /**
     * Probability that the largest difference is at least {@code k / lcm(n, m)}.
     *
     * @param n more than 0; time and memory are those of {@code n · m · k / lcm(n, m)} and {@code n}
     */
    static double leaving(int n, int m, long k) {
        if (k <= 0) {
            return 1;
        }
        return n == m ? leavingSquare(n, k) : new Strip(Math.min(n, m), Math.max(n, m), k).leaving();
    }

    /**
     * Equal sizes: the reflection principle (B. V. Gnedenko and V. S. Korolyuk 1951), {@code 2 Σ (-1)^(i-1) C(2n, n - ik) / C(2n, n)}.
     */
    private static double leavingSquare(int n, long k) {
        double sum = 0;
        double term = 2;
        for (int i = 0; i < n; ) {
            for (long end = i + k; i < end; i++) {
                term *= i < n ? (double) (n - i) / (n + 1 + i) : 0;
            }
            sum += term;
            term = -term;
        }
        return Math.min(1, sum);
    }

    /**
     * Different sizes: the share of paths to a point that have left the strip is the mean of the shares at the two points
     * before it (T. Viehmann, arXiv:2102.08037). No subtraction occurs, so that small probabilities keep their digits.
     * Paths are followed from both ends to where they meet, all points of as many steps together.
     */
    private static final class Strip {
        private final int n;
        private final int m;
        private final long k;
        private final long stepN;
        private final long stepM;

        /** Share of paths that have left, by steps in the first direction plus 1, and the same one step earlier. */
        private double[] left;

        private double[] before;

        private final double[] index;

        Strip(int n, int m, long k) {
            this.n = n;
            this.m = m;
            this.k = k;
            long points = new Lattice(n, m).points();
            this.stepN = points / m;
            this.stepM = points / n;
            this.left = new double[n + 3];
            this.before = new double[n + 3];
            this.index = new double[n + 3];
            for (int i = 0; i < index.length; i++) {
                index[i] = i - 1.0;
            }
            Arrays.fill(left, 1);
            left[1] = 0;
        }

        double leaving() {
            int half = (n + m) / 2;
            for (int steps = 1; steps <= half; steps++) {
                if (lowest(steps) > highest(steps)) {
                    return 1;
                }
                step(steps);
            }
            double[] forth = shares(half);
            if (n + m - half > half) {
                if (lowest(half + 1) > highest(half + 1)) {
                    return 1;
                }
                step(half + 1);
            }
            double[] back = shares(n + m - half);
            double[] weight = orders(half);
            double sum = 0;
            for (int i = 0; i <= n; i++) {
                sum += weight[i] * (forth[i] + back[n - i] - forth[i] * back[n - i]);
            }
            return Math.min(1, sum);
        }

        /** Points inside have {@code |i · stepM - (steps - i) · stepN| < k}. */
        private int lowest(int steps) {
            long inside = Math.floorDiv(steps * stepN - k, stepN + stepM) + 1;
            return (int) Math.max(inside, Math.max(0, steps - m));
        }

        private int highest(int steps) {
            long inside = Math.floorDiv(steps * stepN + k - 1, stepN + stepM);
            return (int) Math.min(inside, Math.min(n, steps));
        }

        private void step(int steps) {
            double[] next = before;
            double[] now = left;
            int low = lowest(steps) + 1;
            int high = highest(steps) + 1;
            double[] at = index;
            double share = 1.0 / steps;
            for (int i = low; i <= high; i++) {
                next[i] = (at[i] * now[i - 1] + (steps - at[i]) * now[i]) * share;
            }
            next[low - 1] = 1;
            next[high + 1] = 1;
            before = now;
            left = next;
        }

        private double[] shares(int steps) {
            double[] shares = new double[n + 1];
            Arrays.fill(shares, 1);
            for (int i = lowest(steps); i <= highest(steps); i++) {
                shares[i] = left[i + 1];
            }
            return shares;
        }

        /** Probability of i steps in the first direction among so many: a hypergeometric law, from its mode outwards. */
        private double[] orders(int steps) {
            double[] orders = new double[n + 1];
            int mode = (int) ((steps + 1.0) * (n + 1.0) / (n + m + 2.0));
            orders[mode] = 1;
            double sum = 1;
            for (int i = mode; i < Math.min(n, steps); i++) {
                orders[i + 1] = orders[i] * (n - i) / (i + 1) * (steps - i) / (m - steps + i + 1);
                sum += orders[i + 1];
            }
            for (int i = mode; i > Math.max(0, steps - m); i--) {
                orders[i - 1] = orders[i] * i / (n - i + 1) * (m - steps + i) / (steps - i + 1);
                sum += orders[i - 1];
            }
            for (int i = 0; i <= n; i++) {
                orders[i] /= sum;
            }
            return orders;
        }
    }
}
