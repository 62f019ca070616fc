package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.ChiSquare;
import io.jenkins.plugins.aidelivery.stats.Sum;
import io.jenkins.plugins.aidelivery.stats.TestResult;

/**
 * K. Pearson's test that two samples of categories come from one distribution: both are random, which the test of fit
 * ignores, and then rejects up to a third of equal samples at 5 %. Statistic and p-value are those of scipy 1.17
 * {@code chi2_contingency(correction=False)}; one category alone gives statistic 0 and p-value 1.
 */
public final class ChiSquareHomogeneity {
    /** The expected count in a cell below which the chi-square law is not relied on (W. G. Cochran 1954). */
    public static final double LEAST_EXPECTED = 5;

    private ChiSquareHomogeneity() {}

    /** The test by the chi-square law with {@code categories - 1} degrees of freedom. */
    public static TestResult test(Categories categories) {
        return asymptotic(categories, 0);
    }

    /** The same with F. Yates' correction for two categories (1934): every cell is taken up to a half nearer to what was expected. */
    public static TestResult corrected(Categories categories) {
        return asymptotic(categories, 0.5);
    }

    /**
     * The test whose p-value can be relied on for any counts: by the chi-square law where every cell is expected to hold
     * {@value #LEAST_EXPECTED} or more, else by the law of the statistic among tables with the same margins.
     */
    public static TestResult reliable(Categories categories) {
        return leastExpected(categories) < LEAST_EXPECTED ? permuted(categories) : test(categories);
    }

    /**
     * The statistic with the p-value of its law among tables with the same margins: from {@value FixedMargins#TABLES} of them drawn
     * from a fixed seed, so that it is the same every time.
     */
    public static TestResult permuted(Categories categories) {
        double statistic = statistic(categories, 0);
        return new TestResult(statistic, categories.size() == 1 ? 1 : new FixedMargins(categories).pValue(statistic));
    }

    /** The smallest count that a cell would hold under equality. */
    public static double leastExpected(Categories categories) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < categories.size(); i++) {
            least = Math.min(least, Math.min(categories.expectedReference(i), categories.expectedCurrent(i)));
        }
        return least;
    }

    private static TestResult asymptotic(Categories categories, double correction) {
        int df = categories.size() - 1;
        if (df == 0) {
            return new TestResult(0, 1);
        }
        double statistic = statistic(categories, df == 1 ? correction : 0);
        return new TestResult(statistic, ChiSquare.sf(statistic, df));
    }

    static double statistic(Categories categories, double correction) {
        Sum sum = new Sum();
        for (int i = 0; i < categories.size(); i++) {
            sum.add(cell(categories.reference(i), categories.expectedReference(i), correction));
            sum.add(cell(categories.current(i), categories.expectedCurrent(i), correction));
        }
        return sum.value();
    }

    private static double cell(long seen, double expected, double correction) {
        double away = Math.abs(seen - expected);
        double rest = away - Math.min(correction, away);
        return rest * rest / expected;
    }
}
