package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.ChiSquare;
import io.jenkins.plugins.aidelivery.stats.Sum;
import io.jenkins.plugins.aidelivery.stats.TestResult;

/** The G test of homogeneity, by the ratio of likelihoods (scipy {@code chi2_contingency(lambda_="log-likelihood", correction=False)}). */
public final class LikelihoodRatio {
    private LikelihoodRatio() {}

    /** {@code 2 Σ seen ln(seen / expected)} and its p-value by the chi-square law; one category alone gives 0 and 1. */
    public static TestResult test(Categories categories) {
        int df = categories.size() - 1;
        if (df == 0) {
            return new TestResult(0, 1);
        }
        Sum sum = new Sum();
        for (int i = 0; i < categories.size(); i++) {
            sum.add(cell(categories.reference(i), categories.expectedReference(i)));
            sum.add(cell(categories.current(i), categories.expectedCurrent(i)));
        }
        double statistic = Math.max(0, 2 * sum.value());
        return new TestResult(statistic, ChiSquare.sf(statistic, df));
    }

    /** Less what sums to 0 over all cells: otherwise large counts cancel. */
    private static double cell(long seen, double expected) {
        double away = seen - expected;
        return seen == 0 ? expected : seen * Math.log1p(away / expected) - away;
    }
}
