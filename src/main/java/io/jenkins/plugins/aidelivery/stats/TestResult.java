package io.jenkins.plugins.aidelivery.stats;

/**
 * What a significance test found.
 *
 * @param statistic in the test's own scale; NaN for exact tests without one
 * @param pValue two-sided, 0 … 1: how often chance alone gives at least this
 */
public record TestResult(double statistic, double pValue) {
    static TestResult exact(double pValue) {
        return new TestResult(Double.NaN, pValue);
    }
}
