package io.jenkins.plugins.aidelivery.stats;

/**
 * The regularised incomplete beta function. Power series and continued fraction as in A. R. DiDonato and A. H. Morris,
 * "Algorithm 708", ACM TOMS 18 (1992) 360, with the leading factor in Loader's form (see {@link StirlingError}).
 * Relative error of both tails within about 1e-13 for parameters from 1e-3 to 1e7.
 */
final class IncompleteBeta {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final double a;
    private final double b;
    private final double x;
    private final double y;
    private final double surplus;

    private IncompleteBeta(double a, double b, double x, double y, double surplus) {
        this.a = a;
        this.b = b;
        this.x = x;
        this.y = y;
        this.surplus = surplus;
    }

    /** The tails of Beta(a, b) at x, 0 … 1. */
    static Tails at(double a, double b, double x) {
        double sum = a + b;
        // (a + b) x - a in twice the precision: near the mean, where x - a / (a + b) cancels.
        double sumError = (a - (sum - (sum - a))) + (b - (sum - a));
        double product = sum * x;
        double productError = Math.fma(sum, x, -product);
        return at(a, b, x, 1 - x, (product - a) + productError + sumError * x);
    }

    /** The tails at the point with given odds x / (1 - x). */
    static Tails atOdds(double a, double b, double odds) {
        if (odds == Double.POSITIVE_INFINITY) {
            return Tails.ALL;
        }
        return at(a, b, odds / (1 + odds), 1 / (1 + odds), Math.fma(b, odds, -a) / (1 + odds));
    }

    /**
     * @param y 1 - x
     * @param surplus (a + b) x - a
     */
    static Tails at(double a, double b, double x, double y, double surplus) {
        if (!(x > 0)) {
            return Tails.NONE;
        }
        if (!(y > 0)) {
            return Tails.ALL;
        }
        return x * (a + b + 2) <= a + 1
                ? new IncompleteBeta(a, b, x, y, surplus).tails()
                : new IncompleteBeta(b, a, y, x, -surplus).tails().exchanged();
    }

    /** For x up to about the mean, where the lower tail is the one to compute. */
    private Tails tails() {
        double logFactor = logFactor();
        double logLower = b * x <= 1 && x <= 0.7
                ? logFactor - b * Math.log1p(-x) + Math.log(series() / a)
                : logFactor - Math.log(fraction());
        return Tails.ofLower(logLower, logFactor);
    }

    /** Logarithm of {@code x^a y^b / B(a, b)}. */
    private double logFactor() {
        double sum = a + b;
        double exponent = a * Deviance.of(x / (a / sum), surplus / a) + b * Deviance.of(y / (b / sum), -surplus / b);
        double correction = StirlingError.of(sum) - StirlingError.of(a) - StirlingError.of(b);
        return exponent + correction + 0.5 * (Math.log(a) + Math.log(b / sum) - LOG_TWO_PI);
    }

    /** {@code 1 + a Σ (1-b)(2-b)…(n-b) / n! x^n / (a + n)}. */
    private double series() {
        double coefficient = 1;
        double sum = 0;
        for (int n = 1; n < 100_000; n++) {
            coefficient *= (n - b) / n * x;
            double next = sum + coefficient / (a + n);
            if (next == sum) {
                break;
            }
            sum = next;
        }
        return 1 + a * sum;
    }

    /** DiDonato and Morris, equation 9 (BFRAC). */
    private double fraction() {
        return ContinuedFraction.value(new ContinuedFraction.Terms() {
            @Override
            public double numerator(int m) {
                double even = a + 2.0 * m - 1;
                return (a + m - 1) / even * ((a + b + m - 1) / even) * m * (b - m) * x * x;
            }

            @Override
            public double denominator(int m) {
                double odd = m == 0 ? 0 : m * (b - m) * x / (a + 2.0 * m - 1);
                return m + odd + (a + m) / (a + 2.0 * m + 1) * (1 - surplus + m * (1 + y));
            }
        });
    }
}
