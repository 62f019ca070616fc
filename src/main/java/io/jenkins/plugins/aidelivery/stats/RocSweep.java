package io.jenkins.plugins.aidelivery.stats;

/**
 * Area under the ROC curve with its variance, and average precision, in one pass over rows in ascending order of score,
 * with memory that does not grow with them.
 *
 * <p>The area is the mean over positive rows of their <em>placement</em>, the weighted share of negative rows with a lower
 * score, those with the same score counting half. Its variance is E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson's
 * (Biometrics 44, 1988, 837): the squared standard error of the positive rows' mean placement plus that of the negative
 * rows'. Average precision is scikit-learn's {@code average_precision_score}: the sum over thresholds of recall gained
 * times precision there, without interpolation. Weights act as scikit-learn's {@code sample_weight}.
 */
public final class RocSweep {
    private final double positiveTotal;
    private final double negativeTotal;
    private final WeightedMean ofPositives = new WeightedMean();
    private final WeightedMean ofNegatives = new WeightedMean();
    private final Sum averagePrecision = new Sum();
    private final Sum positivesBelow = new Sum();
    private final Sum negativesBelow = new Sum();
    private final Ties positives = new Ties();
    private final Ties negatives = new Ties();
    private double score = Double.NEGATIVE_INFINITY;

    /** The rows of one class that share a score. */
    private static final class Ties {
        private long count;
        private double weight;
        private double squaredWeight;

        void add(long rows, double w, double squares) {
            count += rows;
            weight += w;
            squaredWeight += squares;
        }

        void clear() {
            count = 0;
            weight = 0;
            squaredWeight = 0;
        }
    }

    /**
     * @param positiveTotal weight of all positive rows
     * @param negativeTotal weight of all negative rows
     */
    public RocSweep(double positiveTotal, double negativeTotal) {
        this.positiveTotal = positiveTotal;
        this.negativeTotal = negativeTotal;
    }

    /**
     * Takes the next row.
     *
     * @param next its score: not NaN, and not below the row before
     * @param weight 0 or more
     * @throws IllegalArgumentException if the rows are out of order
     */
    public void add(double next, boolean positive, double weight) {
        add(next, positive, 1, weight, weight * weight);
    }

    /**
     * Takes rows of one class with one score together.
     *
     * @param next their score: not NaN, and not below the row before
     * @param count how many
     * @param weight the sum of their weights
     * @param squaredWeight the sum of the squares of their weights
     * @throws IllegalArgumentException if the rows are out of order
     */
    public void add(double next, boolean positive, long count, double weight, double squaredWeight) {
        if (!(next >= score)) {
            throw new IllegalArgumentException("scores are to come in ascending order; " + next + " follows " + score);
        }
        if (next > score) {
            flush();
            score = next;
        }
        (positive ? positives : negatives).add(count, weight, squaredWeight);
    }

    /** What came out, of the rows so far; after it no more rows can be added. */
    public RocCurve finish() {
        flush();
        double error1 = ofPositives.standardError();
        double error2 = ofNegatives.standardError();
        return new RocCurve(
                ofPositives.n(),
                ofNegatives.n(),
                ofNegatives.n() == 0 ? Double.NaN : ofPositives.value(),
                error1 * error1 + error2 * error2,
                Math.min(ofPositives.effectiveSize(), ofNegatives.effectiveSize()),
                ofPositives.n() == 0 ? Double.NaN : averagePrecision.value(),
                ofPositives.effectiveSize());
    }

    private void flush() {
        double below = negativesBelow.value() + negatives.weight / 2;
        ofPositives.add(below / negativeTotal, positives.count, positives.weight, positives.squaredWeight);
        double above = positiveTotal - positivesBelow.value() - positives.weight / 2;
        ofNegatives.add(above / positiveTotal, negatives.count, negatives.weight, negatives.squaredWeight);
        if (positives.weight > 0) {
            double selectedPositives = Math.max(positives.weight, positiveTotal - positivesBelow.value());
            double selectedNegatives = Math.max(negatives.weight, negativeTotal - negativesBelow.value());
            double precision = selectedPositives / (selectedPositives + selectedNegatives);
            averagePrecision.add(positives.weight / positiveTotal * precision);
        }
        positivesBelow.add(positives.weight);
        negativesBelow.add(negatives.weight);
        positives.clear();
        negatives.clear();
    }
}
