package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.Test;

public class RocTest {
    private static RocCurve sweep(boolean[] positive, double[] scores, double[] weights) {
        double[] total = new double[2];
        for (int i = 0; i < scores.length; i++) {
            total[positive[i] ? 1 : 0] += weights[i];
        }
        RocSweep sweep = new RocSweep(total[1], total[0]);
        IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]))
                .forEach(i -> sweep.add(scores[i], positive[i], weights[i]));
        return sweep.finish();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static boolean[] positives(JsonNode labels) {
        boolean[] positive = new boolean[labels.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = labels.get(i).asInt() == 1;
        }
        return positive;
    }

    @Test
    public void areasVariancesAndPairedTestsAgreeWithDeLong() {
        for (JsonNode one : Reference.cases("delong")) {
            boolean[] positive = positives(one.get("label"));
            double[] first = Reference.numbers(one.get("first"));
            double[] second = Reference.numbers(one.get("second"));
            RocCurve curve = sweep(positive, first, ones(first.length));
            DeLong.Comparison comparison = DeLong.compare(positive, first, second);

            Reference.agrees(curve.area(), one.at("/auc/0"));
            Reference.agrees(curve.variance(), one.at("/variance/0"));
            Reference.agrees(comparison.first(), one.at("/auc/0"));
            Reference.agrees(comparison.second(), one.at("/auc/1"));
            Reference.agrees(comparison.difference(), one.get("difference"));
            Reference.agrees(comparison.standardError(), one.get("standard_error"));
            Reference.agrees(comparison.test().statistic(), one.get("z"));
            Reference.agrees(comparison.test().pValue(), one.get("p_two_sided"));
        }
    }

    @Test
    public void wholeWeightsCountLikeRepeatedRows() {
        boolean[] positive = {true, false, true, false, true, false};
        double[] scores = {0.9, 0.8, 0.7, 0.7, 0.2, 0.1};
        double[] weights = {1, 2, 3, 1, 2, 4};
        RocCurve weighted = sweep(positive, scores, weights);
        int[] rows = IntStream.range(0, 6)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) weights[i]))
                .toArray();
        boolean[] manyPositive = new boolean[rows.length];
        double[] manyScores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            manyPositive[i] = positive[rows[i]];
            manyScores[i] = scores[rows[i]];
        }
        RocCurve repeated = sweep(manyPositive, manyScores, ones(rows.length));

        assertThat(weighted.area()).isCloseTo(repeated.area(), within(1e-14));
        assertThat(weighted.averagePrecision()).isCloseTo(repeated.averagePrecision(), within(1e-14));
        assertThat(DeLong.compare(positive, scores, scores, weights).first()).isCloseTo(repeated.area(), within(1e-14));
    }

    @Test
    public void perfectSeparationIsAsUncertainAsItsSmallerClass() {
        boolean[] positive = {false, false, false, true, true};
        RocCurve curve = sweep(positive, new double[] {1, 2, 3, 4, 5}, ones(5));

        assertThat(curve.area()).isOne();
        assertThat(curve.averagePrecision()).isOne();
        assertThat(curve.areaTrials()).isEqualTo(2);
        assertThat(curve.averagePrecisionTrials()).isEqualTo(2);
    }

    @Test
    public void oneClassHasNoArea() {
        assertThat(sweep(new boolean[] {true, true}, new double[] {1, 2}, ones(2))
                        .area())
                .isNaN();
        RocCurve negative = sweep(new boolean[] {false, false}, new double[] {1, 2}, ones(2));
        assertThat(negative.area()).isNaN();
        assertThat(negative.averagePrecision()).isNaN();
    }

    @Test
    public void equalScoresAreAnEvenChance() {
        RocCurve curve = sweep(new boolean[] {true, false, true}, new double[] {5, 5, 5}, ones(3));

        assertThat(curve.area()).isEqualTo(0.5);
        assertThat(curve.averagePrecision()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(curve.areaTrials()).isEqualTo(1);
    }

    @Test
    public void scoresOutOfOrderAreRefused() {
        RocSweep sweep = new RocSweep(1, 1);
        sweep.add(0.5, true, 1);

        assertThatThrownBy(() -> sweep.add(0.4, true, 1)).hasMessageContaining("ascending order");
        assertThatThrownBy(() -> sweep.add(Double.NaN, true, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeLong.compare(new boolean[1], new double[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeLong.compare(new boolean[1], new double[] {Double.NaN}, new double[1]))
                .hasMessageContaining("NaN");
    }

    @Test
    public void theSameScoresTwiceDoNotDiffer() {
        boolean[] positive = {true, false, true, false};
        double[] scores = {0.9, 0.3, 0.4, 0.6};

        assertThat(DeLong.compare(positive, scores, scores).test()).isEqualTo(new TestResult(0, 1));
        assertThat(DeLong.compare(new boolean[] {true, false}, new double[] {1, 2}, new double[] {2, 1})
                        .test()
                        .pValue())
                .isNaN();
    }

    @Test
    public void intervalsOfAreasCoverAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(11);
        double truth = Normal.cdf(1 / Math.sqrt(2));
        int covered = 0;
        int trials = 1500;
        for (int trial = 0; trial < trials; trial++) {
            boolean[] positive = new boolean[120];
            double[] scores = new double[120];
            for (int i = 0; i < 120; i++) {
                positive[i] = i % 3 == 0;
                scores[i] = Normal.quantile(random.nextDouble()) + (positive[i] ? 1 : 0);
            }
            RocCurve curve = sweep(positive, scores, ones(120));
            double effective = curve.areaTrials();
            covered += ProportionIntervals.wilson(curve.area() * effective, effective, 0.95)
                            .contains(truth)
                    ? 1
                    : 0;
        }
        assertThat(covered / (double) trials).isBetween(0.93, 0.97);
    }
}
