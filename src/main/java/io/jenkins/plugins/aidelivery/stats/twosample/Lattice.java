package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * The points at which two empirical distribution functions can differ: multiples of {@code 1 / lcm(n, m)}. Differences are
 * taken in whole numbers, so that equal ones are the same double, and order and ties are exact, for up to
 * 3·10⁹ observations each; beyond, for samples without a common divisor, in doubles.
 */
final class Lattice {
    private final long n;
    private final long m;
    private final long stepN;
    private final long stepM;
    private final boolean whole;

    Lattice(long n, long m) {
        Counts.sizes(n, m);
        this.n = n;
        this.m = m;
        long divisor = divisor(n, m);
        this.stepN = n / divisor;
        this.stepM = m / divisor;
        this.whole = Math.multiplyHigh(stepN, m) == 0 && stepN * m >= 0;
    }

    private static long divisor(long one, long other) {
        return other == 0 ? one : divisor(other, one % other);
    }

    /** How many multiples there are up to 1; only where the sizes are moderate. */
    long points() {
        return Math.multiplyExact(stepN, m);
    }

    /** The difference of k multiples. */
    double at(long k) {
        return (double) k / points();
    }

    /** The multiple next to a difference of 0 … 1. */
    long nearest(double d) {
        return (long) Math.rint(d * points());
    }

    /** {@code inReference / n - inCurrent / m}. */
    double difference(long inReference, long inCurrent) {
        return whole
                ? (double) (inReference * stepM - inCurrent * stepN) / (stepN * m)
                : (double) inReference / n - (double) inCurrent / m;
    }
}
