package io.jenkins.plugins.aidelivery.stats;

/**
 * What Stirling's formula leaves of the logarithm of the gamma function:
 * {@code ln Γ(a) = (a - 1/2) ln a - a + ln(2π)/2 + error(a)}. Densities written with it (C. Loader, "Fast and Accurate
 * Computation of Binomial Probabilities", 2000) don't subtract large logarithms from each other, which is what keeps the
 * tails right for parameters of millions.
 */
final class StirlingError {
    /** From here on ten terms of the series are exact to the last bit. */
    private static final double SERIES_FROM = 12;

    /** B(2k) / (2k (2k - 1)), Abramowitz and Stegun 6.1.41. */
    private static final double[] SERIES = {
        1 / 12.0,
        -1 / 360.0,
        1 / 1260.0,
        -1 / 1680.0,
        1 / 1188.0,
        -691 / 360360.0,
        1 / 156.0,
        -3617 / 122400.0,
        43867 / 244188.0,
        -174611 / 125400.0
    };

    private StirlingError() {}

    /** @param a more than 0 */
    static double of(double a) {
        double steps = 0;
        // error(a) = error(a + 1) + (a + 1/2) ln(1 + 1/a) - 1, from Γ(a + 1) = a Γ(a).
        int count = a < SERIES_FROM ? (int) Math.ceil(SERIES_FROM - a) : 0;
        for (int i = 0; i < count; i++) {
            steps += (a + i + 0.5) * Math.log1p(1 / (a + i)) - 1;
        }
        double at = a + count;
        double square = 1 / (at * at);
        double series = 0;
        for (int k = SERIES.length - 1; k >= 0; k--) {
            series = series * square + SERIES[k];
        }
        return steps + series / at;
    }
}
