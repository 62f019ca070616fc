package io.jenkins.plugins.aidelivery.stats;

/**
 * How far probabilities are from what happens: errors of calibration over bins of equal width (M. P. Naeini, G. F. Cooper,
 * M. Hauskrecht, AAAI 2015). A score belongs to bin {@code min(floor(score · bins), bins - 1)}, so that bins are closed
 * below and the last one also above; empty bins count nothing.
 */
public final class Calibration {
    private final Sum[] weights;
    private final Sum[] scores;
    private final Sum[] outcomes;

    /** @param bins how many, such as 10 or 15 */
    public Calibration(int bins) {
        this.weights = sums(bins);
        this.scores = sums(bins);
        this.outcomes = sums(bins);
    }

    /**
     * Takes a row.
     *
     * @param score the probability that was said, 0 … 1
     * @param happened whether it then was so
     */
    public void add(double score, boolean happened, double weight) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, not at " + score);
        }
        int bin = (int) Math.min(Math.floor(score * weights.length), weights.length - 1.0);
        weights[bin].add(weight);
        scores[bin].add(weight * score);
        if (happened) {
            outcomes[bin].add(weight);
        }
    }

    /** The mean over rows of their bin's distance between share and mean score, 0 … 1; NaN of nothing. */
    public double expectedError() {
        Sum total = new Sum();
        Sum error = new Sum();
        for (int bin = 0; bin < weights.length; bin++) {
            total.add(weights[bin].value());
            error.add(Math.abs(outcomes[bin].value() - scores[bin].value()));
        }
        return error.value() / total.value();
    }

    /** The largest distance of any bin, 0 … 1; NaN of nothing. */
    public double maximumError() {
        double largest = Double.NaN;
        for (int bin = 0; bin < weights.length; bin++) {
            double weight = weights[bin].value();
            if (weight > 0) {
                double error = Math.abs(outcomes[bin].value() - scores[bin].value()) / weight;
                largest = Double.isNaN(largest) ? error : Math.max(largest, error);
            }
        }
        return largest;
    }

    private static Sum[] sums(int bins) {
        Sum[] sums = new Sum[bins];
        for (int bin = 0; bin < bins; bin++) {
            sums[bin] = new Sum();
        }
        return sums;
    }
}
