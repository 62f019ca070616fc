package io.jenkins.plugins.aidelivery.stats;

/** Intervals and tests of means by Student's t distribution. */
public final class Means {
    private Means() {}

    /**
     * Interval of a mean.
     *
     * @param n observations, more than 1; may be an effective number
     * @param standardError of the mean, 0 or more
     */
    public static Interval interval(double mean, double n, double standardError, double confidence) {
        if (!(n > 1) || !(standardError >= 0)) {
            throw new IllegalArgumentException("no interval from n " + n + ", standard error " + standardError);
        }
        double half = StudentT.critical(confidence, n - 1) * standardError;
        return new Interval(mean - half, mean + half);
    }

    /**
     * A sample as far as a t test needs it.
     *
     * @param mean of the observations
     * @param variance of one observation (divided by n - 1), 0 or more
     * @param n observations, at least 2
     */
    public record Sample(double mean, double variance, long n) {
        public Sample {
            if (n < 2 || !(variance >= 0)) {
                throw new IllegalArgumentException("no sample: n " + n + ", variance " + variance);
            }
        }
    }

    /**
     * B. L. Welch's test (1947) of two means, with F. E. Satterthwaite's degrees of freedom.
     *
     * @return statistic of first minus second; 0 and p-value 1 where both are constant and equal
     */
    public static TestResult welch(Sample first, Sample second) {
        double u = first.variance() / first.n();
        double v = second.variance() / second.n();
        double df = (u + v) * (u + v) / (u * u / (first.n() - 1) + v * v / (second.n() - 1));
        return t(first.mean() - second.mean(), Math.sqrt(u + v), df);
    }

    /**
     * The paired test from the mean of the differences.
     *
     * @param n differences, more than 1
     * @param standardError of their mean
     */
    public static TestResult paired(double meanDifference, double n, double standardError) {
        if (!(n > 1) || !(standardError >= 0)) {
            throw new IllegalArgumentException("no test from n " + n + ", standard error " + standardError);
        }
        return t(meanDifference, standardError, n - 1);
    }

    private static TestResult t(double difference, double standardError, double df) {
        if (standardError == 0) {
            return difference == 0
                    ? new TestResult(0, 1)
                    : new TestResult(Math.copySign(Double.POSITIVE_INFINITY, difference), 0);
        }
        double statistic = difference / standardError;
        return new TestResult(statistic, StudentT.twoSided(statistic, df));
    }
}
