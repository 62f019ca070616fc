package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.ProportionTests;
import io.jenkins.plugins.aidelivery.stats.TestResult;

/** The z test of one share, two-sided, with the variance pooled under equality. Its square is the chi-square statistic. */
public final class ProportionZ {
    private ProportionZ() {}

    /**
     * Whether the second of two categories is as frequent in both samples; the statistic is of reference minus current. One category
     * alone gives statistic 0 and p-value 1.
     *
     * @throws IllegalArgumentException if there are more than two
     */
    public static TestResult test(Categories categories) {
        if (categories.size() > 2) {
            throw new IllegalArgumentException("a z test of shares is for two categories, not for " + categories.size()
                    + "; use the chi-square test of homogeneity");
        }
        return categories.size() == 1
                ? new TestResult(0, 1)
                : ProportionTests.z(categories.reference(1), categories.n(), categories.current(1), categories.m());
    }
}
