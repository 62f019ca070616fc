package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Sum;
import io.jenkins.plugins.aidelivery.stats.TestResult;

/**
 * The two-sample test of T. W. Anderson and D. A. Darling as F. W. Scholz and M. A. Stephens give it (Journal of the American Statistical
 * Association 82, 1987), with midranks for ties: like Cramér and von Mises', with more weight on the tails. The statistic is A² less its mean, over its standard deviation.
 */
public final class AndersonDarling {
    /** Standard normal points and coefficients of Scholz and Stephens' Table 2, for two samples: at {@link #LEVELS}. */
    private static final double[] CRITICAL = {
        0.675 - 0.245 - 0.105,
        1.281 + 0.25 - 0.305,
        1.645 + 0.678 - 0.362,
        1.96 + 1.149 - 0.391,
        2.326 + 1.822 - 0.396,
        2.573 + 2.364 - 0.345,
        3.085 + 3.615 - 0.154
    };

    private static final double[] LEVELS = {0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001};

    private static final Parabola LOG_P = Parabola.through(CRITICAL, logarithms(LEVELS));

    /** Of the law in the limit, {@code 2 Σ 1/(j(j+1))²}. */
    private static final double LIMIT_VARIANCE = 2 * (Math.PI * Math.PI / 3 - 3);

    private AndersonDarling() {}

    /**
     * The p-value lies on a parabola through the seven critical values of the paper, and is never above 0.25 or below 0.001 (scipy 1.17
     * {@code anderson_ksamp}): to be compared with thresholds that were made for it.
     */
    public static TestResult interpolated(Pooled samples) {
        if (isTooSmall(samples)) {
            return new TestResult(Double.NaN, LEVELS[0]);
        }
        double statistic = statistic(samples);
        if (statistic < CRITICAL[0]) {
            return new TestResult(statistic, LEVELS[0]);
        }
        boolean beyond = statistic > CRITICAL[CRITICAL.length - 1];
        return new TestResult(statistic, beyond ? LEVELS[LEVELS.length - 1] : Math.exp(LOG_P.at(statistic)));
    }

    /**
     * The p-value is that of the limit, with the statistic's mean and variance fitted to the samples' sizes: it goes on above 0.25 and
     * below 0.001. Statistic NaN and p-value 1 for fewer than four observations in all.
     */
    public static TestResult test(Pooled samples) {
        if (isTooSmall(samples)) {
            return new TestResult(Double.NaN, 1);
        }
        double statistic = statistic(samples);
        return new TestResult(statistic, LimitLaw.ANDERSON_DARLING.sf(1 + statistic * Math.sqrt(LIMIT_VARIANCE)));
    }

    private static boolean isTooSmall(Pooled samples) {
        return samples.n() + samples.m() < 4;
    }

    private static double statistic(Pooled samples) {
        return (squares(samples) - 1) / Math.sqrt(variance(samples.n(), samples.m()));
    }

    /** A², with mean 1 under equality. */
    private static double squares(Pooled samples) {
        Sum sum = new Sum();
        double n = samples.n();
        double m = samples.m();
        double all = n + m;
        double inReference = 0;
        double before = 0;
        for (int i = 0; i < samples.size(); i++) {
            double here = (double) samples.reference(i) + samples.current(i);
            double place = before + here / 2;
            double away = all * (inReference + samples.reference(i) / 2.0) - place * n;
            double spread = place * (all - place) - all * here / 4;
            // What the current sample is away is as much on the other side. One value alone has no spread, and is not
            // away.
            if (spread > 0) {
                sum.add(here / all * away * away / spread);
            }
            inReference += samples.reference(i);
            before += here;
        }
        return sum.value() * (1 / n + 1 / m) * (all - 1) / all;
    }

    /** Of A² under equality, equation 4 of the paper for two samples. */
    private static double variance(double n, double m) {
        double all = n + m;
        double sizes = 1 / n + 1 / m;
        double h = harmonic(all - 1, 1);
        // Σ_{i<j} 1/((N - i) j) of the paper, in closed form.
        double g = harmonic(all - 1, 2) - 2 * h / all;
        double a = 4 * g - 6 + (10 - 6 * g) * sizes;
        double b = 8 * g - 16 + 16 * h + (2 * g - 14 * h - 4) * sizes - 8 * h + 4 * g - 6;
        double c = 4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * sizes + 4 * h;
        double d = 4 * (2 * h + 6) - 8 * h;
        return (((a * all + b) * all + c) * all + d) / ((all - 1) * (all - 2) * (all - 3));
    }

    /** {@code Σ 1/i^power} for i up to k and a power of 1 or 2, from the smallest term on, the end of a long sum by its integral. */
    static double harmonic(double k, int power) {
        int few = (int) Math.min(k, 1000);
        double sum = 0;
        for (int i = few; i >= 1; i--) {
            sum += 1 / (power == 1 ? i : (double) i * i);
        }
        if (k == few) {
            return sum;
        }
        // Euler and Maclaurin's formula; what follows is below 1e-14.
        double ends = (Math.pow(k, -power) - Math.pow(few, -power)) / 2;
        double slopes = power * (Math.pow(few, -power - 1.0) - Math.pow(k, -power - 1.0)) / 12;
        return sum + (power == 1 ? Math.log(k / few) : 1.0 / few - 1 / k) + ends + slopes;
    }

    private static double[] logarithms(double[] values) {
        double[] logarithms = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = Math.log(values[i]);
        }
        return logarithms;
    }
}
