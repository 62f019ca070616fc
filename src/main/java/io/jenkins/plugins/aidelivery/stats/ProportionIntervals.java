package io.jenkins.plugins.aidelivery.stats;

/**
 * Two-sided confidence intervals of proportions. Counts may be fractions: a weighted share has an effective number of
 * trials. Formulas: L. D. Brown, T. T. Cai, A. DasGupta, "Interval Estimation for a Binomial Proportion", Statistical
 * Science 16 (2001) 101; of differences: R. G. Newcombe, Statistics in Medicine 17 (1998) 873.
 *
 * <p>All methods throw IllegalArgumentException unless 0 ≤ successes ≤ trials, trials &gt; 0 and 0 &lt; confidence &lt; 1.
 */
public final class ProportionIntervals {
    private ProportionIntervals() {}

    /** E. B. Wilson's score interval (1927): what is used wherever nothing else is said. */
    public static Interval wilson(double successes, double trials, double confidence) {
        check(successes, trials);
        double z = Normal.critical(confidence);
        double p = successes / trials;
        double q = (trials - successes) / trials;
        double pull = z * z / trials;
        double centre = (p + pull / 2) / (1 + pull);
        double half = z / (1 + pull) * Math.sqrt(p * q / trials + pull / (4 * trials));
        // The ends are exact at 0 and at all; the difference of two equal numbers there would leave rounding.
        return Interval.around(
                successes == 0 ? 0 : Math.max(0, centre - half),
                p,
                successes == trials ? 1 : Math.min(1, centre + half));
    }

    /** C. Clopper and E. Pearson's interval (1934), which never covers less than it says, and mostly more. */
    public static Interval clopperPearson(double successes, double trials, double confidence) {
        check(successes, trials);
        double tail = (1 - Interval.checkedConfidence(confidence)) / 2;
        double failures = trials - successes;
        return new Interval(
                successes == 0 ? 0 : Beta.quantile(tail, successes, failures + 1),
                failures == 0 ? 1 : Beta.upperQuantile(tail, successes + 1, failures));
    }

    /** Equal-tailed interval under Jeffreys' prior, with ends 0 at no success and 1 at no failure (Brown et al.). */
    public static Interval jeffreys(double successes, double trials, double confidence) {
        check(successes, trials);
        double tail = (1 - Interval.checkedConfidence(confidence)) / 2;
        double failures = trials - successes;
        return new Interval(
                successes == 0 ? 0 : Beta.quantile(tail, successes + 0.5, failures + 0.5),
                failures == 0 ? 1 : Beta.upperQuantile(tail, successes + 0.5, failures + 0.5));
    }

    /** A. Agresti and B. Coull's interval (1998), cut to 0 … 1. */
    public static Interval agrestiCoull(double successes, double trials, double confidence) {
        check(successes, trials);
        double z = Normal.critical(confidence);
        double n = trials + z * z;
        double p = (successes + z * z / 2) / n;
        double half = z * Math.sqrt(p * (1 - p) / n);
        return new Interval(Math.max(0, p - half), Math.min(1, p + half));
    }

    /**
     * Interval of the difference of two independent proportions, first minus second: Newcombe's method 10, which puts two
     * Wilson intervals together, without continuity correction.
     */
    public static Interval newcombe(
            double successes1, double trials1, double successes2, double trials2, double confidence) {
        Interval first = wilson(successes1, trials1, confidence);
        Interval second = wilson(successes2, trials2, confidence);
        return ofDifference(successes1 / trials1, first, successes2 / trials2, second);
    }

    /**
     * Interval of the difference of two independent estimates from their own intervals, by the method of variance
     * estimates recovery (G. Zou and A. Donner, Statistics in Medicine 27, 2008).
     */
    public static Interval ofDifference(double value1, Interval interval1, double value2, Interval interval2) {
        double difference = value1 - value2;
        double down = Math.hypot(value1 - interval1.low(), interval2.high() - value2);
        double up = Math.hypot(interval1.high() - value1, value2 - interval2.low());
        return new Interval(difference - down, difference + up);
    }

    static void check(double successes, double trials) {
        if (!(trials > 0 && successes >= 0 && successes <= trials && trials < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(successes + " of " + trials + " is not a share");
        }
    }
}
