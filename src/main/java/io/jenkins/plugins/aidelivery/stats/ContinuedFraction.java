package io.jenkins.plugins.aidelivery.stats;

/**
 * The value of {@code b0 + a1 / (b1 + a2 / (b2 + …))} by the modified Lentz method (W. J. Lentz 1976; I. J. Thompson and
 * A. R. Barnett 1986).
 */
final class ContinuedFraction {
    private static final double TINY = 1e-300;
    private static final double SMALLEST_CHANGE = 2e-16;

    /** With parameters of 10⁷ the fractions here need some ten thousand steps. */
    private static final int MOST_STEPS = 2_000_000;

    /** The coefficients; asked for once each, in order of {@code m}. */
    interface Terms {
        /** For m from 1 on. */
        double numerator(int m);

        /** For m from 0 on. */
        double denominator(int m);
    }

    private ContinuedFraction() {}

    static double value(Terms terms) {
        double value = notZero(terms.denominator(0));
        double c = value;
        double d = 0;
        for (int m = 1; m < MOST_STEPS; m++) {
            double a = terms.numerator(m);
            double b = terms.denominator(m);
            d = 1 / notZero(b + a * d);
            c = notZero(b + a / c);
            double change = c * d;
            value *= change;
            if (Math.abs(change - 1) < SMALLEST_CHANGE) {
                return value;
            }
        }
        throw new ArithmeticException("a continued fraction does not converge");
    }

    private static double notZero(double value) {
        return value == 0 ? TINY : value;
    }
}
