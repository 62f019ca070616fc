package io.jenkins.plugins.aidelivery.stats.twosample;

/** The power of the Kolmogorov-Smirnov test where a normal distribution moves. */
record KolmogorovSmirnovPower() implements Power {
    /** A size at which the one-sample law is the limit. */
    private static final long LIMIT = 1_000_000_000_000L;

    /** Where D comes nearer to 1, the limit says nothing any more. */
    private static final double MOST = 0.95;

    /** The limit of D, times the root of the effective size, that chance reaches with probability alpha. */
    static double critical(double alpha) {
        return KolmogorovDistribution.upperQuantile(alpha, LIMIT) * Math.sqrt(LIMIT);
    }

    @Override
    public double rowsNeeded(double effect, double alpha, double power, double ratio) {
        Power.check(alpha, power);
        if (!(effect > 0 && effect < 1)) {
            throw new IllegalArgumentException("D lies between 0 and 1, not at " + effect);
        }
        double rows = rows(effect, critical(alpha), power, ratio);
        if (rows * Math.max(1, ratio) > KolmogorovSmirnov.MOST_EXACT) {
            return rows;
        }
        long n = (long) rows;
        double level = level(alpha, n, Math.max(1, Math.round(n * ratio)));
        return level > 0 ? Math.max(rows, rows(effect, critical(level), power, ratio)) : rows;
    }

    private static double rows(double d, double critical, double power, double ratio) {
        double root = BridgeCrossing.distance(d, critical, power) / d;
        return Power.rows(root * root, ratio);
    }

    /** The level that the lattice of small samples really leaves the test; 0 if it never rejects. */
    private static double level(double alpha, long n, long m) {
        double critical = KolmogorovSmirnov.critical(alpha, n, m);
        return critical > 1 ? 0 : KolmogorovSmirnov.pValue(critical, n, m);
    }

    @Override
    public double detectable(long n, long m, double alpha, double power) {
        Power.check(alpha, power);
        double level = level(alpha, n, m);
        if (level == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double critical = critical(level);
        double root = Math.sqrt(Counts.effectiveSize(n, m));
        double d = Math.min(MOST, (critical + 0.3) / root);
        for (int i = 0; i < 2; i++) {
            d = Math.min(MOST, BridgeCrossing.distance(d, critical, power) / root);
        }
        return d < MOST ? d : Double.POSITIVE_INFINITY;
    }
}
