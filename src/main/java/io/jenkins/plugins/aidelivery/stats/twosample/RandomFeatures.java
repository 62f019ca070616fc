package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * Random Fourier features (A. Rahimi and B. Recht, NIPS 2007): numbers of a vector whose products are about the Gaussian kernel
 * {@code exp(-‖x - y‖² / width²)} of two vectors, so that a kernel's means are means of plain numbers, which can be added. The
 * frequencies come from a fixed seed, and never change.
 */
public final class RandomFeatures {
    /** Frequencies; each gives a cosine and a sine. The kernel is off by a standard deviation of 1/16 at most. */
    private static final int FREQUENCIES = 128;

    /** How many numbers a vector gets. */
    public static final int SIZE = 2 * FREQUENCIES;

    private static final long SEED = 0x5eed_f0c5L;

    private final double[][] frequencies;

    /**
     * @param dimensions of the vectors
     * @param width more than 0
     */
    public RandomFeatures(int dimensions, double width) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("a kernel's width is more than 0");
        }
        Draws draws = new Draws(SEED);
        this.frequencies = new double[FREQUENCIES][dimensions];
        for (double[] frequency : frequencies) {
            for (int k = 0; k < dimensions; k++) {
                frequency[k] = draws.normal() * Math.sqrt(2) / width;
            }
        }
    }

    /** {@value #SIZE} numbers, whose squares have the sum 1. */
    public double[] of(double[] x) {
        double[] features = new double[SIZE];
        double unit = 1 / Math.sqrt(FREQUENCIES);
        for (int j = 0; j < FREQUENCIES; j++) {
            double angle = product(frequencies[j], x);
            features[2 * j] = unit * StrictMath.cos(angle);
            features[2 * j + 1] = unit * StrictMath.sin(angle);
        }
        return features;
    }

    /** In four sums, which is faster, and always the same four. */
    static double product(double[] one, double[] other) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int k = 0;
        for (; k + 3 < one.length; k += 4) {
            a += one[k] * other[k];
            b += one[k + 1] * other[k + 1];
            c += one[k + 2] * other[k + 2];
            d += one[k + 3] * other[k + 3];
        }
        for (; k < one.length; k++) {
            a += one[k] * other[k];
        }
        return a + b + (c + d);
    }

    public static double squaredDistance(double[] one, double[] other) {
        double sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += (one[k] - other[k]) * (one[k] - other[k]);
        }
        return sum;
    }
}
