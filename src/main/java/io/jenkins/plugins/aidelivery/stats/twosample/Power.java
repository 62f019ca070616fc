package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * What a test finds at which size. An effect is a positive number in the score's own scale; sizes and effects are those of large samples
 * and small effects, and good to a few percent from about fifty observations in each sample on.
 */
public interface Power {
    /**
     * Observations that the reference needs for an effect to be found.
     *
     * @param effect that is there, more than 0
     * @param alpha level of the test, 0 … 1
     * @param power how often it is to be found, alpha … 1
     * @param ratio observations in the current sample for each in the reference, more than 0: 1 for equal sizes
     * @return rounded up
     */
    double rowsNeeded(double effect, double alpha, double power, double ratio);

    /**
     * The smallest effect that samples of these sizes find as often as asked; infinity if they find none.
     *
     * @param n observations in one sample
     * @param m in the other
     */
    double detectable(long n, long m, double alpha, double power);

    /** Of the Kolmogorov-Smirnov test; the effect is D, reached in the way of a normal distribution that moves. */
    static Power kolmogorovSmirnov() {
        return new KolmogorovSmirnovPower();
    }

    /** Of the Kolmogorov-Smirnov test; the effect is how many standard deviations a normal distribution moves. */
    static Power kolmogorovSmirnovOfShift() {
        return new ShiftPower(kolmogorovSmirnov());
    }

    /**
     * Of the Kolmogorov-Smirnov test against the D that is hardest to find: one that is reached at the median alone, where chance is
     * largest (F. J. Massey, Annals of Mathematical Statistics 21, 1950). Every other shape with this D needs fewer rows.
     */
    static Power kolmogorovSmirnovAtLeast() {
        return new PointPower(KolmogorovSmirnovPower::critical, 0.5);
    }

    /**
     * Of the chi-square test of homogeneity; the effect is {@code w = √(Σ (p - q)² / p̄)}.
     *
     * @param categories 2 or more
     */
    static Power chiSquare(int categories) {
        return new ChiSquarePower(categories - 1);
    }

    /** Of the test by the population stability index, which is {@code w²} of {@link #chiSquare} where it is small. */
    static Power psi(int bins) {
        return new EffectScale(chiSquare(bins), Math::sqrt, w -> w * w);
    }

    /** Of the test by Jensen and Shannon's distance in nats, which is {@code w / √8} where it is small. */
    static Power jensenShannonDistance(int bins) {
        return new EffectScale(chiSquare(bins), d -> d * Math.sqrt(8), w -> w / Math.sqrt(8));
    }

    /**
     * Of the test by the Wasserstein distance of a normal distribution that moves; the effect is in standard deviations. The current sample's
     * distance is at least the difference of its mean, which is what counts once it moves.
     */
    static Power wassersteinOfShift() {
        NullLaw normal = BridgeAreaLaw.of(BridgeGrid.ofNormal());
        return new PointPower(normal::quantile, 1);
    }

    /** The same of any distribution, say that of a column's reference; the effect is in its standard deviations. */
    static Power wassersteinOfShift(Pooled samples) {
        NullLaw law = NullLaws.wassersteinNormed(samples).scaled(Math.sqrt(samples.effectiveSize()));
        return new PointPower(law::quantile, 1);
    }

    /** Rows of the reference that make an effective size. */
    static double rows(double effectiveSize, double ratio) {
        if (!(ratio > 0)) {
            throw new IllegalArgumentException("the ratio of the sizes is more than 0, not " + ratio);
        }
        return Math.ceil(effectiveSize * (1 + ratio) / ratio);
    }

    /** Checks a question. */
    static void check(double alpha, double power) {
        Counts.level(alpha);
        if (!(power > alpha && power < 1)) {
            throw new IllegalArgumentException("the power of a test lies between its level and 1, not at " + power);
        }
    }

    /** Checks an effect. */
    static double positive(double effect) {
        if (!(effect > 0)) {
            throw new IllegalArgumentException("an effect is more than 0, not " + effect);
        }
        return effect;
    }
}
