package io.jenkins.plugins.aidelivery.stats.twosample;

/** The law of D for two sizes. */
record KolmogorovSmirnovLaw(long n, long m) implements NullLaw {
    KolmogorovSmirnovLaw {
        Counts.sizes(n, m);
    }

    @Override
    public double quantile(double alpha) {
        return KolmogorovSmirnov.critical(alpha, n, m);
    }

    @Override
    public double pValue(double score) {
        return KolmogorovSmirnov.pValue(score, n, m);
    }
}
