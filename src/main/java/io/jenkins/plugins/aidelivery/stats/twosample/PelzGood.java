package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * The law of Kolmogorov's two-sided statistic by W. Pelz and I. J. Good (Journal of the Royal Statistical Society B 38, 1976):
 * Kolmogorov's limit and three corrections in powers of {@code 1/√n}, in the form of theta series that converge
 * fast for a small argument.
 */
final class PelzGood {
    private static final double PI2 = Math.PI * Math.PI;
    private static final double PI4 = PI2 * PI2;
    private static final double PI6 = PI4 * PI2;

    /** Terms beyond it are below 1e-17 for every argument that matters (z up to 5). */
    private static final int TERMS = 20;

    private PelzGood() {}

    /** Probability of less than d. */
    static double cdf(double d, long n) {
        double root = Math.sqrt(n);
        double z = root * d;
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double limit = 0;
        double first = 0;
        double second = 0;
        double third = 0;
        for (int k = 0; k < TERMS; k++) {
            double h2 = (k + 0.5) * (k + 0.5);
            double h4 = h2 * h2;
            double odd = Math.exp(-PI2 * h2 / (2 * z2));
            limit += odd;
            first += odd * (PI2 * h2 - z2);
            second += odd * (6 * z6 + 2 * z4 + PI2 * h2 * (2 * z4 - 5 * z2) + PI4 * h4 * (1 - 2 * z2));
            third += odd
                    * (PI6 * h4 * h2 * (5 - 30 * z2)
                            + PI4 * h4 * (212 * z4 - 60 * z2)
                            + PI2 * h2 * (135 * z4 - 96 * z6)
                            - 30 * z6
                            - 90 * z6 * z2);
        }
        double secondEven = 0;
        double thirdEven = 0;
        for (int k = 1; k < TERMS; k++) {
            double k2 = (double) k * k;
            double even = Math.exp(-PI2 * k2 / (2 * z2));
            secondEven += even * PI2 * k2;
            thirdEven += even * (3 * PI2 * k2 * z2 - PI4 * k2 * k2);
        }
        // Each series runs over positive and negative k alike: hence twice the half that was summed.
        double half = 2 * Math.sqrt(Math.PI / 2);
        return half / z * limit
                + half * first / (6 * z4 * root)
                + half * (second / (72 * z6 * z) - secondEven / (36 * z2 * z)) / n
                + half * (third / (6480 * z6 * z4) + thirdEven / (216 * z6)) / (n * root);
    }
}
