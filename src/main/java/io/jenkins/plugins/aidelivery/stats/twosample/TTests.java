package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Means;
import io.jenkins.plugins.aidelivery.stats.StudentT;
import io.jenkins.plugins.aidelivery.stats.TestResult;

/** Tests of equal means by Student's t distribution, two-sided; statistics are of the reference minus the current sample. */
public final class TTests {
    private TTests() {}

    /**
     * Student's test, which takes the variances for equal (scipy {@code ttest_ind}). Statistic 0 and p-value 1 where both samples
     * are one and the same constant, or have one observation each.
     */
    public static TestResult pooled(Pooled samples) {
        Moments reference = Moments.ofReference(samples);
        Moments current = Moments.ofCurrent(samples);
        double df = (double) samples.n() + samples.m() - 2;
        if (df == 0) {
            return new TestResult(0, 1);
        }
        double variance = (reference.squares() + current.squares()) / df;
        double error = Math.sqrt(variance / samples.effectiveSize());
        double difference = reference.mean() - current.mean();
        if (error == 0) {
            return difference == 0
                    ? new TestResult(0, 1)
                    : new TestResult(Math.copySign(Double.POSITIVE_INFINITY, difference), 0);
        }
        return new TestResult(difference / error, StudentT.twoSided(difference / error, df));
    }

    /**
     * Welch's test, which does not (scipy {@code ttest_ind(equal_var=False)}). Statistic 0 and p-value 1 where a sample has only
     * one observation, and so no variance.
     */
    public static TestResult welch(Pooled samples) {
        return Math.min(samples.n(), samples.m()) < 2
                ? new TestResult(0, 1)
                : Means.welch(sample(Moments.ofReference(samples)), sample(Moments.ofCurrent(samples)));
    }

    private static Means.Sample sample(Moments moments) {
        return new Means.Sample(moments.mean(), moments.squares() / (moments.n() - 1.0), moments.n());
    }
}
