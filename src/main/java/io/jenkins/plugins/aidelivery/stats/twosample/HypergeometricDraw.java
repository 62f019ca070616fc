package io.jenkins.plugins.aidelivery.stats.twosample;

/** Draws from the hypergeometric law: of things taken at random from a heap, how many are of one kind. */
final class HypergeometricDraw {
    /** Up to so many of the kind it is quicker to decide about each. */
    private static final int ONE_BY_ONE = 16;

    private static final int TABLE = 1024;

    private static final double[] LOG_FACTORIALS = new double[TABLE];

    static {
        for (int i = 2; i < TABLE; i++) {
            LOG_FACTORIALS[i] = LOG_FACTORIALS[i - 1] + Math.log(i);
        }
    }

    private HypergeometricDraw() {}

    /** Roughly how many random numbers' worth of work a draw is. */
    static double work(long kind, double share) {
        return kind <= ONE_BY_ONE ? kind : 40 + 2 * Math.sqrt(kind * share * (1 - share));
    }

    /**
     * @param kind things of the kind
     * @param heap all things, at least {@code kind}
     * @param taken how many are taken
     */
    static long next(Draws draws, long kind, long heap, long taken) {
        return kind <= ONE_BY_ONE ? oneByOne(draws, kind, heap, taken) : fromMode(draws, kind, heap, taken);
    }

    private static long oneByOne(Draws draws, long kind, long heap, long taken) {
        long drawn = 0;
        for (long i = 0; i < kind && drawn < taken; i++) {
            if (draws.uniform() * (heap - i) < taken - drawn) {
                drawn++;
            }
        }
        return drawn;
    }

    /** Inversion that looks at the most probable numbers first. */
    private static long fromMode(Draws draws, long kind, long heap, long taken) {
        long other = heap - kind;
        long least = Math.max(0, taken - other);
        long most = Math.min(kind, taken);
        long up = Math.max(least, Math.min(most, (long) ((taken + 1.0) * (kind + 1.0) / (heap + 2.0))));
        long down = up;
        double atUp = Math.exp(logChoose(kind, up) + logChoose(other, taken - up) - logChoose(heap, taken));
        double atDown = atUp;
        double rest = draws.uniform() - atUp;
        while (rest > 0) {
            double above = up < most ? atUp * (kind - up) / (up + 1.0) * (taken - up) / (other - taken + up + 1.0) : 0;
            double below = down > least
                    ? atDown * down / (kind - down + 1.0) * (other - taken + down) / (taken - down + 1.0)
                    : 0;
            // Only rounding leaves a rest when both ends have nothing more.
            if (above == 0 && below == 0) {
                return up;
            }
            if (above >= below) {
                up++;
                atUp = above;
                rest -= above;
                if (rest <= 0) {
                    return up;
                }
            } else {
                down--;
                atDown = below;
                rest -= below;
                if (rest <= 0) {
                    return down;
                }
            }
        }
        return up;
    }

    private static double logChoose(long n, long k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    private static double logFactorial(long n) {
        if (n < TABLE) {
            return LOG_FACTORIALS[(int) n];
        }
        double inverse = 1.0 / n;
        return (n + 0.5) * Math.log(n)
                - n
                + 0.5 * Math.log(2 * Math.PI)
                + inverse * (1.0 / 12 - inverse * inverse / 360);
    }
}
