package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.Test;

/** Weights as scikit-learn 1.9 finds them: {@code LogisticRegression(C=1/(ridge·n), class_weight="balanced")}. */
public class LogisticRegressionTest {
    private static final double[][] ROWS = {
        {0.3, 0.8, 0.3},
        {-1.3, 0.9, 0.4},
        {-0.5, 0.6, 0.4},
        {0.3, 0.0, 0.5},
        {-0.7, -0.2, -0.5},
        {0.6, 0.0, -0.3},
        {-0.8, -0.3, 0.0},
        {-0.3, 1.3, 1.0},
        {-2.7, -1.9, -0.2},
        {-0.4, 0.2, 0.2},
        {2.1, -1.1, -0.4},
        {2.0, 0.6, 0.7}
    };

    private static final boolean[] POSITIVE = {
        false, true, false, true, true, false, false, true, false, false, true, false
    };

    /** Rows in arrays. */
    private record Plain(double[][] rows) implements LogisticRegression.Rows {
        @Override
        public int features() {
            return rows[0].length;
        }

        @Override
        public double product(int row, double[] weights) {
            return IntStream.range(0, features())
                    .mapToDouble(k -> rows[row][k] * weights[k])
                    .sum();
        }

        @Override
        public void add(int row, double factor, double[] sums) {
            for (int k = 0; k < features(); k++) {
                sums[k] += factor * rows[row][k];
            }
        }

        @Override
        public double square(int row) {
            return product(row, rows[row]);
        }
    }

    private static LogisticRegression fit(boolean[] positive, int... chosen) {
        return LogisticRegression.fit(new Plain(ROWS), new LogisticRegression.Lesson(chosen, positive, 0.05, 2000));
    }

    @Test
    public void itFindsTheWeightsThatOthersFind() {
        LogisticRegression fitted = fit(POSITIVE, IntStream.range(0, 12).toArray());
        assertThat(fitted.weight(0)).isCloseTo(0.12446133, within(1e-7));
        assertThat(fitted.weight(1)).isCloseTo(0.19817987, within(1e-7));
        assertThat(fitted.weight(2)).isCloseTo(-0.04095163, within(1e-7));
        double intercept = fitted.score(new Plain(new double[][] {{0, 0, 0}}), 0);
        assertThat(intercept).isCloseTo(-0.00013017, within(1e-7));
    }

    @Test
    public void rowsThatWereNotChosenTeachNothing() {
        LogisticRegression few = fit(POSITIVE, 0, 1, 2, 3);
        boolean[] others = POSITIVE.clone();
        others[7] = !others[7];
        assertThat(fit(others, 0, 1, 2, 3).weight(0)).isEqualTo(few.weight(0));
    }

    @Test
    public void ofOneClassThereIsNothingToLearnButThat() {
        LogisticRegression fitted = fit(new boolean[12], 0, 2, 5);
        assertThat(fitted.score(new Plain(ROWS), 1)).isNegative();
    }
}
