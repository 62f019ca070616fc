package io.jenkins.plugins.aidelivery.stats.sequential;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rollouts whose truth is known, judged 120 times each at a level of 1 %: how often, and after how many intervals, is harm seen?
 *
 * @param delta by how much the ratio of rates may be worse
 * @param guarded whether counts are divided by their dispersion
 */
public record OperatingCase(
        Rates rates, int canary, int stable, double canaryRate, double stableRate, double delta, boolean guarded) {
    private static final int LOOKS = 120;
    private static final double ALPHA = 0.01;

    /** How rates change from interval to interval, around means that stay. */
    public enum Rates {
        CONSTANT("constant", 0),
        /** An AR(1) with a coefficient of 0.8 for the logarithm. */
        SHARED_DRIFT("drift of both sides together", 0.8),
        DRIFT("drift of each side by itself", 0.5),
        /** A gamma variate of shape 1.1 for each side and interval. */
        BURSTS("bursts of each side by itself", 0);

        private final String words;
        private final double deviation;

        Rates(String words, double deviation) {
            this.words = words;
            this.deviation = deviation;
        }
    }

    /**
     * What was seen.
     *
     * @param stops the interval of the alarm in each run, ascending; {@value #NEVER} for none
     */
    public record Outcome(int[] stops) {
        static final int NEVER = Integer.MAX_VALUE;

        public double alarms() {
            return Arrays.stream(stops).filter(stop -> stop != NEVER).count() / (double) stops.length;
        }

        /** Intervals until so many of all runs had an alarm, or {@value #NEVER}. */
        public int quantile(double part) {
            return stops[(int) Math.min(stops.length - 1L, Math.round(part * stops.length))];
        }

        @Override
        public String toString() {
            return String.format(
                    java.util.Locale.ROOT, "%.2f %% | %s | %s", 100 * alarms(), interval(0.5), interval(0.9));
        }

        private String interval(double part) {
            return quantile(part) == NEVER ? "–" : Integer.toString(quantile(part));
        }
    }

    private static OperatingCase equal(Rates rates, int canary, int stable, double delta, boolean guarded) {
        return new OperatingCase(rates, canary, stable, 0.01, 0.01, delta, guarded);
    }

    public static OperatingCase falseAlarms(Rates rates, int canary, int stable, boolean guarded) {
        return equal(rates, canary, stable, 0.25, guarded);
    }

    public static OperatingCase noMargin(int canary, int stable) {
        return equal(Rates.CONSTANT, canary, stable, 0, false);
    }

    public static OperatingCase harm(
            Rates rates, int canary, int stable, double canaryRate, double stableRate, boolean guarded) {
        return new OperatingCase(rates, canary, stable, canaryRate, stableRate, 0.25, guarded);
    }

    /** All rows that are reported, in order. */
    public static List<OperatingCase> all() {
        return List.of(
                noMargin(100, 100),
                noMargin(100, 1900),
                noMargin(10, 990),
                falseAlarms(Rates.SHARED_DRIFT, 100, 1900, false),
                falseAlarms(Rates.SHARED_DRIFT, 100, 1900, true),
                falseAlarms(Rates.BURSTS, 100, 1900, false),
                falseAlarms(Rates.BURSTS, 1000, 19_000, false),
                falseAlarms(Rates.BURSTS, 100, 1900, true),
                falseAlarms(Rates.BURSTS, 1000, 19_000, true),
                falseAlarms(Rates.DRIFT, 100, 1900, false),
                falseAlarms(Rates.DRIFT, 1000, 19_000, false),
                falseAlarms(Rates.DRIFT, 100, 1900, true),
                falseAlarms(Rates.DRIFT, 1000, 19_000, true),
                harm(Rates.CONSTANT, 100, 1900, 0.05, 0.01, false),
                harm(Rates.CONSTANT, 100, 1900, 0.05, 0.01, true),
                harm(Rates.BURSTS, 100, 1900, 0.05, 0.01, true),
                harm(Rates.CONSTANT, 100, 1900, 0.02, 0.01, false),
                harm(Rates.CONSTANT, 100, 1900, 0.01, 0.001, false),
                harm(Rates.CONSTANT, 10, 990, 0.05, 0.01, false),
                harm(Rates.CONSTANT, 200, 200, 0.01, 0.002, false),
                harm(Rates.CONSTANT, 1000, 19_000, 0.02, 0.01, true),
                harm(Rates.DRIFT, 1000, 19_000, 0.02, 0.01, true),
                harm(Rates.BURSTS, 1000, 19_000, 0.02, 0.01, true));
    }

    public Outcome simulate(int runs) {
        return new Outcome(
                IntStream.range(0, runs).parallel().map(this::stop).sorted().toArray());
    }

    private int stop(int run) {
        Traffic traffic = new Traffic(run * 7919L + hashCodeOfNumbers());
        double[] logs = {traffic.gaussian(), traffic.gaussian()};
        RatioEvidence evidence = RatioEvidence.above(1 + delta, (1 + delta) * RatioBounds.REACH);
        RecentIntervals recent = new RecentIntervals();
        for (int look = 1; look <= LOOKS; look++) {
            Arms interval = interval(traffic, logs);
            evidence.add(interval);
            recent.add(interval);
            double enough = -Math.log(ALPHA);
            // Dispersion only takes from evidence, so it isn't needed where there is not enough.
            if (evidence.logE(1) >= enough
                    && (!guarded || evidence.logE(Dispersion.of(recent.intervals())) >= enough)) {
                return look;
            }
        }
        return Outcome.NEVER;
    }

    /** Of enumerations hash codes differ from run to run. */
    private int hashCodeOfNumbers() {
        return List.of(rates.ordinal(), canary, stable, canaryRate, stableRate, delta)
                .hashCode();
    }

    private Arms interval(Traffic traffic, double[] logs) {
        for (int side = 0; side < 2; side++) {
            logs[side] = 0.8 * logs[side] + 0.6 * traffic.gaussian();
        }
        double drift = rates.deviation;
        return switch (rates) {
            case CONSTANT -> traffic.interval(canary, canaryRate, stable, stableRate);
            case SHARED_DRIFT ->
                traffic.interval(
                        canary,
                        canaryRate * lognormal(drift * logs[0], drift),
                        stable,
                        stableRate * lognormal(drift * logs[0], drift));
            case DRIFT ->
                traffic.interval(
                        canary,
                        canaryRate * lognormal(drift * logs[0], drift),
                        stable,
                        stableRate * lognormal(drift * logs[1], drift));
            case BURSTS ->
                traffic.interval(
                        canary, canaryRate * traffic.gamma(1.1) / 1.1, stable, stableRate * traffic.gamma(1.1) / 1.1);
        };
    }

    /** With a mean of 1. */
    private static double lognormal(double log, double deviation) {
        return Math.exp(log - deviation * deviation / 2);
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%s %% against %s %%, %d against %d requests, margin %s, %s, %s",
                100 * canaryRate,
                100 * stableRate,
                canary,
                stable,
                delta,
                rates.words,
                guarded ? "guarded" : "plain");
    }
}
