package io.jenkins.plugins.aidelivery.stats;

/**
 * McNemar's test of two classifiers on the same rows (Q. McNemar, Psychometrika 12, 1947): only the rows where one is
 * right and the other wrong speak.
 */
public final class McNemar {
    /** Discordant rows below which the normal approximation is not used (statsmodels', and most textbooks', rule). */
    public static final long EXACT_BELOW = 25;

    private McNemar() {}

    /** The two-sided binomial test of the discordant rows against one half. */
    public static TestResult exact(long onlyFirstRight, long onlySecondRight) {
        long discordant = checkedSum(onlyFirstRight, onlySecondRight);
        long fewer = Math.min(onlyFirstRight, onlySecondRight);
        return TestResult.exact(Math.min(1, 2 * Binomial.cdf(fewer, discordant, 0.5)));
    }

    /** The exact test less half of the probability of what was seen (Fagerland, Lydersen, Laake 2013): less careful. */
    public static TestResult midP(long onlyFirstRight, long onlySecondRight) {
        long discordant = checkedSum(onlyFirstRight, onlySecondRight);
        long fewer = Math.min(onlyFirstRight, onlySecondRight);
        double p = 2 * Binomial.cdf(fewer, discordant, 0.5) - Binomial.pmf(fewer, discordant, 0.5);
        return TestResult.exact(Math.min(1, p));
    }

    /** The statistic {@code (b - c)² / (b + c)} against chi-square, without continuity correction. */
    public static TestResult asymptotic(long onlyFirstRight, long onlySecondRight) {
        double discordant = checkedSum(onlyFirstRight, onlySecondRight);
        if (discordant == 0) {
            return new TestResult(0, 1);
        }
        double z = ((double) onlyFirstRight - onlySecondRight) / Math.sqrt(discordant);
        return new TestResult(z * z, Normal.twoSided(z));
    }

    /** The exact test below {@value #EXACT_BELOW} discordant rows, the asymptotic one from there on. */
    public static TestResult test(long onlyFirstRight, long onlySecondRight) {
        return checkedSum(onlyFirstRight, onlySecondRight) < EXACT_BELOW
                ? exact(onlyFirstRight, onlySecondRight)
                : asymptotic(onlyFirstRight, onlySecondRight);
    }

    private static long checkedSum(long first, long second) {
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("counts are not negative");
        }
        return first + second;
    }
}
