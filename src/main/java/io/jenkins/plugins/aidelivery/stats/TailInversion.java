package io.jenkins.plugins.aidelivery.stats;

import java.util.function.DoubleFunction;

/**
 * Finds the positive point at which a tail has a given probability. Newton's method for the logarithm of the tail over
 * the logarithm of the point: for the distributions here that function is concave, so that it converges from nearly anywhere; where it leaves
 * the bracket, the bracket is halved.
 */
final class TailInversion {
    private static final int MOST_STEPS = 200;

    /** Logarithms of the smallest and largest point tried: beyond them a double is 0 or infinite. */
    private static final double LEAST = -708;

    private static final double MOST = 709;

    /** A last step then brings all digits, for the method is quadratic. */
    private static final double CLOSE = 1e-9;

    private TailInversion() {}

    /**
     * @param tails of a distribution on the positive numbers (or over odds), at a point
     * @param p 0 … 1
     * @param upper whether {@code p} is the probability beyond the point
     * @param start a point of the distribution's bulk
     */
    static double point(DoubleFunction<Tails> tails, double p, boolean upper, double start) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, not at " + p);
        }
        if (p == 0 || p == 1) {
            return upper == (p == 0) ? Double.POSITIVE_INFINITY : 0;
        }
        return p <= 0.5 ? solve(tails, p, upper, start) : solve(tails, 1 - p, !upper, start);
    }

    private static double solve(DoubleFunction<Tails> tails, double p, boolean upper, double start) {
        double logP = Math.log(p);
        double low = LEAST;
        double high = MOST;
        double log = Math.log(start);
        for (int i = 0; i < MOST_STEPS; i++) {
            Tails at = tails.apply(Math.exp(log));
            double logTail = upper ? at.logUpper() : at.logLower();
            if (upper == logTail > logP) {
                low = log;
            } else {
                high = log;
            }
            double step = (logTail - logP) * Math.exp(logTail - at.logSlope());
            double next = log + (upper ? step : -step);
            // The first step from the middle may be far too long, and far out a step may be lost in rounding.
            if (!(next >= low && next <= high)) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - log) < CLOSE) {
                return refined(tails, p, upper, next);
            }
            log = next;
        }
        throw new ArithmeticException("no point found for the probability " + p);
    }

    /** The last step on the point itself: its logarithm has fewer digits. */
    private static double refined(DoubleFunction<Tails> tails, double p, boolean upper, double log) {
        if (log < LEAST + 1 || log > MOST - 1) {
            return log < 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double point = Math.exp(log);
        Tails at = tails.apply(point);
        double tail = upper ? at.upper() : at.lower();
        double step = tail > 0 ? (tail / p - 1) * Math.exp(Math.log(tail) - at.logSlope()) : 0;
        return point * (1 + (upper ? step : -step));
    }
}
