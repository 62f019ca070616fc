package io.jenkins.plugins.aidelivery.stats.sequential;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How long a phase must bake until {@link GuardedRatioTest} sees harm that is there: by trying it on {@value #RUNS} seeded rollouts with independent
 * events, so the same question has the same answer, within about 3 points of power. Bursts take longer. Takes a second at worst.
 */
public final class BakePlan {
    private static final int RUNS = 400;

    /** Variance of a count from which on its law is taken as normal. */
    private static final double MANY = 50;

    private BakePlan() {}

    /**
     * What is there to see in one interval.
     *
     * @param canary requests, more than 0
     * @param stable requests, more than 0
     * @param rate of events on the stable side, between 0 and 1
     */
    public record Traffic(double canary, double stable, double rate) {
        public Traffic {
            if (!(canary > 0 && stable > 0 && canary + stable < Double.POSITIVE_INFINITY && rate > 0 && rate < 1)) {
                throw new IllegalArgumentException("both sides need requests, and a rate lies between 0 and 1: "
                        + canary + " and " + stable + " requests, rate " + rate);
            }
        }

        /** From requests per second. */
        public static Traffic perSecond(double canary, double stable, double rate, Duration interval) {
            double seconds = interval.toMillis() / 1000.0;
            return new Traffic(canary * seconds, stable * seconds, rate);
        }
    }

    /**
     * What is to be seen, and how surely.
     *
     * @param ratio of the canary's rate to the stable one, more than 0
     * @param delta by how much it may be worse, as of {@link GuardedRatioTest}
     * @param alpha the level of the test, between 0 and 1
     */
    public record Harm(MoreIs moreIs, double ratio, double delta, double alpha) {
        public Harm {
            if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a ratio of rates is more than 0, not " + ratio);
            }
            BoundedMeanSequence.checkedLevel(alpha);
        }
    }

    /**
     * How long it takes.
     *
     * @param intervals until harm is seen as surely as was asked for; empty if that is longer than can be waited
     * @param powerAtMost the part of rollouts in which it is seen in the longest time that can be waited
     */
    public record Answer(OptionalInt intervals, double powerAtMost) {}

    /**
     * @param power the part of rollouts in which it must be seen by then, between 0 and 1, such as 0.8
     * @param most intervals that can be waited, 1 or more
     */
    public static Answer until(Traffic traffic, Harm harm, double power, int most) {
        if (!(power > 0 && power < 1 && most >= 1)) {
            throw new IllegalArgumentException(
                    "power lies between 0 and 1, and waiting takes an interval or more: " + power + ", " + most);
        }
        int[] stops = stops(traffic, harm, most);
        int needed = (int) Math.ceil(power * RUNS);
        return new Answer(
                stops.length >= needed ? OptionalInt.of(stops[needed - 1]) : OptionalInt.empty(),
                (double) stops.length / RUNS);
    }

    /** The interval of the alarm in each rollout, ascending; those without one are missing. */
    private static int[] stops(Traffic traffic, Harm harm, int most) {
        return IntStream.range(0, RUNS)
                .map(run -> stop(new Random(run * 7919L + 1), traffic, harm, most))
                .filter(stop -> stop <= most)
                .sorted()
                .toArray();
    }

    private static int stop(Random random, Traffic traffic, Harm harm, int most) {
        RateEvidence evidence = new RatioBounds(harm.moreIs(), harm.delta(), harm.delta()).harm();
        RecentIntervals recent = new RecentIntervals();
        double enough = -Math.log(harm.alpha());
        double canaryRate = Math.min(1, traffic.rate() * harm.ratio());
        for (int look = 1; look <= most; look++) {
            Arms interval = new Arms(
                    count(random, traffic.canary(), canaryRate),
                    traffic.canary(),
                    count(random, traffic.stable(), traffic.rate()),
                    traffic.stable());
            evidence.add(interval);
            recent.add(interval);
            // A dispersion of 1 or more takes evidence away, so it isn't needed where there is not enough.
            if (evidence.logE(1) >= enough && evidence.logE(Dispersion.of(recent.intervals())) >= enough) {
                return look;
            }
        }
        return most + 1;
    }

    /** Binomial; requests need not be whole, as they are a mean. */
    private static double count(Random random, double requests, double rate) {
        double variance = requests * rate * (1 - rate);
        double count = variance > MANY
                ? Math.rint(requests * rate + Math.sqrt(variance) * random.nextGaussian())
                : poisson(random, requests * rate);
        return Math.max(0, Math.min(requests, count));
    }

    /** By waiting times. */
    private static double poisson(Random random, double mean) {
        double count = -1;
        for (double time = 0; time <= mean; count++) {
            time -= Math.log(1 - random.nextDouble());
        }
        return count;
    }
}
