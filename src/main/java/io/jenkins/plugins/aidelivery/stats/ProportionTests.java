package io.jenkins.plugins.aidelivery.stats;

/** Significance tests of two independent proportions. */
public final class ProportionTests {
    /** The least expected count in a cell for which the normal approximation is used (W. G. Cochran 1954). */
    public static final double LEAST_EXPECTED = 5;

    private ProportionTests() {}

    /**
     * The z test with the variance pooled under equality. Counts may be fractions.
     *
     * @return p-value 1 and statistic 0 where nobody, or everybody, succeeded
     */
    public static TestResult z(double successes1, double trials1, double successes2, double trials2) {
        ProportionIntervals.check(successes1, trials1);
        ProportionIntervals.check(successes2, trials2);
        double failures = (trials1 - successes1) + (trials2 - successes2);
        double trials = trials1 + trials2;
        double variance = (successes1 + successes2) / trials * (failures / trials) * (1 / trials1 + 1 / trials2);
        if (!(variance > 0)) {
            return new TestResult(0, 1);
        }
        double z = (successes1 / trials1 - successes2 / trials2) / Math.sqrt(variance);
        return new TestResult(z, Normal.twoSided(z));
    }

    /** Fisher's exact test where a cell is expected to hold less than {@value #LEAST_EXPECTED}, else the z test. */
    public static TestResult test(long successes1, long trials1, long successes2, long trials2) {
        ProportionIntervals.check(successes1, trials1);
        ProportionIntervals.check(successes2, trials2);
        double successes = (double) successes1 + successes2;
        double trials = (double) trials1 + trials2;
        double least = Math.min(trials1, trials2) * (Math.min(successes, trials - successes) / trials);
        return least < LEAST_EXPECTED
                ? TestResult.exact(
                        FisherExact.twoSided(successes1, trials1 - successes1, successes2, trials2 - successes2))
                : z(successes1, trials1, successes2, trials2);
    }
}
