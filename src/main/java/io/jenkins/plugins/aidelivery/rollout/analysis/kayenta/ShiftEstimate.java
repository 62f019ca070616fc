package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

import io.jenkins.plugins.aidelivery.stats.Normal;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * By how much the canary's values lie above the baseline's, with Mann and Whitney's normal approximation, average ranks, corrections for
 * ties and continuity: the shifts at which the statistic is a critical value, found in the unit of the values with an absolute
 * tolerance. Where it never gets that far the end of the search is taken for the end of the interval. As R's {@code wilcox.test}, whose method
 * Kayenta took over.
 */
record ShiftEstimate(double low, double estimate, double high) {
    static final double CONFIDENCE = 0.98;

    private static final double TOLERANCE = 1e-4;
    private static final int MOST_STEPS = 1000;
    private static final double ULP = Math.ulp(1.0);

    /** @throws ArithmeticException if at some shift all values are tied */
    static ShiftEstimate of(double[] canary, double[] baseline) {
        double least = min(canary) - max(baseline);
        double most = max(canary) - min(baseline);
        double critical = Normal.upperQuantile((1 - CONFIDENCE) / 2);
        double low = end(shift -> statistic(canary, shift, baseline, 0.5) - critical, least, most);
        double high = end(shift -> statistic(canary, shift, baseline, 0.5) + critical, least, most);
        double estimate = root(shift -> statistic(canary, shift, baseline, 0), least, most);
        return new ShiftEstimate(low, estimate, high);
    }

    private static double end(DoubleUnaryOperator function, double least, double most) {
        if (function.applyAsDouble(least) <= 0) {
            return least;
        }
        return function.applyAsDouble(most) >= 0 ? most : root(function, least, most);
    }

    /** In standard deviations; falls as the canary's values are shifted down. */
    private static double statistic(double[] canary, double shift, double[] baseline, double continuity) {
        double m = canary.length;
        double n = baseline.length;
        double distance = rankSum(canary, shift, baseline) - m * (m + 1) / 2 - m * n / 2;
        double ties = ties(canary, shift, baseline);
        double variance = m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
        if (!(variance > 0)) {
            throw new ArithmeticException("all values are tied when the canary's are shifted by " + -shift);
        }
        return (distance - Math.signum(distance) * continuity) / Math.sqrt(variance);
    }

    /** Of the canary's values less a shift, among those of both sides; ties have their average rank. */
    static double rankSum(double[] canary, double shift, double[] baseline) {
        double[] sorted = baseline.clone();
        Arrays.sort(sorted);
        double below = 0;
        for (double value : canary) {
            below += (place(sorted, value - shift, false) + place(sorted, value - shift, true)) / 2.0;
        }
        return below + canary.length * (canary.length + 1) / 2.0;
    }

    /** How many are below a value, or not above it. */
    private static int place(double[] sorted, double value, boolean inclusive) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || inclusive && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Sum of t³ - t over values that occur t times. */
    private static double ties(double[] canary, double shift, double[] baseline) {
        double[] all = Arrays.copyOf(baseline, baseline.length + canary.length);
        for (int i = 0; i < canary.length; i++) {
            all[baseline.length + i] = canary[i] - shift;
        }
        Arrays.sort(all);
        double sum = 0;
        int from = 0;
        for (int i = 1; i <= all.length; i++) {
            if (i == all.length || all[i] != all[from]) {
                double times = (double) i - from;
                sum += times * times * times - times;
                from = i;
            }
        }
        return sum;
    }

    /** R. P. Brent, "Algorithms for Minimization without Derivatives", 1973, chapter 4. */
    private static double root(DoubleUnaryOperator function, double low, double high) {
        double a = low;
        double b = high;
        double atA = function.applyAsDouble(a);
        double atB = function.applyAsDouble(b);
        double c = a;
        double atC = atA;
        for (int i = 0; i < MOST_STEPS && atB != 0; i++) {
            double before = b - a;
            if (Math.abs(atC) < Math.abs(atB)) {
                a = b;
                b = c;
                c = a;
                atA = atB;
                atB = atC;
                atC = atA;
            }
            double tolerance = 2 * ULP * Math.abs(b) + TOLERANCE / 2;
            double middle = (c - b) / 2;
            if (Math.abs(middle) <= tolerance || atB == 0) {
                return b;
            }
            double step = middle;
            if (Math.abs(before) >= tolerance && Math.abs(atA) > Math.abs(atB)) {
                step = interpolated(new double[] {a, b, c}, new double[] {atA, atB, atC}, before, tolerance);
            }
            a = b;
            atA = atB;
            b += Math.abs(step) < tolerance ? Math.copySign(tolerance, step) : step;
            atB = function.applyAsDouble(b);
            if (atB > 0 == atC > 0) {
                c = a;
                atC = atA;
            }
        }
        return b;
    }

    /** Inverse quadratic or linear, or half of the bracket where that leads out of it or converges slowly. */
    private static double interpolated(double[] x, double[] y, double before, double tolerance) {
        double middle = (x[2] - x[1]) / 2;
        double p;
        double q;
        if (x[0] == x[2]) {
            double ratio = y[1] / y[0];
            p = 2 * middle * ratio;
            q = 1 - ratio;
        } else {
            double ac = y[0] / y[2];
            double bc = y[1] / y[2];
            double ba = y[1] / y[0];
            p = ba * (2 * middle * ac * (ac - bc) - (x[1] - x[0]) * (bc - 1));
            q = (ac - 1) * (bc - 1) * (ba - 1);
        }
        if (p > 0) {
            q = -q;
        } else {
            p = -p;
        }
        boolean inside = p < 1.5 * middle * q - Math.abs(tolerance * q) / 2 && p < Math.abs(before * q / 2);
        return inside ? p / q : middle;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
