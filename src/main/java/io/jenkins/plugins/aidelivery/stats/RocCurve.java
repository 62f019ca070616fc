package io.jenkins.plugins.aidelivery.stats;

/**
 * What a {@link RocSweep} found.
 *
 * @param positives positive rows with a weight
 * @param negatives negative rows with a weight
 * @param area under the ROC curve, 0 … 1; NaN unless both classes are there
 * @param variance of the area (DeLong); NaN with fewer than two rows of a class
 * @param smallerClass effective number of rows of the class that has fewer
 * @param averagePrecision 0 … 1; NaN without positive rows
 * @param positiveSize effective number of positive rows
 */
public record RocCurve(
        long positives,
        long negatives,
        double area,
        double variance,
        double smallerClass,
        double averagePrecision,
        double positiveSize) {

    /**
     * How many independent trials a share would need to be as precise as the area. Where DeLong's variance is 0 or not
     * defined (all rows told apart, or a class of one row) the number of rows of the smaller class, for the variance of
     * any area is at most {@code area (1 - area)} over that (Z. W. Birnbaum and O. M. Klose, Annals of Mathematical
     * Statistics 28, 1957).
     */
    public double areaTrials() {
        double spread = area * (1 - area);
        return spread > 0 && variance > 0 ? spread / variance : smallerClass;
    }

    /**
     * The same for average precision: the number of positive rows (K. Boyd, K. H. Eng, C. D. Page, "Area under the
     * Precision-Recall Curve", ECML PKDD 2013: the binomial interval).
     */
    public double averagePrecisionTrials() {
        return positiveSize;
    }
}
