package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the difference of two empirical distribution functions is looked at: on few stretches of the values' axis. Under equality the
 * difference, times {@code √(nm / (n + m))}, is a Brownian bridge run through the pooled distribution function; stretches are joined so that the bridge's
 * expected area on each is about the same.
 *
 * @param length of the stretches, more than 0
 * @param share of the pooled distribution to the left of each, 0 … 1, ascending
 */
record BridgeGrid(double[] length, double[] share) {
    /** More would move quantiles by less than a thousandth. */
    private static final int MOST_STRETCHES = 128;

    static BridgeGrid of(Pooled samples) {
        double[] area = {0};
        EmpiricalDifference.forEach(samples, (d, length, share) -> area[0] += length * deviation(share));
        double part = area[0] / MOST_STRETCHES;
        List<double[]> stretches = new ArrayList<>();
        double[] sums = new double[3];
        EmpiricalDifference.forEach(samples, (d, length, share) -> {
            if (share > 0 && share < 1) {
                double here = length * deviation(share);
                if (sums[0] > 0 && sums[0] + here > part) {
                    stretches.add(new double[] {sums[1], sums[2] / sums[1]});
                    Arrays.fill(sums, 0);
                }
                sums[0] += here;
                sums[1] += length;
                sums[2] += length * share;
            }
        });
        if (sums[1] > 0) {
            stretches.add(new double[] {sums[1], sums[2] / sums[1]});
        }
        return new BridgeGrid(
                stretches.stream().mapToDouble(stretch -> stretch[0]).toArray(),
                stretches.stream().mapToDouble(stretch -> stretch[1]).toArray());
    }

    /** The grid of the standard normal distribution. */
    static BridgeGrid ofNormal() {
        double[] length = new double[MOST_STRETCHES];
        double[] share = new double[MOST_STRETCHES];
        double step = 9.0 / MOST_STRETCHES;
        for (int i = 0; i < MOST_STRETCHES; i++) {
            length[i] = step;
            share[i] = Normal.cdf(-4.5 + (i + 0.5) * step);
        }
        return new BridgeGrid(length, share);
    }

    private static double deviation(double share) {
        return Math.sqrt(share * (1 - share));
    }

    int size() {
        return length.length;
    }

    /** Of the bridge at two places. */
    double covariance(int i, int k) {
        return share[Math.min(i, k)] * (1 - share[Math.max(i, k)]);
    }
}
