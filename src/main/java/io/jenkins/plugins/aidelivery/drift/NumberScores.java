package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Binning;
import io.jenkins.plugins.aidelivery.drift.Convention.Rule;
import io.jenkins.plugins.aidelivery.stats.TestResult;
import io.jenkins.plugins.aidelivery.stats.twosample.AndersonDarling;
import io.jenkins.plugins.aidelivery.stats.twosample.Bracket;
import io.jenkins.plugins.aidelivery.stats.twosample.CramerVonMises;
import io.jenkins.plugins.aidelivery.stats.twosample.Energy;
import io.jenkins.plugins.aidelivery.stats.twosample.KolmogorovSmirnov;
import io.jenkins.plugins.aidelivery.stats.twosample.MannWhitney;
import io.jenkins.plugins.aidelivery.stats.twosample.NullQuantiles;
import io.jenkins.plugins.aidelivery.stats.twosample.TTests;
import io.jenkins.plugins.aidelivery.stats.twosample.Wasserstein;
import java.util.Optional;
import java.util.OptionalDouble;

/** Scores of numbers. */
final class NumberScores {
    private NumberScores() {}

    /** Empty if the numbers are so large that the score is beyond all doubles. */
    static Optional<Scored> score(Convention convention, NumberPair pair, double alpha) {
        return switch (convention.method()) {
            case KOLMOGOROV_SMIRNOV -> Optional.of(kolmogorovSmirnov(pair, alpha));
            case CRAMER_VON_MISES -> of(CramerVonMises.test(pair.pooled()));
            case ANDERSON_DARLING -> of(AndersonDarling.test(pair.pooled()));
            case MANN_WHITNEY -> of(MannWhitney.test(pair.pooled()));
            case T_TEST -> of(TTests.pooled(pair.pooled()));
            // Distances with the unit of the column; chance is judged by ranks.
            case WASSERSTEIN ->
                of(Wasserstein.normed(pair.pooled()), pair)
                        .map(scored -> convention.rule() == Rule.EFFECT_AND_SIGNIFICANCE
                                ? scored.chance(NullQuantiles.wassersteinNormed(alpha, pair.pooled()))
                                : scored);
            case WASSERSTEIN_RAW -> of(Wasserstein.statistic(pair.pooled()), pair);
            case ENERGY -> of(Energy.statistic(pair.pooled()), pair);
            default -> Optional.of(binned(convention, pair, alpha));
        };
    }

    private static Optional<Scored> of(TestResult test) {
        return of(Math.abs(test.statistic()), test.pValue());
    }

    private static Optional<Scored> of(double distance, NumberPair pair) {
        return of(distance, AndersonDarling.test(pair.pooled()).pValue());
    }

    private static Optional<Scored> of(double score, double p) {
        return Double.isFinite(score) ? Optional.of(Scored.of(score, p)) : Optional.empty();
    }

    private static Scored kolmogorovSmirnov(NumberPair pair, double alpha) {
        Bracket bracket = pair.largestDistance();
        // The p-value of the least that the difference can be: chance is not ruled out by what is not known.
        return new Scored(
                bracket,
                OptionalDouble.of(KolmogorovSmirnov.pValue(bracket.lo(), pair.n(), pair.m())),
                OptionalDouble.of(KolmogorovSmirnov.critical(alpha, pair.n(), pair.m())),
                Detectable.ofNumbers(pair.n(), pair.m(), alpha));
    }

    private static Scored binned(Convention convention, NumberPair pair, double alpha) {
        Binning binning = convention.binning() == Binning.NONE ? Binning.REFERENCE_DECILES : convention.binning();
        Bars bars = Bars.of(pair, binning);
        return CategoryScores.score(convention, bars.reference(), bars.current(), alpha);
    }
}
