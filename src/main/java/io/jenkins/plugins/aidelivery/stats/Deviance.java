package io.jenkins.plugins.aidelivery.stats;

/** The exponent's building block in densities: {@code ln r - (r - 1)}, which is 0 at r = 1 and negative elsewhere. */
final class Deviance {
    private Deviance() {}

    /**
     * {@code ln(ratio) - excess}, without cancellation where the two are near each other.
     *
     * @param ratio more than 0, or 0 (gives negative infinity)
     * @param excess {@code ratio - 1}, known better than by that subtraction
     */
    static double of(double ratio, double excess) {
        if (excess == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        if (excess < -0.6 || excess > 1) {
            return Math.log(ratio) - excess;
        }
        // ln(1 + u) = 2 (r + r³/3 + r⁵/5 + …) with r = u / (2 + u), and 2r - u = -ur.
        double r = excess / (2 + excess);
        double square = r * r;
        double power = square;
        double series = 0;
        for (int k = 3; ; k += 2) {
            double next = series + power / k;
            if (next == series) {
                return r * (2 * series - excess);
            }
            series = next;
            power *= square;
        }
    }
}
