package io.jenkins.plugins.aidelivery.stats;

/** Losses of one row's predicted probabilities; a metric is their {@link WeightedMean}. */
public final class ProbabilityLoss {
    /** To which probabilities are cut, so that one wrong certainty is not an infinite loss (scikit-learn's log_loss). */
    private static final double EPSILON = Math.ulp(1.0);

    private ProbabilityLoss() {}

    /**
     * Logarithmic loss, 0 … 36.04: {@code -ln} of what was said of the class that came, cut to 2⁻⁵² … 1 - 2⁻⁵².
     *
     * @param probability of the class that is true
     */
    public static double log(double probability) {
        return -Math.log(Math.max(EPSILON, Math.min(1 - EPSILON, probability)));
    }

    /** G. W. Brier's loss (1950) of two classes, halved as everybody does: {@code (p - y)²}, 0 … 1. */
    public static double brier(double probability, boolean happened) {
        double off = probability - (happened ? 1 : 0);
        return off * off;
    }

    /**
     * Brier's loss over all classes, {@code Σ (p_k - y_k)²}, 0 … 2 (scikit-learn's {@code brier_score_loss} of three and
     * more classes, with {@code scale_by_half="auto"}).
     *
     * @param probabilities one a class
     * @param label the class that is true; one that is not among them counts as never foreseen
     */
    public static double brier(double[] probabilities, int label) {
        double loss = label < 0 || label >= probabilities.length ? 1 : 0;
        for (int k = 0; k < probabilities.length; k++) {
            loss += brier(probabilities[k], k == label);
        }
        return loss;
    }
}
