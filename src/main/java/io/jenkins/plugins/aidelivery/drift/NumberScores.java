package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Binning;
import io.jenkins.plugins.aidelivery.stats.twosample.Bracket;
import io.jenkins.plugins.aidelivery.stats.twosample.KolmogorovSmirnov;
import java.util.OptionalDouble;

/** Scores of numbers. */
final class NumberScores {
    private NumberScores() {}

    static Scored score(Convention convention, NumberPair pair, double alpha) {
        return switch (convention.method()) {
            case KOLMOGOROV_SMIRNOV -> kolmogorovSmirnov(pair, alpha);
            default -> binned(convention, pair, alpha);
        };
    }

    private static Scored kolmogorovSmirnov(NumberPair pair, double alpha) {
        Bracket bracket = pair.largestDistance();
        // The p-value of the least that the difference can be: chance is not ruled out by what is not known.
        return new Scored(
                bracket,
                OptionalDouble.of(KolmogorovSmirnov.pValue(bracket.lo(), pair.n(), pair.m())),
                OptionalDouble.of(KolmogorovSmirnov.critical(alpha, pair.n(), pair.m())));
    }

    private static Scored binned(Convention convention, NumberPair pair, double alpha) {
        Binning binning = convention.binning() == Binning.NONE ? Binning.REFERENCE_DECILES : convention.binning();
        Bars bars = Bars.of(pair, binning);
        return CategoryScores.score(convention, bars.reference(), bars.current(), alpha);
    }
}
