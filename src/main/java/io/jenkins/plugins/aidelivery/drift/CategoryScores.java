package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Rule;
import io.jenkins.plugins.aidelivery.drift.Convention.Variant;
import io.jenkins.plugins.aidelivery.stats.FisherExact;
import io.jenkins.plugins.aidelivery.stats.TestResult;
import io.jenkins.plugins.aidelivery.stats.twosample.Categories;
import io.jenkins.plugins.aidelivery.stats.twosample.ChiSquareFit;
import io.jenkins.plugins.aidelivery.stats.twosample.ChiSquareHomogeneity;
import io.jenkins.plugins.aidelivery.stats.twosample.CramersV;
import io.jenkins.plugins.aidelivery.stats.twosample.Distances;
import io.jenkins.plugins.aidelivery.stats.twosample.LikelihoodRatio;
import io.jenkins.plugins.aidelivery.stats.twosample.NullQuantiles;
import io.jenkins.plugins.aidelivery.stats.twosample.ProportionZ;
import io.jenkins.plugins.aidelivery.stats.twosample.ZeroFill;
import java.util.OptionalDouble;

/** Scores of counted categories, or of numbers in bars. */
final class CategoryScores {
    private CategoryScores() {}

    static Scored score(Convention convention, long[] reference, long[] current, double alpha) {
        Categories counts = Categories.of(reference, current);
        return switch (convention.method()) {
            case CHI_SQUARE ->
                of(
                        convention.variant() == Variant.FIT
                                ? ChiSquareFit.test(counts)
                                : ChiSquareHomogeneity.reliable(counts));
            case G_TEST -> of(LikelihoodRatio.test(counts));
            case Z_TEST -> of(counts.size() == 2 ? ProportionZ.test(counts) : ChiSquareHomogeneity.reliable(counts));
            case FISHER -> fisher(counts);
            default -> distance(convention, counts, alpha);
        };
    }

    private static Scored of(TestResult test) {
        return Scored.of(Math.abs(test.statistic()), test.pValue());
    }

    private static Scored fisher(Categories counts) {
        if (counts.size() != 2) {
            TestResult test = ChiSquareHomogeneity.reliable(counts);
            return Scored.of(test.statistic(), test.pValue());
        }
        double p = FisherExact.twoSided(counts.reference(0), counts.reference(1), counts.current(0), counts.current(1));
        return Scored.of(1 - p, p);
    }

    /** Significance by chi-square, whose law the distances of counts share. */
    private static Scored distance(Convention convention, Categories counts, double alpha) {
        // Tables are drawn only if the verdict depends on them.
        double p = convention.rule() == Rule.EFFECT_AND_SIGNIFICANCE
                ? ChiSquareHomogeneity.reliable(counts).pValue()
                : ChiSquareHomogeneity.test(counts).pValue();
        Scored scored = Scored.of(distance(convention, counts), p)
                .showing(Detectable.ofCounts(convention, counts.size(), counts.n(), counts.m(), alpha));
        OptionalDouble quantile = byChance(convention, counts, alpha);
        return quantile.isPresent() ? scored.chance(quantile.getAsDouble()) : scored;
    }

    private static double distance(Convention convention, Categories counts) {
        double[] p = counts.referenceShares();
        double[] q = counts.currentShares();
        ZeroFill fill = switch (convention.variant()) {
            case EVIDENTLY_FILL -> ZeroFill.EVIDENTLY;
            case DEEPCHECKS_FLOOR -> ZeroFill.DEEPCHECKS;
            default -> ZeroFill.FLOOR_0_0001;
        };
        return switch (convention.method()) {
            case PSI -> Distances.psi(p, q, fill);
            case KULLBACK_LEIBLER -> Distances.kullbackLeibler(p, q, fill);
            case HELLINGER -> Distances.hellinger(p, q);
            case TOTAL_VARIATION -> Distances.totalVariation(p, q);
            case L_INFINITY -> Distances.lInfinity(p, q);
            case CRAMERS_V ->
                convention.variant() == Variant.CORRECTED ? CramersV.deepchecks(counts) : CramersV.plain(counts);
            case JENSEN_SHANNON ->
                switch (convention.variant()) {
                    case NATS -> Distances.jensenShannonDistance(p, q);
                    case DIVERGENCE_BITS -> Distances.jensenShannonDivergenceBase2(p, q);
                    default -> Distances.jensenShannonDistanceBase2(p, q);
                };
            default -> throw new IllegalArgumentException(convention.method() + " is no distance of categories");
        };
    }

    /** What equal samples give once in 1/α. */
    private static OptionalDouble byChance(Convention convention, Categories counts, double alpha) {
        int bins = counts.size();
        long n = counts.n();
        long m = counts.m();
        if (bins < 2) {
            return OptionalDouble.of(0);
        }
        double quantile = switch (convention.method()) {
            case PSI -> NullQuantiles.psi(alpha, bins, n, m);
            case KULLBACK_LEIBLER -> NullQuantiles.kullbackLeibler(alpha, bins, n, m);
            case HELLINGER -> NullQuantiles.hellinger(alpha, bins, n, m);
            case TOTAL_VARIATION -> NullQuantiles.totalVariation(alpha, counts);
            case L_INFINITY -> NullQuantiles.lInfinity(alpha, counts);
            case CRAMERS_V -> NullQuantiles.cramersV(alpha, bins, n, m);
            case JENSEN_SHANNON -> jensenShannonByChance(convention, counts, alpha);
            default -> Double.NaN;
        };
        return Double.isNaN(quantile) ? OptionalDouble.empty() : OptionalDouble.of(quantile);
    }

    private static double jensenShannonByChance(Convention convention, Categories counts, double alpha) {
        double divergence = NullQuantiles.jensenShannonDivergence(alpha, counts.size(), counts.n(), counts.m());
        return switch (convention.variant()) {
            case NATS -> Math.sqrt(divergence);
            case DIVERGENCE_BITS -> divergence / Math.log(2);
            default -> Math.sqrt(divergence / Math.log(2));
        };
    }
}
