package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.ChiSquare;
import io.jenkins.plugins.aidelivery.stats.TestResult;

/**
 * Whether the current sample fits the shares of the reference, which are taken for exact. They are not: equal samples of one size are
 * rejected at 5 % in about a third of all cases. Only for those who want the number that their tool gave them
 * ({@code scipy.stats.chisquare} with the reference scaled to the current size, as Evidently 0.7 calls it).
 */
public final class ChiSquareFit {
    private ChiSquareFit() {}

    /** Statistic infinity and p-value 0 where the current sample has a category that the reference lacks. */
    public static TestResult test(Categories categories) {
        double ratio = (double) categories.m() / categories.n();
        double statistic = 0;
        for (int i = 0; i < categories.size(); i++) {
            double expected = categories.reference(i) * ratio;
            double distance = categories.current(i) - expected;
            statistic += expected == 0 ? Double.POSITIVE_INFINITY : distance * distance / expected;
        }
        if (categories.size() < 2) {
            return new TestResult(0, 1);
        }
        return new TestResult(
                statistic,
                statistic == Double.POSITIVE_INFINITY ? 0 : ChiSquare.sf(statistic, categories.size() - 1.0));
    }
}
