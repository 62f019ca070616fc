package io.jenkins.plugins.aidelivery.stats;

/** How many observations a question needs. Results are rounded up; infinity says that no number would do. */
public final class SampleSize {
    /** From here on Student's and the normal distribution are the same to the last bit that matters. */
    private static final double MOST = 1e12;

    private SampleSize() {}

    /**
     * Trials at which a share's {@linkplain ProportionIntervals#wilson Wilson interval} leaves a limit on one side, if the
     * share stays as it is: {@code z² l (1 - l) / (share - l)²}.
     */
    public static double forShare(double share, double limit, double confidence) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1, not at " + share);
        }
        double z = Normal.critical(confidence);
        if (share == limit) {
            return Double.POSITIVE_INFINITY;
        }
        if (limit <= 0 || limit >= 1) {
            return 1;
        }
        double distance = share - limit;
        return Math.max(1, Math.ceil(z * z * limit * (1 - limit) / (distance * distance)));
    }

    /**
     * Observations at which a mean's t interval leaves a limit on one side, if mean and spread stay as they are.
     *
     * @param deviation standard deviation of one observation, 0 or more
     */
    public static double forMean(double mean, double limit, double deviation, double confidence) {
        double effect = Math.abs(mean - limit) / deviation;
        if (!(effect > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        if (effect == Double.POSITIVE_INFINITY) {
            return 2;
        }
        double z = Normal.critical(confidence) / effect;
        double least = Math.max(2, Math.ceil(z * z));
        if (least > MOST) {
            return least;
        }
        long n = (long) least;
        while (StudentT.critical(confidence, n - 1.0) > effect * Math.sqrt(n)) {
            n++;
        }
        return n;
    }

    /**
     * Trials in each of two groups with which a two-sided z test of their shares finds a difference with the given power:
     * variance pooled under equality, not under the alternative; no continuity correction (J. L. Fleiss 1981).
     *
     * @param alpha level of the test, 0 … 1
     * @param power 0 … 1
     */
    public static double perGroup(double share1, double share2, double alpha, double power) {
        if (share1 == share2) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.ceil(exactPerGroup(share1, share2, alpha, power));
    }

    static double exactPerGroup(double share1, double share2, double alpha, double power) {
        double mean = (share1 + share2) / 2;
        double chance = Normal.upperQuantile(alpha / 2) * Math.sqrt(2 * mean * (1 - mean));
        double found = Normal.quantile(power) * Math.sqrt(share1 * (1 - share1) + share2 * (1 - share2));
        double root = (chance + found) / (share1 - share2);
        return root * root;
    }
}
