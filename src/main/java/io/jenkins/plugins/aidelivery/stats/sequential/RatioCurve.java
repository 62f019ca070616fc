package io.jenkins.plugins.aidelivery.stats.sequential;

import io.jenkins.plugins.aidelivery.stats.Interval;

/**
 * The log-likelihood of all ratios of two event rates from 1/161 to 161, kept at 128 of them and interpolated between. It is
 * concave in the logarithm of the ratio, which is what {@code x} means below, and so smooth that with a million events interpolation is off
 * by less than 0.01.
 *
 * <p>Its confidence interval holds at all times together: it is the ratios against which a mixture of all ratios hasn't gained 1/α. The
 * mixture is logistic in the logarithm of the ratio, half of it between 1/3 and 3. H. Robbins, "Statistical Methods Related to the Law
 * of the Iterated Logarithm", Ann. Math. Stat. 41 (1970) 1397.
 */
final class RatioCurve {
    private static final int POINTS = 128;
    private static final double STEP = 0.08;
    private static final double END = (POINTS - 1) * STEP / 2;
    private static final int NEIGHBOURS = 6;
    private static final int PIECES = 400;

    /** Logarithms of likelihoods by which the mixture's integral is cut off at both sides. */
    private static final double NEGLIGIBLE = 40;

    private final double[] curve = new double[POINTS];
    private double canaryEvents;
    private double stableEvents;

    void add(Arms interval) {
        if (!interval.isInformative()) {
            return;
        }
        canaryEvents += interval.canaryEvents();
        stableEvents += interval.stableEvents();
        double odds = interval.canaryExposures() / interval.stableExposures();
        for (int i = 0; i < POINTS; i++) {
            double x = i * STEP - END;
            // Relative to a ratio of 1, so that large counts keep their digits.
            double more = Math.log1p(odds * Math.expm1(x) / (1 + odds));
            curve[i] += interval.canaryEvents() * x - interval.events() * more;
        }
    }

    /** The likeliest ratio: 0 or infinite if one side had no events, NaN if nothing is known. */
    double fitted() {
        if (canaryEvents + stableEvents == 0) {
            return Double.NaN;
        }
        if (canaryEvents == 0 || stableEvents == 0) {
            return canaryEvents == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.exp(peak());
    }

    /**
     * Of the ratio, at all times together.
     *
     * @param alpha the chance that it ever misses
     * @param dispersion variance of counts over that of independent ones, 1 or more
     */
    Interval interval(double alpha, double dispersion) {
        double peak = peak();
        double least = (logMixture(peak, dispersion) + Math.log(alpha)) * dispersion;
        double low = end(peak, -END, least);
        double high = end(peak, END, least);
        return new Interval(low <= -END ? 0 : Math.exp(low), high >= END ? Double.POSITIVE_INFINITY : Math.exp(high));
    }

    /** Where, from the peak outwards, the curve falls below a value. */
    private double end(double peak, double outermost, double value) {
        if (at(outermost) >= value) {
            return outermost;
        }
        double inside = peak;
        double outside = outermost;
        for (int i = 0; i < 60; i++) {
            double middle = (inside + outside) / 2;
            if (at(middle) >= value) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return outside;
    }

    private double peak() {
        double low = -END;
        double high = END;
        for (int i = 0; i < 80; i++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (at(left) < at(right)) {
                low = left;
            } else {
                high = right;
            }
        }
        return (low + high) / 2;
    }

    /** By Simpson's rule around the peak; what lies outside makes the interval wider, if anything. */
    private double logMixture(double peak, double dispersion) {
        double most = at(peak);
        double from = end(peak, -END, most - NEGLIGIBLE * dispersion);
        double to = end(peak, END, most - NEGLIGIBLE * dispersion);
        double sum = 0;
        for (int i = 0; i <= PIECES; i++) {
            double x = from + (to - from) * i / PIECES;
            double weight = i == 0 || i == PIECES ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight * Math.exp((at(x) - most) / dispersion) * logistic(x);
        }
        return most / dispersion + Math.log(sum * (to - from) / PIECES / 3);
    }

    private static double logistic(double x) {
        double half = 2 * Math.cosh(x / 2);
        return 1 / (half * half);
    }

    /** Lagrange's polynomial through the six nearest points. */
    private double at(double x) {
        double place = (x + END) / STEP;
        int first = Math.max(0, Math.min(POINTS - NEIGHBOURS, (int) Math.floor(place) - NEIGHBOURS / 2 + 1));
        double sum = 0;
        for (int i = first; i < first + NEIGHBOURS; i++) {
            double factor = 1;
            for (int k = first; k < first + NEIGHBOURS; k++) {
                factor *= k == i ? 1 : (place - k) / (i - k);
            }
            sum += factor * curve[i];
        }
        return sum;
    }
}
