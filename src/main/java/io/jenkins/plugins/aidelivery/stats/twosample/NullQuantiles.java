package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * The scores that equal samples reach with a given probability: the quantiles of {@link NullLaws}, which gives the sources.
 * Every {@code alpha} is 0 … 1, exclusive; {@code bins} are bins or categories.
 */
public final class NullQuantiles {
    private NullQuantiles() {}

    public static double kolmogorovSmirnov(double alpha, long n, long m) {
        return NullLaws.kolmogorovSmirnov(n, m).quantile(alpha);
    }

    public static double psi(double alpha, int bins, long n, long m) {
        return NullLaws.psi(bins, n, m).quantile(alpha);
    }

    public static double kullbackLeibler(double alpha, int bins, long n, long m) {
        return NullLaws.kullbackLeibler(bins, n, m).quantile(alpha);
    }

    public static double jensenShannonDivergence(double alpha, int bins, long n, long m) {
        return NullLaws.jensenShannonDivergence(bins, n, m).quantile(alpha);
    }

    public static double jensenShannonDistance(double alpha, int bins, long n, long m) {
        return NullLaws.jensenShannonDistance(bins, n, m).quantile(alpha);
    }

    public static double hellinger(double alpha, int bins, long n, long m) {
        return NullLaws.hellinger(bins, n, m).quantile(alpha);
    }

    public static double cramersV(double alpha, int bins, long n, long m) {
        return NullLaws.cramersV(bins, n, m).quantile(alpha);
    }

    public static double wassersteinNormed(double alpha, Pooled samples) {
        return NullLaws.wassersteinNormed(samples).quantile(alpha);
    }

    public static double energy(double alpha, Pooled samples) {
        return NullLaws.energy(samples).quantile(alpha);
    }

    public static double totalVariation(double alpha, Categories categories) {
        return NullLaws.totalVariation(categories).quantile(alpha);
    }

    public static double lInfinity(double alpha, Categories categories) {
        return NullLaws.lInfinity(categories).quantile(alpha);
    }
}
