package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.Test;

public class LossesTest {
    @Test
    public void certaintiesAreCutBeforeTheLogarithm() {
        assertThat(ProbabilityLoss.log(0)).isEqualTo(52 * Math.log(2), within(1e-12));
        assertThat(ProbabilityLoss.log(1)).isEqualTo(0x1p-52, within(1e-30));
        assertThat(ProbabilityLoss.log(0.5)).isEqualTo(Math.log(2));
    }

    @Test
    public void brierOfManyClassesIsTheSumOverThem() {
        assertThat(ProbabilityLoss.brier(0.7, true)).isCloseTo(0.09, within(1e-15));
        assertThat(ProbabilityLoss.brier(new double[] {0.7, 0.2, 0.1}, 0)).isCloseTo(0.14, within(1e-15));
        assertThat(ProbabilityLoss.brier(new double[] {0.7, 0.2, 0.1}, -1)).isCloseTo(1.54, within(1e-15));
    }

    @Test
    public void calibrationErrorIsTheDistanceOfShareAndScore() {
        Calibration ten = new Calibration(10);
        ten.add(0.1, true, 1);
        ten.add(0.15, false, 1);
        ten.add(0.95, true, 1);
        ten.add(1.0, true, 1);

        assertThat(ten.expectedError()).isCloseTo((Math.abs(1 - 0.25) + Math.abs(2 - 1.95)) / 4, within(1e-15));
        assertThat(ten.maximumError()).isCloseTo(0.375, within(1e-15));
        assertThat(new Calibration(10).expectedError()).isNaN();
        assertThat(new Calibration(10).maximumError()).isNaN();
        assertThatThrownBy(() -> ten.add(1.01, true, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ten.add(Double.NaN, true, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void theMedianIsTheMiddleOrTheMeanOfTheTwoMiddles() {
        assertThat(median(1, 2, 10)).isEqualTo(2);
        assertThat(median(1, 2, 4, 10)).isEqualTo(3);
        assertThat(median(7)).isEqualTo(7);
        assertThat(new WeightedMedian(0).value()).isNaN();
    }

    private static double median(double... values) {
        WeightedMedian median = new WeightedMedian(values.length);
        for (double value : values) {
            median.add(value, 1);
            median.add(value, 0);
        }
        return median.value();
    }

    @Test
    public void weightsMoveTheMedian() {
        WeightedMedian median = new WeightedMedian(1);
        median.add(1, 0.1);
        median.add(2, 0.2);
        median.add(3, 0.2);
        median.add(4, 0.5);

        // 0.1 + 0.2 + 0.2 is half of it, if not to the last bit.
        assertThat(median.value()).isEqualTo(3.5);
    }

    @Test
    public void regressionMetricsOfAHandfulOfRows() {
        RegressionErrors errors = new RegressionErrors();
        double[][] rows = {{3, 2.5}, {-0.5, 0}, {2, 2}, {7, 8}};
        for (double[] row : rows) {
            errors.add(row[0], row[1], 1);
        }
        // The examples in scikit-learn's documentation.
        assertThat(errors.mse().value()).isEqualTo(0.375);
        assertThat(errors.mae().value()).isEqualTo(0.5);
        assertThat(errors.r2()).isCloseTo(0.948608137, within(1e-9));
        assertThat(errors.explainedVariance()).isCloseTo(0.957173447, within(1e-9));
        assertThat(errors.mape().value()).isCloseTo(0.3273809, within(1e-7));
        assertThat(errors.maxError()).isOne();
        assertThat(errors.rmse()).isEqualTo(Math.sqrt(0.375));
    }

    @Test
    public void equalLabelsHaveNoShareToExplain() {
        RegressionErrors errors = new RegressionErrors();
        errors.add(5, 5, 1);
        errors.add(5, 5, 1);
        RegressionErrors.Precision precision = errors.precision();
        precision.add(5, 5, 1);
        precision.add(5, 5, 1);

        assertThat(errors.r2()).isNaN();
        assertThat(errors.explainedVariance()).isNaN();
        assertThat(precision.ofRmse()).isZero();
        assertThat(precision.ofR2()).isNaN();
    }

    @Test
    public void standardErrorsAreThoseOfRepeatedSamples() {
        SplittableRandom random = new SplittableRandom(13);
        WeightedMean[] values = {new WeightedMean(), new WeightedMean(), new WeightedMean()};
        WeightedMean[] said = {new WeightedMean(), new WeightedMean(), new WeightedMean()};
        for (int r = 0; r < 600; r++) {
            double[][] rows = new double[250][];
            RegressionErrors errors = new RegressionErrors();
            for (int i = 0; i < rows.length; i++) {
                double label = Normal.quantile(random.nextDouble());
                rows[i] = new double[] {label, label + 0.3 + 0.5 * Normal.quantile(random.nextDouble())};
                errors.add(rows[i][0], rows[i][1], 1);
            }
            RegressionErrors.Precision precision = errors.precision();
            for (double[] row : rows) {
                precision.add(row[0], row[1], 1);
            }
            double[] now = {errors.rmse(), errors.r2(), errors.explainedVariance()};
            double[] error = {precision.ofRmse(), precision.ofR2(), precision.ofExplainedVariance()};
            for (int k = 0; k < 3; k++) {
                values[k].add(now[k], 1);
                said[k].add(error[k], 1);
            }
        }
        for (int k = 0; k < 3; k++) {
            assertThat(said[k].value() / (values[k].standardError() * Math.sqrt(600)))
                    .isBetween(0.9, 1.1);
        }
    }
}
