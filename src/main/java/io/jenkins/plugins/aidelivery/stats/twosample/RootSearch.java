package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.function.DoubleUnaryOperator;

/** Where a smooth increasing function of a positive number is 0: the secant, kept between points that bracket it. */
final class RootSearch {
    private static final double CLOSE = 1e-7;

    private RootSearch() {}

    /**
     * @param function may be NaN or infinite where it is far from 0 on the side of its sign; NaN counts as below
     * @param guess more than 0
     */
    static double of(DoubleUnaryOperator function, double guess) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double last = Double.NaN;
        double atLast = Double.NaN;
        double x = guess;
        for (int i = 0; i < 80; i++) {
            double at = function.applyAsDouble(x);
            if (at > 0) {
                high = x;
            } else {
                low = x;
            }
            double next = Double.isNaN(atLast) ? x * (at > 0 ? 0.97 : 1.03) : x - at * (x - last) / (at - atLast);
            if (!(next > low && next < high)) {
                next = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 1.5 * x;
            }
            if (Math.abs(next - x) <= CLOSE * x) {
                return next;
            }
            last = x;
            atLast = at;
            x = next;
        }
        return x;
    }
}
