package io.jenkins.plugins.aidelivery.stats.sequential;

import java.util.Random;

/** Seeded counts of events, one interval after the other. */
final class Traffic {
    private final Random random;

    Traffic(long seed) {
        random = new Random(seed);
    }

    /** Independent events. */
    Arms interval(int canary, double canaryRate, int stable, double stableRate) {
        return new Arms(binomial(canary, canaryRate), canary, binomial(stable, stableRate), stable);
    }

    double gaussian() {
        return random.nextGaussian();
    }

    double uniform() {
        return random.nextDouble();
    }

    /** Marsaglia and Tsang (2000), for a shape of 1 or more; its mean is the shape. */
    double gamma(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** By waiting times between successes; for high rates those of failures. */
    int binomial(int n, double rate) {
        double p = Math.min(1, rate);
        if (p > 0.5) {
            return n - binomial(n, 1 - p);
        }
        if (p <= 0) {
            return 0;
        }
        double log = Math.log1p(-p);
        int successes = 0;
        double place = 0;
        while (true) {
            place += Math.floor(Math.log(1 - random.nextDouble()) / log) + 1;
            if (place > n) {
                return successes;
            }
            successes++;
        }
    }
}
