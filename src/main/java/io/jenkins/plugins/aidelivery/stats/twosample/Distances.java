package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Sum;
import java.util.Arrays;

/**
 * Distances of two discrete distributions, given as shares of the same categories or bins. All are 0 for equal shares.
 * Where a method does not take a {@link ZeroFill}, zeros are what they are.
 */
public final class Distances {
    private Distances() {}

    /**
     * The shares of counts, without any fill: 0 stays 0.
     *
     * @throws IllegalArgumentException if a count is negative or all are 0
     */
    public static double[] shares(long[] counts) {
        double total = Counts.total(counts, "given");
        return Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
    }

    /**
     * Population stability index {@code Σ (p - q) ln(p / q)}, 0 … ∞: Jeffreys' divergence, symmetric. Shares are not scaled after
     * the fill.
     */
    public static double psi(double[] p, double[] q, ZeroFill fill) {
        check(p, q);
        double[] one = fill.applied(p);
        double[] other = fill.applied(q);
        Sum sum = new Sum();
        for (int i = 0; i < p.length; i++) {
            if (one[i] != other[i]) {
                sum.add((one[i] - other[i]) * Math.log(one[i] / other[i]));
            }
        }
        return sum.value();
    }

    /**
     * S. Kullback and R. A. Leibler's divergence {@code Σ p ln(p / q)} in nats, 0 … ∞, not symmetric. After the fill both are scaled to
     * sum 1 (as {@code scipy.stats.entropy} does, and with it Evidently).
     */
    public static double kullbackLeibler(double[] p, double[] q, ZeroFill fill) {
        check(p, q);
        double[] one = scaled(fill.applied(p));
        double[] other = scaled(fill.applied(q));
        Sum sum = new Sum();
        for (int i = 0; i < p.length; i++) {
            if (one[i] > 0) {
                sum.add(one[i] * Math.log(one[i] / other[i]));
            }
        }
        return Math.max(0, sum.value());
    }

    /** J. Lin's divergence of Jensen and Shannon in nats, 0 … ln 2, symmetric and finite whatever is zero. */
    public static double jensenShannonDivergence(double[] p, double[] q) {
        check(p, q);
        Sum sum = new Sum();
        for (int i = 0; i < p.length; i++) {
            double mean = (p[i] + q[i]) / 2;
            if (p[i] > 0) {
                sum.add(p[i] * Math.log(p[i] / mean));
            }
            if (q[i] > 0) {
                sum.add(q[i] * Math.log(q[i] / mean));
            }
        }
        return Math.min(Math.log(2), Math.max(0, sum.value() / 2));
    }

    /** The same in bits, 0 … 1 (TensorFlow Data Validation). */
    public static double jensenShannonDivergenceBase2(double[] p, double[] q) {
        return Math.min(1, jensenShannonDivergence(p, q) / Math.log(2));
    }

    /** The root of the divergence in nats, 0 … 0.8326: a metric (scipy's {@code jensenshannon}, Evidently). */
    public static double jensenShannonDistance(double[] p, double[] q) {
        return Math.sqrt(jensenShannonDivergence(p, q));
    }

    /** The root of the divergence in bits, 0 … 1 (NannyML). */
    public static double jensenShannonDistanceBase2(double[] p, double[] q) {
        return Math.sqrt(jensenShannonDivergenceBase2(p, q));
    }

    /** E. Hellinger's distance, 0 … 1: {@code √(Σ (√p - √q)² / 2)}, which is {@code √(1 - Σ√(pq))} without its cancellation. */
    public static double hellinger(double[] p, double[] q) {
        check(p, q);
        Sum sum = new Sum();
        for (int i = 0; i < p.length; i++) {
            double difference = Math.sqrt(p[i]) - Math.sqrt(q[i]);
            sum.add(difference * difference);
        }
        return Math.min(1, Math.sqrt(sum.value() / 2));
    }

    /** Total variation, 0 … 1: {@code Σ |p - q| / 2}, the share of observations that would have to change. */
    public static double totalVariation(double[] p, double[] q) {
        check(p, q);
        Sum sum = new Sum();
        for (int i = 0; i < p.length; i++) {
            sum.add(Math.abs(p[i] - q[i]));
        }
        return Math.min(1, sum.value() / 2);
    }

    /** The largest difference of a share, 0 … 1. */
    public static double lInfinity(double[] p, double[] q) {
        check(p, q);
        double most = 0;
        for (int i = 0; i < p.length; i++) {
            most = Math.max(most, Math.abs(p[i] - q[i]));
        }
        return most;
    }

    private static double[] scaled(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    private static void check(double[] p, double[] q) {
        if (p.length != q.length) {
            throw new IllegalArgumentException(p.length + " shares can't be compared with " + q.length);
        }
        check(p);
        check(q);
    }

    private static void check(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            if (!(share >= 0)) {
                throw new IllegalArgumentException("a share lies between 0 and 1, not at " + share);
            }
            sum += share;
        }
        if (!(Math.abs(sum - 1) < 1e-6)) {
            throw new IllegalArgumentException("shares sum to 1, not to " + sum);
        }
    }
}
