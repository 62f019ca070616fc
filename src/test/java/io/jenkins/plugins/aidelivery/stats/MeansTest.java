package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.junit.Test;

public class MeansTest {
    private static Means.Sample sample(double... values) {
        WeightedMean mean = mean(values);
        double error = mean.standardError();
        return new Means.Sample(mean.value(), error * error * values.length, values.length);
    }

    private static WeightedMean mean(double... values) {
        WeightedMean mean = new WeightedMean();
        for (double value : values) {
            mean.add(value, 1);
        }
        return mean;
    }

    @Test
    public void welchAgreesWithScipy() {
        for (JsonNode one : Reference.cases("two_samples")) {
            TestResult test =
                    Means.welch(sample(Reference.numbers(one.get("x"))), sample(Reference.numbers(one.get("y"))));

            Reference.agrees(test.statistic(), one.at("/welch/two-sided/t"));
            Reference.agrees(test.pValue(), one.at("/welch/two-sided/p"));
        }
    }

    @Test
    public void pairedTestAndIntervalAgreeWithScipy() {
        JsonNode one = Reference.cases("paired");
        double[] before = Reference.numbers(one.get("before"));
        double[] after = Reference.numbers(one.get("after"));
        WeightedMean difference = new WeightedMean();
        for (int i = 0; i < before.length; i++) {
            difference.add(after[i] - before[i], 1);
        }
        TestResult test = Means.paired(difference.value(), difference.n(), difference.standardError());

        Reference.agrees(test.statistic(), one.at("/t/two-sided/t"));
        Reference.agrees(test.pValue(), one.at("/t/two-sided/p"));
        Reference.agrees(
                Means.interval(difference.value(), difference.n(), difference.standardError(), 0.95),
                one.at("/t/two-sided/ci95"));
    }

    @Test
    public void constantsAreEqualOrCertainlyDifferent() {
        assertThat(Means.paired(0, 5, 0)).isEqualTo(new TestResult(0, 1));
        assertThat(Means.paired(-1, 5, 0)).isEqualTo(new TestResult(Double.NEGATIVE_INFINITY, 0));
        assertThat(Means.welch(sample(1, 1, 1), sample(1, 1))).isEqualTo(new TestResult(0, 1));
    }

    @Test
    public void sumsOfManyTermsKeepTheirDigits() {
        Sum sum = new Sum();
        sum.add(1e100);
        for (int i = 0; i < 1000; i++) {
            sum.add(0.1);
        }
        sum.add(-1e100);
        assertThat(sum.value()).isEqualTo(100, within(1e-9));
        sum.add(Double.POSITIVE_INFINITY);
        sum.add(1);
        assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    public void aMeanDoesNotCareForItsOffsetOrForRowsWithoutWeight() {
        WeightedMean near = new WeightedMean();
        WeightedMean far = new WeightedMean();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            double value = Math.rint(random.nextDouble() * 1024);
            double weight = 0.5 + random.nextDouble();
            near.add(value, weight);
            far.add(value + (1L << 40), weight);
            near.add(1e9, 0);
        }
        assertThat(near.n()).isEqualTo(1000);
        assertThat(far.value() - (1L << 40)).isCloseTo(near.value(), within(1e-3));
        assertThat(far.standardError()).isCloseTo(near.standardError(), within(1e-6));
        assertThat(near.effectiveSize()).isBetween(900.0, 1000.0);
        assertThat(near.weight()).isBetween(900.0, 1100.0);
    }

    @Test
    public void aWeightCountsLikeManyRowsInTheMean() {
        WeightedMean weighted = new WeightedMean();
        weighted.add(1, 3);
        weighted.add(5, 1);
        WeightedMean together = new WeightedMean();
        together.add(1, 3, 3, 3);
        together.add(5, 1, 1, 1);

        assertThat(weighted.value()).isEqualTo(2);
        assertThat(together.value()).isEqualTo(2);
        assertThat(together.standardError()).isCloseTo(mean(1, 1, 1, 5).standardError(), within(1e-15));
        assertThat(new WeightedMean().standardError()).isNaN();
        assertThat(new WeightedMean().effectiveSize()).isZero();
    }

    @Test
    public void tIntervalsCoverAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(7);
        int covered = 0;
        for (int i = 0; i < 4000; i++) {
            WeightedMean mean = new WeightedMean();
            for (int k = 0; k < 8; k++) {
                mean.add(Normal.quantile(random.nextDouble()), 1);
            }
            covered +=
                    Means.interval(mean.value(), 8, mean.standardError(), 0.9).contains(0) ? 1 : 0;
        }
        assertThat(covered / 4000.0).isBetween(0.885, 0.915);
    }

    @Test
    public void adjustedPValuesAgreeWithStatsmodels() {
        for (JsonNode one : Reference.cases("adjusted_p")) {
            double[] p = Reference.numbers(one.get("p"));
            assertThat(MultipleTesting.holm(p)).containsExactly(Reference.numbers(one.get("holm")), within(1e-12));
            assertThat(MultipleTesting.benjaminiHochberg(p))
                    .containsExactly(Reference.numbers(one.get("benjamini_hochberg")), within(1e-12));
        }
        assertThatThrownBy(() -> MultipleTesting.holm(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void sampleSizesAgreeWithStatsmodels() {
        for (JsonNode one : Reference.cases("sample_size/two_proportions")) {
            double p1 = one.get("p1").asDouble();
            double p2 = one.get("p2").asDouble();
            double alpha = one.get("alpha").asDouble();
            double power = one.get("power").asDouble();
            Reference.agrees(SampleSize.exactPerGroup(p1, p2, alpha, power), one.get("per_group_normal_two_sided"));
            assertThat(SampleSize.perGroup(p1, p2, alpha, power))
                    .isEqualTo(Math.ceil(one.get("per_group_normal_two_sided").asDouble()));
        }
        assertThat(SampleSize.perGroup(0.5, 0.5, 0.05, 0.8)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    public void theSampleSizeOfAShareIsWhereItsIntervalLeavesTheLimit() {
        double n = SampleSize.forShare(0.93, 0.9, 0.95);

        assertThat(ProportionIntervals.wilson(0.93 * n, n, 0.95).low()).isGreaterThanOrEqualTo(0.9);
        assertThat(ProportionIntervals.wilson(0.93 * (n - 1), n - 1, 0.95).low())
                .isLessThan(0.9);
        assertThat(SampleSize.forShare(0.9, 0.9, 0.95)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(SampleSize.forShare(0.9, 1, 0.95)).isOne();
        assertThatThrownBy(() -> SampleSize.forShare(1.1, 0.9, 0.95)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void theSampleSizeOfAMeanIsWhereItsIntervalLeavesTheLimit() {
        double n = SampleSize.forMean(1.0, 0.8, 0.5, 0.95);

        assertThat(Means.interval(1, n, 0.5 / Math.sqrt(n), 0.95).low()).isGreaterThanOrEqualTo(0.8);
        assertThat(Means.interval(1, n - 1, 0.5 / Math.sqrt(n - 1), 0.95).low()).isLessThan(0.8);
        assertThat(SampleSize.forMean(1, 1, 0.5, 0.95)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(SampleSize.forMean(1, 0, 0, 0.95)).isEqualTo(2);
        assertThatThrownBy(() -> Means.interval(0, 1, 1, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Means.paired(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Means.Sample(0, -1, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
