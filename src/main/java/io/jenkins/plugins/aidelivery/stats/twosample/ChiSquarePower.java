package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.ChiSquare;

/**
 * The power of the chi-square test: its statistic has the noncentral law with noncentrality {@code nm / (n + m) · w²}
 * (J. Cohen, Statistical Power Analysis, 1988).
 */
record ChiSquarePower(int df) implements Power {
    ChiSquarePower {
        if (df < 1) {
            throw new IllegalArgumentException("a difference needs two categories or more, not " + (df + 1));
        }
    }

    @Override
    public double rowsNeeded(double effect, double alpha, double power, double ratio) {
        double w = Power.positive(effect);
        return Power.rows(noncentrality(alpha, power) / (w * w), ratio);
    }

    @Override
    public double detectable(long n, long m, double alpha, double power) {
        return Math.sqrt(noncentrality(alpha, power) / Counts.effectiveSize(n, m));
    }

    private double noncentrality(double alpha, double power) {
        Power.check(alpha, power);
        double critical = ChiSquare.upperQuantile(alpha, df);
        return RootSearch.of(noncentrality -> beyond(critical, noncentrality) - power, df + 5);
    }

    /** The noncentral tail: a Poisson mixture of central ones, from its most frequent part outwards. */
    double beyond(double x, double noncentrality) {
        double mean = noncentrality / 2;
        int mode = (int) mean;
        double sum = 0;
        double weights = 0;
        double weight = 1;
        for (int i = mode; i >= 0 && weight > 1e-16; i--) {
            sum += weight * ChiSquare.sf(x, df + 2.0 * i);
            weights += weight;
            weight *= i / mean;
        }
        weight = mean / (mode + 1);
        for (int i = mode + 1; weight > 1e-16; i++) {
            sum += weight * ChiSquare.sf(x, df + 2.0 * i);
            weights += weight;
            weight *= mean / (i + 1);
        }
        return sum / weights;
    }
}
