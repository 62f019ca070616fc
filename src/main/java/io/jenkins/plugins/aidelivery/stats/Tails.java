package io.jenkins.plugins.aidelivery.stats;

/**
 * Both tails of a distribution at one point, the smaller of which was not made by subtraction from 1, and logarithms
 * that go on where the numbers themselves underflow.
 *
 * @param lower probability up to the point
 * @param upper probability beyond it
 * @param logLower its logarithm
 * @param logUpper its logarithm
 * @param logSlope logarithm of the density times what the point's logarithm (or log odds) moves it by
 */
record Tails(double lower, double upper, double logLower, double logUpper, double logSlope) {
    static final Tails NONE = new Tails(0, 1, Double.NEGATIVE_INFINITY, 0, Double.NEGATIVE_INFINITY);
    static final Tails ALL = new Tails(1, 0, 0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    static Tails ofLower(double logLower, double logSlope) {
        double lower = Math.min(1, Math.exp(logLower));
        return new Tails(lower, 1 - lower, logLower, Math.log1p(-lower), logSlope);
    }

    Tails exchanged() {
        return new Tails(upper, lower, logUpper, logLower, logSlope);
    }
}
