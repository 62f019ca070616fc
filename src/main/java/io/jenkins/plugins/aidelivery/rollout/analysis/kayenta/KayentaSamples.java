package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

import java.util.Arrays;

/** Values of one metric, one per interval; NaN where there was none. */
public final class KayentaSamples {
    private final double[] canary;
    private final double[] baseline;

    public KayentaSamples(double[] canary, double[] baseline) {
        this.canary = canary.clone();
        this.baseline = baseline.clone();
    }

    /** Of both sides, made ready for comparing. */
    KayentaSamples cleaned(KayentaMetric.Cleaning cleaning) {
        return new KayentaSamples(cleaned(canary, cleaning), cleaned(baseline, cleaning));
    }

    private static double[] cleaned(double[] values, KayentaMetric.Cleaning cleaning) {
        double[] present = switch (cleaning.nanStrategy()) {
            case REMOVE ->
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
            case REPLACE_WITH_ZERO ->
                Arrays.stream(values)
                        .map(value -> Double.isNaN(value) ? 0 : value)
                        .toArray();
        };
        return cleaning.removesOutliers() && present.length > 0
                ? withoutOutliers(present, cleaning.outlierFactor())
                : present;
    }

    private static double[] withoutOutliers(double[] values, double factor) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double first = percentile(sorted, 0.25);
        double third = percentile(sorted, 0.75);
        double low = Math.min(percentile(sorted, 0.01), first - factor * (third - first));
        double high = Math.max(percentile(sorted, 0.99), third + factor * (third - first));
        return Arrays.stream(values)
                .filter(value -> !(value < low || value > high))
                .toArray();
    }

    /** R-7 of Hyndman and Fan: linear between order statistics. */
    private static double percentile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) Math.floor(place);
        double next = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (next - sorted[below]);
    }

    boolean isEmptyOnEitherSide() {
        return canary.length == 0 || baseline.length == 0;
    }

    /** Whether both sides have the same values in any order, or all values are one. */
    boolean areIdentical() {
        double[] one = canary.clone();
        double[] other = baseline.clone();
        Arrays.sort(one);
        Arrays.sort(other);
        return Arrays.equals(one, other) || isConstant(canary) && isConstant(baseline) && canary[0] == baseline[0];
    }

    /** Whether each side has one value only, so that ranks would all be tied. */
    boolean areConstant() {
        return isConstant(canary) && isConstant(baseline);
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).distinct().count() == 1;
    }

    double[] canary() {
        return canary.clone();
    }

    double[] baseline() {
        return baseline.clone();
    }

    /** The canary's mean over the baseline's; NaN if either is 0. */
    double meanRatio() {
        double canaryMean = Arrays.stream(canary).average().orElse(Double.NaN);
        double baselineMean = Arrays.stream(baseline).average().orElse(Double.NaN);
        return canaryMean == 0 || baselineMean == 0 ? Double.NaN : canaryMean / baselineMean;
    }

    /** How often a value of the canary is above one of the baseline; ties count half. */
    double cles() {
        return (ShiftEstimate.rankSum(canary, 0, baseline) - canary.length * (canary.length + 1) / 2.0)
                / ((double) canary.length * baseline.length);
    }
}
