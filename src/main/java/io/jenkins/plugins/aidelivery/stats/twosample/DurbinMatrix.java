package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * The exact law of Kolmogorov's two-sided statistic for a small sample: J. Durbin's matrix in the form of G. Marsaglia,
 * W. W. Tsang and J. Wang (Journal of Statistical Software 8(18), 2003).
 */
final class DurbinMatrix {
    private DurbinMatrix() {}

    /**
     * Probability of less than d.
     *
     * @param n moderate: time is {@code (nd)³ log n}, and the powers of the matrix must not overflow (n to 500)
     */
    static double cdf(double d, int n) {
        int k = (int) Math.floor(n * d) + 1;
        double[][] matrix = matrix(2 * k - 1, k - n * d);
        double[][] power = identity(matrix.length);
        for (int bits = n; bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                power = product(power, matrix);
            }
            matrix = bits > 1 ? product(matrix, matrix) : matrix;
        }
        double cdf = power[k - 1][k - 1];
        for (int i = 1; i <= n; i++) {
            cdf *= (double) i / n;
        }
        return cdf;
    }

    /** @param h what is missing to a whole nd, 0 … 1 */
    private static double[][] matrix(int size, double h) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= Math.min(i + 1, size - 1); j++) {
                matrix[i][j] = 1 / factorial(i - j + 1);
            }
        }
        for (int i = 0; i < size; i++) {
            double lost = Math.pow(h, i + 1) / factorial(i + 1);
            matrix[i][0] -= lost;
            matrix[size - 1][size - 1 - i] -= lost;
        }
        // The corner lost h^size twice; what both ends share is put back.
        if (h > 0.5) {
            matrix[size - 1][0] += Math.pow(2 * h - 1, size) / factorial(size);
        }
        return matrix;
    }

    private static double factorial(int k) {
        double product = 1;
        for (int i = 2; i <= k; i++) {
            product *= i;
        }
        return product;
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double[][] product(double[][] left, double[][] right) {
        int size = left.length;
        double[][] product = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double factor = left[i][k];
                for (int j = 0; j < size; j++) {
                    product[i][j] += factor * right[k][j];
                }
            }
        }
        return product;
    }
}
