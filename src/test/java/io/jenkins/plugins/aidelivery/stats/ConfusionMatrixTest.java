package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.stats.ClassificationFigures.Average;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures.OfClass;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.Test;

public class ConfusionMatrixTest {
    private static final double[][] THREE = {{12.5, 3, 1.25}, {2, 20, 4}, {0.5, 6, 17}};

    private static ConfusionMatrix matrix(double[][] weights) {
        ConfusionMatrix matrix = new ConfusionMatrix(weights.length);
        for (int label = 0; label < weights.length; label++) {
            for (int prediction = 0; prediction < weights.length; prediction++) {
                double weight = weights[label][prediction];
                matrix.add(label, prediction, Math.round(weight), weight, weight);
            }
        }
        return matrix;
    }

    private static Map<String, Function<ClassificationFigures, Figure>> all() {
        Map<String, Function<ClassificationFigures, Figure>> all = new LinkedHashMap<>();
        all.put("accuracy", ClassificationFigures::accuracy);
        all.put("balanced", ClassificationFigures::balancedAccuracy);
        all.put("matthews", ClassificationFigures::matthews);
        all.put("kappa", ClassificationFigures::cohenKappa);
        for (OfClass metric : OfClass.values()) {
            all.put(metric + " 1", figures -> figures.of(metric, 1));
            for (Average average : Average.values()) {
                all.put(metric + " " + average, figures -> figures.of(metric, average));
            }
        }
        return all;
    }

    @Test
    public void derivativesAreThoseOfTheValues() {
        all().forEach((name, metric) -> {
            Figure figure = metric.apply(matrix(THREE).figures());
            for (int label = 0; label < 3; label++) {
                for (int prediction = 0; prediction < 3; prediction++) {
                    double step = 1e-4;
                    ConfusionMatrix more = matrix(THREE);
                    more.add(label, prediction, step);
                    ConfusionMatrix less = matrix(THREE);
                    less.add(label, prediction, 0, -step, 0);
                    double slope = (metric.apply(more.figures()).value()
                                    - metric.apply(less.figures()).value())
                            / step
                            / 2;
                    assertThat(figure.derivative(label, prediction))
                            .as(name + " at " + label + ", " + prediction)
                            .isCloseTo(slope, within(1e-9));
                }
            }
        });
    }

    @Test
    public void standardErrorsAreThoseOfRepeatedSamples() {
        SplittableRandom random = new SplittableRandom(5);
        double[] shares = {0.25, 0.05, 0.03, 0.06, 0.2, 0.07, 0.02, 0.09, 0.23};
        int rows = 400;
        int repetitions = 1500;
        all().forEach((name, metric) -> {
            WeightedMean values = new WeightedMean();
            WeightedMean errors = new WeightedMean();
            SplittableRandom own = random.split();
            for (int r = 0; r < repetitions; r++) {
                ConfusionMatrix sample = new ConfusionMatrix(3);
                for (int i = 0; i < rows; i++) {
                    int cell = draw(shares, own.nextDouble());
                    sample.add(cell / 3, cell % 3, 1);
                }
                Figure figure = metric.apply(sample.figures());
                values.add(figure.value(), 1);
                errors.add(figure.standardError(), 1);
            }
            double spread = values.standardError() * Math.sqrt(repetitions);
            assertThat(errors.value() / spread).as(name).isBetween(0.93, 1.07);
        });
    }

    private static int draw(double[] shares, double at) {
        int cell = 0;
        double below = shares[0];
        while (at >= below && cell < shares.length - 1) {
            below += shares[++cell];
        }
        return cell;
    }

    @Test
    public void accuracyIsAsPreciseAsAShare() {
        ConfusionMatrix two = matrix(new double[][] {{40, 10}, {5, 45}});
        Figure accuracy = two.figures().accuracy();

        assertThat(accuracy.value()).isEqualTo(0.85);
        assertThat(accuracy.trials()).isCloseTo(100, within(1e-9));
        assertThat(two.figures().of(OfClass.RECALL, 1).trials()).isCloseTo(50, within(1e-9));
        assertThat(two.figures().of(OfClass.PRECISION, 1).trials()).isCloseTo(55, within(1e-9));
    }

    @Test
    public void aPerfectScoreOnFiveRowsIsAsUncertainAsFiveOutOfFive() {
        ConfusionMatrix five = matrix(new double[][] {{3, 0}, {0, 2}});
        ClassificationFigures figures = five.figures();

        assertThat(figures.accuracy().value()).isOne();
        assertThat(figures.accuracy().trials()).isEqualTo(5);
        assertThat(figures.of(OfClass.F1, 1).trials()).isEqualTo(2);
        assertThat(figures.of(OfClass.F1, Average.MACRO).trials()).isCloseTo(4 / (1 / 3.0 + 1 / 2.0), within(1e-12));
        assertThat(figures.matthews().value()).isEqualTo(1, within(1e-15));
        assertThat(figures.matthews().standardError()).isBetween(0.1, 0.5);
        assertThat(figures.cohenKappa().standardError()).isBetween(0.1, 0.5);
    }

    @Test
    public void aClassThatNobodyPredictedHasNoPrecision() {
        ClassificationFigures figures = matrix(new double[][] {{5, 0}, {3, 0}}).figures();

        assertThat(figures.of(OfClass.PRECISION, 1).value()).isZero();
        assertThat(figures.of(OfClass.PRECISION, 1).trials()).isNaN();
        assertThat(figures.of(OfClass.RECALL, 1).value()).isZero();
        assertThat(figures.of(OfClass.RECALL, 1).trials()).isEqualTo(3);
        assertThat(figures.matthews().value()).isZero();
        assertThat(figures.cohenKappa().value()).isZero();
        assertThat(figures.support(1)).isEqualTo(3);
        assertThat(figures.predicted(1)).isZero();
    }

    @Test
    public void weightsAllAlikeChangeNothing() {
        ConfusionMatrix one = new ConfusionMatrix(2);
        ConfusionMatrix seven = new ConfusionMatrix(2);
        int[][] rows = {{0, 0}, {0, 1}, {1, 1}, {1, 1}, {0, 0}, {1, 0}, {0, 0}};
        for (int[] row : rows) {
            one.add(row[0], row[1], 1);
            seven.add(row[0], row[1], 7);
        }
        all().forEach((name, metric) -> {
            Figure plain = metric.apply(one.figures());
            Figure weighted = metric.apply(seven.figures());
            assertThat(weighted.value()).as(name).isCloseTo(plain.value(), within(1e-14));
            assertThat(weighted.standardError()).as(name).isCloseTo(plain.standardError(), within(1e-14));
            assertThat(weighted.trials()).as(name).isCloseTo(plain.trials(), within(1e-9));
        });
        assertThat(seven.rows()).isEqualTo(7);
    }

    @Test
    public void oneClassAgainstTheOthersIsTwoClasses() {
        ConfusionMatrix two = matrix(THREE).against(1);

        assertThat(two.weight(1, 1)).isEqualTo(20);
        assertThat(two.weight(1, 0)).isEqualTo(6);
        assertThat(two.weight(0, 1)).isEqualTo(9);
        assertThat(two.figures().of(OfClass.F1, 1).value())
                .isEqualTo(matrix(THREE).figures().of(OfClass.F1, 1).value());
    }

    @Test
    public void cellsOutsideAreRefused() {
        ConfusionMatrix two = new ConfusionMatrix(2);

        assertThatThrownBy(() -> two.add(2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> two.add(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rate.selected(new ConfusionMatrix(3))).isInstanceOf(IllegalArgumentException.class);
    }
}
