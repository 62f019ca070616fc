package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.function.ToDoubleFunction;

/**
 * The laws of scores under equality, by sample sizes: the base of thresholds that know how much of a score is chance. Distances of shares
 * have a chi-square law because each is, for small differences, a multiple of {@code w² = Σ (p - q)² / p̄}
 * (F. Liese and I. Vajda, Convex Statistical Distances, 1987), and {@code nm / (n + m) · w²} is the statistic of homogeneity. That holds where
 * every bin is expected to hold {@value #LEAST_EXPECTED} observations or more; {@link #ofDistance} holds for any.
 */
public final class NullLaws {
    /** The expected count below which the chi-square law of PSI rejects more than 6 instead of 5 % of equal samples. */
    public static final double LEAST_EXPECTED = 20;

    private NullLaws() {}

    /** Of D: exact as {@link KolmogorovSmirnov}. */
    public static NullLaw kolmogorovSmirnov(long n, long m) {
        return new KolmogorovSmirnovLaw(n, m);
    }

    /**
     * Of any score of categories or bins: by the chi-square law of a distance where that holds, otherwise from {@value FixedMargins#TABLES}
     * tables with the same margins, drawn from a fixed seed. From tables no p-value is below 0.0001, and a quantile beyond is infinite.
     *
     * @param categories as they are seen; the score is not taken from them
     * @param score say, {@code c -> Distances.psi(c.referenceShares(), c.currentShares(), ZeroFill.EVIDENTLY)}
     * @param large the law for large counts, say {@code psi(c.size(), c.n(), c.m())}
     */
    public static NullLaw ofDistance(Categories categories, ToDoubleFunction<Categories> score, NullLaw large) {
        FixedMargins margins = new FixedMargins(categories);
        return ChiSquareHomogeneity.leastExpected(categories) < LEAST_EXPECTED && margins.canBeDrawn()
                ? new DrawnLaw(margins.scores(score))
                : large;
    }

    /** Of the population stability index, for any counts. */
    public static NullLaw psi(Categories categories, ZeroFill fill) {
        return ofDistance(
                categories,
                drawn -> Distances.psi(drawn.referenceShares(), drawn.currentShares(), fill),
                psi(categories.size(), categories.n(), categories.m()));
    }

    /** Of Jensen and Shannon's divergence in nats, for any counts. */
    public static NullLaw jensenShannonDivergence(Categories categories) {
        return ofDistance(
                categories,
                drawn -> Distances.jensenShannonDivergence(drawn.referenceShares(), drawn.currentShares()),
                jensenShannonDivergence(categories.size(), categories.n(), categories.m()));
    }

    /** Of the population stability index, {@code w²}: {@code (1/n + 1/m) χ²} (B. Yurdakul and J. Naranjo, Journal of Risk Model Validation 14, 2020). */
    public static NullLaw psi(int bins, long n, long m) {
        return new ChiSquareLaw(bins - 1).scaled(1 / Counts.effectiveSize(n, m));
    }

    /** Of Kullback and Leibler's divergence in nats, {@code w² / 2} (S. Kullback, Information Theory and Statistics, 1959). */
    public static NullLaw kullbackLeibler(int bins, long n, long m) {
        return psi(bins, n, m).scaled(1.0 / 2);
    }

    /** Of Jensen and Shannon's divergence in nats, {@code w² / 8}. */
    public static NullLaw jensenShannonDivergence(int bins, long n, long m) {
        return psi(bins, n, m).scaled(1.0 / 8);
    }

    /** Of the same in bits. */
    public static NullLaw jensenShannonDivergenceBase2(int bins, long n, long m) {
        return jensenShannonDivergence(bins, n, m).scaled(1 / Math.log(2));
    }

    /** Of its root in nats. */
    public static NullLaw jensenShannonDistance(int bins, long n, long m) {
        return jensenShannonDivergence(bins, n, m).root();
    }

    /** Of its root in bits. */
    public static NullLaw jensenShannonDistanceBase2(int bins, long n, long m) {
        return jensenShannonDivergenceBase2(bins, n, m).root();
    }

    /** Of Hellinger's distance, {@code w / √8}. */
    public static NullLaw hellinger(int bins, long n, long m) {
        return jensenShannonDistance(bins, n, m);
    }

    /** Of Cramér's V without correction, {@code √(χ² / (n + m))}. */
    public static NullLaw cramersV(int categories, long n, long m) {
        Counts.sizes(n, m);
        return new ChiSquareLaw(categories - 1).scaled(1 / ((double) n + m)).root();
    }

    /** Of the Wasserstein distance in the values' unit: it depends on the distribution, which is taken from both samples together. */
    public static NullLaw wasserstein(Pooled samples) {
        return BridgeAreaLaw.of(BridgeGrid.of(samples)).scaled(1 / Math.sqrt(samples.effectiveSize()));
    }

    /** Of the Wasserstein distance in standard deviations of the reference. */
    public static NullLaw wassersteinNormed(Pooled samples) {
        return wasserstein(samples).scaled(1 / Wasserstein.deviation(samples));
    }

    /** Of the energy distance; it depends on the distribution, which is taken from both samples together. */
    public static NullLaw energy(Pooled samples) {
        return BridgeSquareLaw.of(BridgeGrid.of(samples))
                .scaled(2 / samples.effectiveSize())
                .root();
    }

    /** Of total variation; it depends on the shares, which are taken from both samples together. */
    public static NullLaw totalVariation(Categories categories) {
        return ShareDifferenceLaw.totalVariation(categories).scaled(1 / Math.sqrt(categories.effectiveSize()));
    }

    /** Of the largest difference of a share. */
    public static NullLaw lInfinity(Categories categories) {
        return ShareDifferenceLaw.largest(categories).scaled(1 / Math.sqrt(categories.effectiveSize()));
    }
}
