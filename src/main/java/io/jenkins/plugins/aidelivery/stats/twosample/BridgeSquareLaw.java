package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Gamma;

/**
 * The law of {@code ∫ B(F(x))² dx} of a Brownian bridge, half the limit of the squared energy distance: a sum of weighted squared normals, here the
 * shifted gamma law with the same mean, variance and skewness (M. J. Buckley and G. K. Eagleson, Australian Journal of
 * Statistics 30A, 1988).
 */
final class BridgeSquareLaw implements NullLaw {
    private final double mean;
    private final double variance;
    private final double shape;

    private BridgeSquareLaw(double mean, double variance, double third) {
        this.mean = mean;
        this.variance = variance;
        this.shape = 4 * variance * variance * variance / (third * third);
    }

    /** Cumulants from the traces of the covariance, its square and its cube. */
    static BridgeSquareLaw of(BridgeGrid grid) {
        int size = grid.size();
        double[][] matrix = new double[size][size];
        double trace = 0;
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                matrix[i][k] = grid.covariance(i, k) * grid.length()[k];
            }
            trace += matrix[i][i];
        }
        double square = 0;
        double cube = 0;
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double product = 0;
                for (int j = 0; j < size; j++) {
                    product += matrix[i][j] * matrix[j][k];
                }
                square += i == k ? product : 0;
                cube += product * matrix[k][i];
            }
        }
        return new BridgeSquareLaw(trace, 2 * square, 8 * cube);
    }

    @Override
    public double quantile(double alpha) {
        Counts.level(alpha);
        return variance > 0
                ? Math.max(0, mean + Math.sqrt(variance / shape) * (Gamma.upperQuantile(alpha, shape) - shape))
                : 0;
    }

    @Override
    public double pValue(double score) {
        if (!(score > 0)) {
            return 1;
        }
        return variance > 0 ? Gamma.sf(Math.max(0, shape + (score - mean) / Math.sqrt(variance / shape)), shape) : 0;
    }
}
