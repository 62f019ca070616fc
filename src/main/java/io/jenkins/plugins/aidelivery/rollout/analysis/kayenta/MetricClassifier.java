package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Direction;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.EffectSizes;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Importance;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Limits;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Measure;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.NanStrategy;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.MetricResult.Classification;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Whether a metric of the canary is higher or lower than the baseline's. */
final class MetricClassifier {
    /** Of the estimated shift, that its interval must stay away from 0; Kayenta has no setting for it that works. */
    private static final double TOLERANCE = 0.25;

    private static final double NOISE = 1e-5;

    private MetricClassifier() {}

    static MetricResult classify(KayentaMetric metric, KayentaSamples samples) {
        KayentaSamples cleaned = samples.cleaned(metric.cleaning());
        if (cleaned.isEmptyOnEitherSide()) {
            return withoutData(metric);
        }
        if (cleaned.areIdentical()) {
            return new MetricResult(metric, Classification.PASS, false, "both sides have the same values");
        }
        try {
            return compared(metric, cleaned.areConstant() ? noisy(cleaned) : cleaned);
        } catch (ArithmeticException e) {
            // Kayenta forgets here that the metric may be critical.
            return new MetricResult(metric, Classification.ERROR, false, "the test failed: " + e.getMessage());
        }
    }

    private static MetricResult withoutData(KayentaMetric metric) {
        if (metric.cleaning().nanStrategy() == NanStrategy.REPLACE_WITH_ZERO) {
            return new MetricResult(metric, Classification.PASS, false, "no data, which is taken as equal");
        }
        Importance importance = metric.rule().importance();
        return importance.mustHaveData() && !importance.critical()
                ? new MetricResult(metric, Classification.NODATA_FAIL_METRIC, false, "no data, but there must be some")
                : new MetricResult(metric, Classification.NODATA, importance.critical(), "no data");
    }

    private static KayentaSamples noisy(KayentaSamples samples) {
        double[] canary = samples.canary();
        double[] baseline = samples.baseline();
        Random random = new Random(31L * Arrays.hashCode(canary) + Arrays.hashCode(baseline));
        return new KayentaSamples(noisy(canary, random), noisy(baseline, random));
    }

    private static double[] noisy(double[] values, Random random) {
        return Arrays.stream(values)
                .map(value -> value + random.nextGaussian() * NOISE * value)
                .toArray();
    }

    private static MetricResult compared(KayentaMetric metric, KayentaSamples samples) {
        ShiftEstimate shift = ShiftEstimate.of(samples.canary(), samples.baseline());
        Direction direction = metric.rule().direction();
        EffectSizes sizes = metric.rule().effectSizes();
        double effect = sizes.measure() == Measure.CLES ? samples.cles() : samples.meanRatio();
        double least = TOLERANCE * Math.abs(shift.estimate());
        String words = String.format(
                Locale.ROOT,
                "shifted by %.4g (98 %%: %.4g to %.4g), effect size %.4g",
                shift.estimate(),
                shift.low(),
                shift.high(),
                effect);
        boolean flagged = metric.rule().importance().critical();
        if (direction != Direction.DECREASE && shift.low() > least && isRise(effect, sizes.allowed())) {
            return new MetricResult(metric, Classification.HIGH, flagged && isRise(effect, sizes.critical()), words);
        }
        if (direction != Direction.INCREASE && shift.high() < -least && isFall(effect, sizes.allowed())) {
            return new MetricResult(metric, Classification.LOW, flagged && isFall(effect, sizes.critical()), words);
        }
        return new MetricResult(metric, Classification.PASS, false, words);
    }

    /** An effect that isn't known is as large as any. */
    private static boolean isRise(double effect, Limits limits) {
        return Double.isNaN(effect) || effect >= limits.increase();
    }

    private static boolean isFall(double effect, Limits limits) {
        return Double.isNaN(effect) || effect <= limits.decrease();
    }
}
