package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.Test;

/** Probabilities from J. P. Imhof's integral (1961), computed with scipy 1.17. */
public class WeightedChiSquaresTest {
    private static void assertTail(double[] weights, double score, double expected, double percent) {
        assertThat(WeightedChiSquares.of(weights).pValue(score))
                .as("of %s", score)
                .isCloseTo(expected, Percentage.withPercentage(percent));
    }

    @Test
    public void theTailIsRightToAFewPercent() {
        double[] three = {6, 3, 1};
        assertTail(three, 1, 0.9457861528, 0.5);
        assertTail(three, 7, 0.5064382318, 4);
        assertTail(three, 20, 0.1239590841, 2);
        assertTail(three, 50, 0.0065422506, 4);
        double[] falling =
                IntStream.range(0, 12).mapToDouble(k -> Math.scalb(1.0, -k)).toArray();
        assertTail(falling, 2, 0.3716232076, 4);
        assertTail(falling, 5, 0.0561666317, 2);
        assertTail(falling, 20, 1.50101182e-5, 9);
    }

    @Test
    public void ofEqualWeightsItIsChiSquare() {
        double[] eight = {2, 2, 2, 2, 2, 2, 2, 2};
        assertTail(eight, 2 * 3, 0.93435755, 0.5);
        assertTail(eight, 2 * 8, 0.43347012, 0.5);
        assertTail(eight, 2 * 15.507, 0.05000522, 0.5);
        assertTail(eight, 2 * 26.12, 0.00100177, 0.5);
        assertTail(new double[] {1}, 3.841459, 0.05, 4);
        assertTail(new double[] {1}, 6.634897, 0.01, 6);
    }

    @Test
    public void itFallsSteadilyThroughItsMean() {
        WeightedChiSquares law = WeightedChiSquares.of(new double[] {3, 2, 1, 0.5});
        double last = law.pValue(6.49);
        for (double score = 6.49; score < 6.51; score += 1e-5) {
            double p = law.pValue(score);
            assertThat(p).isBetween(last - 1e-4, last);
            last = p;
        }
    }

    @Test
    public void theQuantileIsWhereTheTailIs() {
        WeightedChiSquares law = WeightedChiSquares.of(new double[] {3, 2, 1, 0.5, 0, -1e-18});
        for (double alpha : new double[] {0.5, 0.05, 1e-6}) {
            assertThat(law.pValue(law.quantile(alpha))).isCloseTo(alpha, within(alpha * 1e-5));
        }
        assertThat(law.cumulants().mean()).isEqualTo(6.5);
    }

    @Test
    public void whatDoesNotVaryIsZero() {
        WeightedChiSquares law = WeightedChiSquares.of(new double[] {0, 0});
        assertThat(law.quantile(0.05)).isZero();
        assertThat(law.pValue(0)).isEqualTo(1);
        assertThat(law.pValue(0.1)).isZero();
    }
}
