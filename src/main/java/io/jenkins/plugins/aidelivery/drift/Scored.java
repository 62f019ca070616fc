package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.stats.twosample.Bracket;
import java.util.OptionalDouble;

/**
 * What a method found.
 *
 * @param bracket where the score lies
 * @param p how often chance alone gives as much
 * @param byChance the score that chance alone exceeds once in 1/α
 * @param detectable the smallest score that so many rows show in most cases
 */
record Scored(Bracket bracket, OptionalDouble p, OptionalDouble byChance, OptionalDouble detectable) {
    /** Of which nobody knows what so many rows show. */
    Scored(Bracket bracket, OptionalDouble p, OptionalDouble byChance) {
        this(bracket, p, byChance, OptionalDouble.empty());
    }

    static Scored of(double score, double p) {
        return new Scored(new Bracket(score, score), OptionalDouble.of(p), OptionalDouble.empty());
    }

    Scored chance(double quantile) {
        return new Scored(bracket, p, OptionalDouble.of(quantile), detectable);
    }

    Scored showing(OptionalDouble smallest) {
        return new Scored(bracket, p, byChance, smallest);
    }
}
