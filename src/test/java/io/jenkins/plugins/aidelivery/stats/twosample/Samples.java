package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.SplittableRandom;

/** Random samples for simulations. */
final class Samples {
    private Samples() {}

    static double[] normal(SplittableRandom random, int size, double mean) {
        Draws draws = new Draws(random.nextLong());
        double[] sample = new double[size];
        for (int i = 0; i < size; i++) {
            sample[i] = mean + draws.normal();
        }
        return sample;
    }

    static long[] counts(SplittableRandom random, int size, double[] share) {
        long[] counts = new long[share.length];
        for (int i = 0; i < size; i++) {
            double u = random.nextDouble();
            int k = 0;
            while (k < share.length - 1 && u >= share[k]) {
                u -= share[k++];
            }
            counts[k]++;
        }
        return counts;
    }
}
