package io.jenkins.plugins.aidelivery.stats;

/**
 * The regularised incomplete gamma functions P and Q: power series below the mean, Legendre's continued fraction above
 * (Abramowitz and Stegun 6.5.29 and 6.5.31), with the leading factor in Loader's form (see {@link StirlingError}).
 * Relative error of both tails within about 1e-13 for shapes from 1e-3 to 1e7.
 */
final class IncompleteGamma {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private IncompleteGamma() {}

    /** The tails of the gamma distribution with a shape and scale 1. */
    static Tails at(double shape, double x) {
        if (!(x > 0)) {
            return Tails.NONE;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return Tails.ALL;
        }
        // x^a e^-x / Γ(a)
        double excess = (x - shape) / shape;
        double logFactor =
                shape * Deviance.of(x / shape, excess) - StirlingError.of(shape) + 0.5 * (Math.log(shape) - LOG_TWO_PI);
        return x < shape + 1
                ? Tails.ofLower(logFactor + Math.log(series(shape, x)), logFactor)
                : Tails.ofLower(logFactor - Math.log(fraction(shape, x)), logFactor)
                        .exchanged();
    }

    /** {@code 1/a + x / (a (a+1)) + x² / (a (a+1) (a+2)) + …}; all terms are positive. */
    private static double series(double a, double x) {
        Sum sum = new Sum();
        double term = 1 / a;
        double largest = term;
        for (int n = 1; term > largest * 1e-18; n++) {
            sum.add(term);
            term *= x / (a + n);
            largest = Math.max(largest, term);
        }
        return sum.value();
    }

    private static double fraction(double a, double x) {
        return ContinuedFraction.value(new ContinuedFraction.Terms() {
            @Override
            public double numerator(int m) {
                return m * (a - m);
            }

            @Override
            public double denominator(int m) {
                return (x - a) + (2.0 * m + 1);
            }
        });
    }
}
