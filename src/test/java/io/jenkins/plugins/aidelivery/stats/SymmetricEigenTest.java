package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.Test;

public class SymmetricEigenTest {
    private static final double[][] MATRIX = {
        {4, 1, -2, 2, 0},
        {1, 2, 0, 1, 0.5},
        {-2, 0, 3, -2, 1},
        {2, 1, -2, -1, 0},
        {0, 0.5, 1, 0, 2}
    };

    @Test
    public void theValuesAreThoseOfNumpy() {
        assertThat(SymmetricEigen.values(MATRIX))
                .containsExactly(
                        new double[] {
                            6.887392095090393,
                            3.111103715615912,
                            1.294245956056523,
                            0.9147505991804035,
                            -2.207492365943231
                        },
                        within(1e-13));
    }

    @Test
    public void theVectorsAreTurnedIntoThemselvesTimesTheirValue() {
        double[][] matrix = random(60);
        SymmetricEigen.Decomposition found = SymmetricEigen.of(matrix);
        assertThat(found.values()).containsExactly(SymmetricEigen.values(matrix), within(1e-11));
        for (int i = 0; i < 60; i++) {
            for (int k = 0; k < 60; k++) {
                assertThat(product(found.vector(i), found.vector(k))).isCloseTo(i == k ? 1 : 0, within(1e-12));
                assertThat(product(matrix[k], found.vector(i)))
                        .isCloseTo(found.values()[i] * found.vector(i)[k], within(1e-11));
            }
        }
    }

    private static double[][] random(int size) {
        Random random = new Random(5);
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k <= i; k++) {
                matrix[i][k] = random.nextGaussian();
                matrix[k][i] = matrix[i][k];
            }
        }
        return matrix;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Test
    public void matricesWithLittleInThemAreNoTrouble() {
        assertThat(SymmetricEigen.values(new double[0][])).isEmpty();
        assertThat(SymmetricEigen.values(new double[][] {{7}})).containsExactly(7);
        assertThat(SymmetricEigen.values(new double[3][3])).containsExactly(0, 0, 0);
        assertThat(SymmetricEigen.values(new double[][] {{1, 0, 0}, {0, 3, 0}, {0, 0, 2}}))
                .containsExactly(3, 2, 1);
        assertThat(SymmetricEigen.values(new double[][] {{1e300, 1e300}, {1e300, 1e300}})[0])
                .isCloseTo(2e300, within(1e287));
        assertThat(SymmetricEigen.values(new double[][] {{1e-310, 1e-310}, {1e-310, 1e-310}})[0])
                .isCloseTo(2e-310, within(1e-322));
    }

    @Test
    public void oneWithoutFiniteValuesIsRefused() {
        assertThatThrownBy(() -> SymmetricEigen.values(new double[][] {{Double.NaN, 1}, {1, 2}}))
                .isInstanceOf(ArithmeticException.class);
    }
}
