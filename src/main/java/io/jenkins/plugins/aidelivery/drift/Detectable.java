package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.stats.twosample.Power;
import java.util.OptionalDouble;

/** The smallest difference that samples of some sizes show in most cases, in a method's own score; empty where nobody knows. */
final class Detectable {
    private Detectable() {}

    /** Of numbers, by the shape of difference that is hardest to find. */
    static OptionalDouble ofNumbers(long n, long m, double alpha) {
        return below(1, Power.kolmogorovSmirnovAtLeast().detectable(n, m, alpha, PerformanceJudge.POWER));
    }

    /**
     * Of counts.
     *
     * @param bins or categories that hold something
     */
    static OptionalDouble ofCounts(Convention convention, int bins, long n, long m, double alpha) {
        if (bins < 2) {
            return OptionalDouble.empty();
        }
        double power = PerformanceJudge.POWER;
        return switch (convention.method()) {
            case PSI -> OptionalDouble.of(Power.psi(bins).detectable(n, m, alpha, power));
            // Half of the index, where it is small.
            case KULLBACK_LEIBLER -> OptionalDouble.of(Power.psi(bins).detectable(n, m, alpha, power) / 2);
            // As the Jensen-Shannon distance, where it is small.
            case HELLINGER -> below(1, Power.jensenShannonDistance(bins).detectable(n, m, alpha, power));
            case JENSEN_SHANNON -> jensenShannon(convention, bins, n, m, alpha);
            case CRAMERS_V ->
                below(1, Power.chiSquare(bins).detectable(n, m, alpha, power) * Math.sqrt((double) n * m) / (n + m));
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble jensenShannon(Convention convention, int bins, long n, long m, double alpha) {
        double nats = Power.jensenShannonDistance(bins).detectable(n, m, alpha, PerformanceJudge.POWER);
        return switch (convention.variant()) {
            case NATS -> below(Math.sqrt(Math.log(2)), nats);
            case DIVERGENCE_BITS -> below(1, nats * nats / Math.log(2));
            default -> below(1, nats / Math.sqrt(Math.log(2)));
        };
    }

    private static OptionalDouble below(double most, double effect) {
        return effect < most ? OptionalDouble.of(effect) : OptionalDouble.empty();
    }
}
