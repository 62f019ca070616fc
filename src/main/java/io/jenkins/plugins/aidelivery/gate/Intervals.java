package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.ProportionIntervals;
import io.jenkins.plugins.aidelivery.stats.StudentT;
import java.util.Optional;

/** Confidence intervals of measures, as far as it is known how they came about. */
final class Intervals {
    private Intervals() {}

    /**
     * Two-sided; Wilson for shares, Student for means, Newcombe for differences of shares. It ends where the values end
     * that the measure can have: a share is never above 1, the largest gap between groups never below 0.
     */
    static Optional<Interval> of(Amount amount, double confidence) {
        double value = amount.value();
        // A value beyond is not what its unit says, but it stays in its interval.
        double least = Math.min(value, leastOf(amount));
        double most = Math.max(value, mostOf(amount));
        return unbounded(amount, confidence)
                .map(interval -> new Interval(Math.max(least, interval.low()), Math.min(most, interval.high())));
    }

    private static double leastOf(Amount amount) {
        return switch (amount.unit()) {
            case RATIO, COUNT, SECONDS, BYTES, PER_SECOND, POINTS -> 0;
            case NUMBER, DOLLARS -> amount.sampling() instanceof Sampling.Difference ? 0 : Double.NEGATIVE_INFINITY;
        };
    }

    private static double mostOf(Amount amount) {
        if (amount.unit() == Unit.POINTS) {
            return 100;
        }
        // An error in per cent of what was to be predicted can be above 1.
        boolean share = amount.unit() == Unit.RATIO && amount.direction() == Direction.HIGHER;
        return share ? 1 : Double.POSITIVE_INFINITY;
    }

    /** The same without an end, as it is needed to compute on. */
    static Optional<Interval> unbounded(Amount amount, double confidence) {
        double value = amount.value();
        Sampling sampling = amount.sampling();
        if (!amount.isPresent()) {
            return Optional.empty();
        }
        if (sampling instanceof Sampling.Counts counts) {
            return Optional.of(ProportionIntervals.wilson(counts.successes(), counts.trials(), confidence));
        }
        if (sampling instanceof Sampling.Share share) {
            double trials = share.effectiveTrials();
            return Optional.of(ProportionIntervals.wilson(clamp(value) * trials, trials, confidence));
        }
        if (sampling instanceof Sampling.Difference difference) {
            return Optional.of(newcombe(difference.high(), difference.low(), confidence));
        }
        if (sampling instanceof Sampling.Mean mean) {
            if (mean.standardError() == 0 && amount.unit() == Unit.RATIO && (value == 0 || value == 1)) {
                // All alike says something about the next one only through how many there were.
                return Optional.of(ProportionIntervals.wilson(value * mean.n(), mean.n(), confidence));
            }
            return around(value, mean, confidence);
        }
        return Optional.empty();
    }

    /**
     * Observations from which on an interval would leave a bound out, if the value stayed what it is: Wilson's score test
     * solved for n, so exact for a share.
     *
     * @return empty where the interval is of another kind
     */
    static Optional<Double> trialsFor(Amount amount, double bound, double confidence) {
        double z = StudentT.quantile(1 - (1 - confidence) / 2, Double.POSITIVE_INFINITY);
        double trials = z * z * bound * (1 - bound) / Math.pow(amount.value() - bound, 2);
        if (amount.sampling() instanceof Sampling.Counts) {
            return Optional.of(trials);
        }
        if (amount.sampling() instanceof Sampling.Share share) {
            return Optional.of(trials * share.n() / share.effectiveTrials());
        }
        return Optional.empty();
    }

    /** Observations behind a value; 0 if nobody said. */
    static long observations(Amount amount) {
        Sampling sampling = amount.sampling();
        if (sampling instanceof Sampling.Counts counts) {
            return counts.trials();
        }
        if (sampling instanceof Sampling.Share share) {
            return share.n();
        }
        if (sampling instanceof Sampling.Mean mean) {
            return mean.n();
        }
        if (sampling instanceof Sampling.Difference difference) {
            return difference.high().trials() + difference.low().trials();
        }
        return 0;
    }

    /** Of candidate minus baseline on two separate samples: Newcombe for two shares, else by the two standard errors. */
    static Optional<Interval> ofDifference(Amount candidate, Amount baseline, double confidence) {
        Optional<Interval> mine = unbounded(candidate, confidence);
        Optional<Interval> theirs = unbounded(baseline, confidence);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        // Newcombe's method 10 (1998), and Donner & Zou's MOVER (2012) in general: each side contributes its own
        // interval's half that points towards the other.
        double difference = candidate.value() - baseline.value();
        double down =
                Math.hypot(candidate.value() - mine.get().low(), theirs.get().high() - baseline.value());
        double up = Math.hypot(
                mine.get().high() - candidate.value(),
                baseline.value() - theirs.get().low());
        return Optional.of(new Interval(difference - down, difference + up));
    }

    /** Of candidate minus baseline on the same rows. */
    static Optional<Interval> ofDifference(Paired paired, double confidence) {
        return around(paired.difference(), paired.precision(), confidence);
    }

    private static Optional<Interval> around(double value, Sampling.Mean mean, double confidence) {
        if (mean.n() < 2) {
            return Optional.empty();
        }
        double half = StudentT.quantile(1 - (1 - confidence) / 2, mean.n() - 1.0) * mean.standardError();
        return Optional.of(new Interval(value - half, value + half));
    }

    private static Interval newcombe(Sampling.Counts high, Sampling.Counts low, double confidence) {
        return ProportionIntervals.newcombe(high.successes(), high.trials(), low.successes(), low.trials(), confidence);
    }

    private static double clamp(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
