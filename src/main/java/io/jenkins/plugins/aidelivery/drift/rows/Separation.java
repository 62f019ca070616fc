package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.stats.Normal;

/**
 * How well a classifier tells two samples' rows apart that it has not learned from.
 *
 * @param area under the ROC curve: how often a current row looks more like a current one than a reference row does, 0 … 1
 * @param low end of the area's interval of 95 %
 * @param high end
 * @param p how often chance alone gives at least this area: Mann and Whitney's test, one-sided
 * @param referenceRows that it was tested on
 * @param currentRows that it was tested on
 */
public record Separation(double area, double low, double high, double p, long referenceRows, long currentRows) {
    /** Nothing was learned or nothing is there to test on. */
    static Separation none(long referenceRows, long currentRows) {
        return new Separation(0.5, 0, 1, 1, referenceRows, currentRows);
    }

    /** The area that chance alone exceeds with probability alpha; 1 of no rows. */
    public double byChance(double alpha) {
        double pairs = (double) referenceRows * currentRows;
        return pairs == 0
                ? 1
                : Math.min(
                        1,
                        0.5
                                + Normal.upperQuantile(alpha)
                                        * Math.sqrt((referenceRows + currentRows + 1.0) / (12 * pairs)));
    }

    /** Rows a side, those to learn from included, of which chance alone exceeds an area above 0.5 with probability alpha. */
    public static long rowsNeeded(double area, double alpha) {
        double z = Normal.upperQuantile(alpha) / (area - 0.5);
        return 2 * (long) Math.ceil(z * z / 6 + 1);
    }
}
