package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Cleaning;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Direction;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.EffectSizes;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Importance;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Limits;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Measure;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.NanStrategy;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Rule;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaVerdict.Outcome;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.MetricResult.Classification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;

public class KayentaJudgeTest {
    private static final double[] LOW = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    private static final double[] HIGH = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30};
    private static final double[] NONE = {};
    private static final KayentaMetric ERRORS = KayentaMetric.of("errors", "system");

    private static KayentaVerdict judge(KayentaMetric metric, double[] canary, double[] baseline) {
        return new KayentaJudge(new KayentaGroups(Map.of("system", 100.0), 95, 75))
                .judge(List.of(metric), Map.of(metric.name(), new KayentaSamples(canary, baseline)));
    }

    private static MetricResult classify(KayentaMetric metric, double[] canary, double[] baseline) {
        return judge(metric, canary, baseline).metrics().get(0);
    }

    private static Rule rule(Importance importance) {
        return Rule.DEFAULT.with(importance);
    }

    // --- a metric -----------------------------------------------------------------------------------------------

    @Test
    public void seesRisesAndFalls() {
        assertThat(classify(ERRORS, HIGH, LOW).classification()).isEqualTo(Classification.HIGH);
        assertThat(classify(ERRORS, LOW, HIGH).classification()).isEqualTo(Classification.LOW);
        assertThat(classify(ERRORS, LOW, new double[] {1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5})
                        .classification())
                .isEqualTo(Classification.PASS);
        assertThat(classify(ERRORS, HIGH, LOW).critical()).isFalse();
        assertThat(classify(ERRORS, HIGH, LOW).reason()).contains("shifted by 20");
    }

    @Test
    public void looksInTheGivenDirectionOnly() {
        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(Direction.DECREASE)), HIGH, LOW)
                        .classification())
                .isEqualTo(Classification.PASS);
        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(Direction.INCREASE)), HIGH, LOW)
                        .classification())
                .isEqualTo(Classification.HIGH);
        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(Direction.INCREASE)), LOW, HIGH)
                        .classification())
                .isEqualTo(Classification.PASS);
    }

    @Test
    public void identicalSidesPass() {
        double[] reversed = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
        assertThat(classify(ERRORS, LOW, reversed).reason()).contains("same values");
        assertThat(classify(ERRORS, new double[] {7, 7}, new double[] {7, 7, 7}).classification())
                .isEqualTo(Classification.PASS);
    }

    /** The mean ratio of HIGH over LOW is 25.5 / 5.5 = 4.64. */
    @Test
    public void smallEffectsPass() {
        EffectSizes large = new EffectSizes(Measure.MEAN_RATIO, new Limits(4.7, 0.2), Limits.none(Measure.MEAN_RATIO));
        EffectSizes small = new EffectSizes(Measure.MEAN_RATIO, new Limits(4.6, 0.22), Limits.none(Measure.MEAN_RATIO));

        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(large)), HIGH, LOW).classification())
                .isEqualTo(Classification.PASS);
        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(small)), HIGH, LOW).classification())
                .isEqualTo(Classification.HIGH);
        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(large)), LOW, HIGH).classification())
                .isEqualTo(Classification.PASS);
        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(small)), LOW, HIGH).classification())
                .isEqualTo(Classification.LOW);
    }

    @Test
    public void anEffectOverAMeanOfZeroIsNotChecked() {
        EffectSizes huge = new EffectSizes(Measure.MEAN_RATIO, new Limits(1e9, 0), Limits.none(Measure.MEAN_RATIO));
        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(huge)), LOW, new double[10])
                        .classification())
                .isEqualTo(Classification.HIGH);
    }

    /** Of 3 × 2 pairs the canary wins 5, and one is a tie. */
    @Test
    public void countsPairsThatTheCanaryWins() {
        assertThat(new KayentaSamples(new double[] {2, 5, 6}, new double[] {1, 2}).cles())
                .isEqualTo(5.5 / 6);
        EffectSizes all = new EffectSizes(Measure.CLES, new Limits(1, 0), Limits.none(Measure.CLES));
        assertThat(classify(ERRORS.with(Rule.DEFAULT.with(all)), HIGH, LOW).classification())
                .isEqualTo(Classification.HIGH);
    }

    @Test
    public void missingValuesAreRemovedOrZero() {
        double[] gaps = {Double.NaN, Double.NaN, 5};
        KayentaSamples samples = new KayentaSamples(gaps, LOW);
        Cleaning zero = new Cleaning(NanStrategy.REPLACE_WITH_ZERO, false, 3);

        assertThat(samples.cleaned(Cleaning.DEFAULT).canary()).containsExactly(5);
        assertThat(samples.cleaned(zero).canary()).containsExactly(0, 0, 5);
        assertThat(classify(ERRORS, NONE, LOW).classification()).isEqualTo(Classification.NODATA);
        assertThat(classify(ERRORS.with(zero), NONE, LOW).classification()).isEqualTo(Classification.PASS);
        assertThat(classify(ERRORS.with(rule(Importance.NEEDS_DATA)), NONE, LOW).classification())
                .isEqualTo(Classification.NODATA_FAIL_METRIC);
        MetricResult critical = classify(ERRORS.with(rule(new Importance(true, true, false))), NONE, LOW);
        assertThat(critical.classification()).isEqualTo(Classification.NODATA);
        assertThat(critical.critical()).isTrue();
    }

    /** Of 0 … 9 twenty times, whose fences lie at -11 and 20. */
    @Test
    public void outliersAreRemovedBeyondBothFences() {
        double[] values = new double[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 10;
        }
        values[0] = 1000;
        double[] kept = new KayentaSamples(values, LOW)
                .cleaned(new Cleaning(NanStrategy.REMOVE, true, 3))
                .canary();

        assertThat(kept).hasSize(199).doesNotContain(1000);
        assertThat(new KayentaSamples(values, LOW).cleaned(Cleaning.DEFAULT).canary())
                .hasSize(200);
    }

    /** Shifted by 16 to 24, U is 21 to 79 of 100 pairs; it must be 2.33 standard deviations of 13.2, and a half, from 50. */
    @Test
    public void estimatesTheShiftInTheMiddleOfItsInterval() {
        ShiftEstimate shift = ShiftEstimate.of(HIGH, LOW);

        assertThat(shift.estimate()).isCloseTo(20, within(1e-3));
        assertThat(shift.low()).isCloseTo(16, within(1e-3));
        assertThat(shift.high()).isCloseTo(24, within(1e-3));
    }

    @Test
    public void constantSidesGetTheSameNoiseEveryTime() {
        double[] fives = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
        double[] sixes = {6, 6, 6, 6, 6, 6, 6, 6, 6, 6};
        MetricResult first = classify(ERRORS, sixes, fives);

        assertThat(first.classification()).isEqualTo(Classification.HIGH);
        assertThat(classify(ERRORS, sixes, fives)).isEqualTo(first);
    }

    // --- a score ------------------------------------------------------------------------------------------------

    private static KayentaVerdict scores(KayentaGroups groups, KayentaMetric... metrics) {
        // Metrics tell by their names what they are.
        Map<String, KayentaSamples> samples = new HashMap<>();
        for (KayentaMetric metric : metrics) {
            samples.put(
                    metric.name(),
                    switch (metric.name().replaceAll("\\d", "")) {
                        case "pass" -> new KayentaSamples(LOW, LOW);
                        case "high" -> new KayentaSamples(HIGH, LOW);
                        case "error" -> new KayentaSamples(new double[] {1.2}, new double[] {1});
                        default -> new KayentaSamples(NONE, NONE);
                    });
        }
        return new KayentaJudge(groups).judge(List.of(metrics), samples);
    }

    @Test
    public void weighsGroups() {
        KayentaVerdict verdict = scores(
                new KayentaGroups(Map.of("a", 60.0), 95, 75),
                KayentaMetric.of("pass1", "a"),
                KayentaMetric.of("pass2", "a"),
                KayentaMetric.of("high1", "a"),
                KayentaMetric.of("pass3", "b"),
                KayentaMetric.of("high2", "c"));

        // 60 × 2/3 + 20 × 1 + 20 × 0
        assertThat(verdict.score()).isEqualTo(60);
        assertThat(verdict.groups())
                .containsEntry("a", 200.0 / 3)
                .containsEntry("b", 100.0)
                .containsEntry("c", 0.0);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    public void roundsToTwoPlacesAndKnowsTheBounds() {
        KayentaMetric[] metrics = {
            KayentaMetric.of("pass1", "a"), KayentaMetric.of("pass2", "a"), KayentaMetric.of("high", "a")
        };
        assertThat(scores(new KayentaGroups(Map.of("a", 100.0), 66.67, 10), metrics)
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(scores(new KayentaGroups(Map.of("a", 100.0), 66.68, 66.67), metrics)
                        .outcome())
                .isEqualTo(Outcome.MARGINAL);
        assertThat(scores(new KayentaGroups(Map.of("a", 100.0), 90, 66.68), metrics)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    public void listedGroupsWithoutMetricsLoseTheirWeightAndUnlistedOnesMayHaveLessThanNone() {
        assertThat(scores(new KayentaGroups(Map.of("a", 60.0, "gone", 40.0), 95, 75), KayentaMetric.of("pass", "a"))
                        .score())
                .isEqualTo(60);
        assertThat(scores(
                                new KayentaGroups(Map.of("a", 150.0), 95, 75),
                                KayentaMetric.of("high", "a"),
                                KayentaMetric.of("pass", "b"))
                        .score())
                .isEqualTo(-50);
    }

    @Test
    public void aMetricCountsInAllItsGroups() {
        assertThat(scores(
                                new KayentaGroups(Map.of("a", 50.0, "b", 50.0), 95, 75),
                                KayentaMetric.of("high", "a", "b"),
                                KayentaMetric.of("pass", "b"))
                        .score())
                .isEqualTo(25);
    }

    @Test
    public void mutedMetricsAreShownOnly() {
        KayentaVerdict verdict = scores(
                new KayentaGroups(Map.of("a", 100.0), 95, 75),
                KayentaMetric.of("pass", "a"),
                KayentaMetric.of("high", "a").with(rule(new Importance(true, true, true))));

        assertThat(verdict.score()).isEqualTo(100);
        assertThat(verdict.metrics()).hasSize(2);
    }

    @Test
    public void aCriticalFaultFailsEverything() {
        KayentaGroups groups = new KayentaGroups(Map.of("a", 100.0), 95, 75);
        KayentaMetric pass = KayentaMetric.of("pass", "a");

        assertThat(scores(groups, pass, KayentaMetric.of("high", "a").with(rule(Importance.CRITICAL)))
                        .score())
                .isZero();
        assertThat(scores(
                                groups,
                                pass,
                                pass,
                                pass,
                                KayentaMetric.of("nothing", "a").with(rule(Importance.CRITICAL)))
                        .reason())
                .contains("critical metric nothing");
        Rule hardly = rule(Importance.CRITICAL)
                .with(new EffectSizes(Measure.MEAN_RATIO, Limits.none(Measure.MEAN_RATIO), new Limits(5, 0.1)));
        assertThat(scores(groups, pass, KayentaMetric.of("high", "a").with(hardly))
                        .score())
                .as("4.6 times as high, which is not critical")
                .isEqualTo(50);
    }

    @Test
    public void halfOfTheMetricsWithoutDataFailEverything() {
        KayentaGroups groups = new KayentaGroups(Map.of("a", 100.0), 95, 75);

        assertThat(scores(groups, KayentaMetric.of("pass", "a"), KayentaMetric.of("nothing", "a")))
                .returns(0.0, KayentaVerdict::score)
                .returns("1 of 2 metrics have no data", KayentaVerdict::reason);
        assertThat(scores(
                                groups,
                                KayentaMetric.of("pass1", "a"),
                                KayentaMetric.of("pass2", "a"),
                                KayentaMetric.of("nothing", "a"))
                        .score())
                .isEqualTo(100);
        assertThat(scores(groups, KayentaMetric.of("nothing", "a").with(rule(Importance.NEEDS_DATA)))
                        .score())
                .isZero();
        assertThat(scores(groups).outcome()).isEqualTo(Outcome.FAIL);
    }

    // --- faults that are kept -----------------------------------------------------------------------------------

    @Test
    public void fault1AnErrorOfACriticalMetricScores100() {
        KayentaVerdict verdict =
                judge(ERRORS.with(rule(new Importance(true, true, false))), new double[] {1.2}, new double[] {1});

        assertThat(verdict.metrics().get(0).classification()).isEqualTo(Classification.ERROR);
        assertThat(verdict.score()).isEqualTo(100);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    public void fault2FewSamplesAreNot98PercentConfident() {
        assertThat(alarms(2, 0, 1)).isCloseTo(0.238, within(0.04));
        assertThat(alarms(3, 0, 1)).isCloseTo(0.048, within(0.02));
        assertThat(alarms(4, 0, 1)).isCloseTo(0.010, within(0.01));
    }

    @Test
    public void fault3TinyValuesAreAllEqual() {
        // The unit is a standard deviation of a tenth of the mean, as that of a latency around a second.
        assertThat(alarms(60, 1, 0.1)).isGreaterThan(0.98);
        assertThat(alarms(60, 1, 1e-4)).isBetween(0.7, 0.99);
        assertThat(alarms(60, 1, 3e-5)).isBetween(0.05, 0.3);
        assertThat(alarms(60, 1, 3e-6)).isZero();
    }

    @Test
    public void fault4AutocorrelationIsTakenForChange() {
        Random random = new Random(4);
        int runs = 500;
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            alarms += passes(drifting(random), drifting(random)) ? 0 : 1;
        }
        assertThat((double) alarms / runs).isCloseTo(0.31, within(0.08));
    }

    private static double[] drifting(Random random) {
        double[] values = new double[60];
        double state = random.nextGaussian();
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 + 10 * state;
            state = 0.8 * state + 0.6 * random.nextGaussian();
        }
        return values;
    }

    private static double alarms(int n, double shift, double scale) {
        int runs = 2000 / Math.max(1, n / 4);
        Random random = new Random(n);
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            alarms += passes(normals(random, n, 10 + shift, scale), normals(random, n, 10, scale)) ? 0 : 1;
        }
        return (double) alarms / runs;
    }

    private static boolean passes(double[] canary, double[] baseline) {
        return classify(ERRORS, canary, baseline).classification() == Classification.PASS;
    }

    private static double[] normals(Random random, int n, double mean, double scale) {
        return IntStream.range(0, n)
                .mapToDouble(i -> (mean + random.nextGaussian()) * scale)
                .toArray();
    }
}
