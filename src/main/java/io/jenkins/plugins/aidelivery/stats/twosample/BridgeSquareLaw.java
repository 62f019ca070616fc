package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * The law of {@code ∫ B(F(x))² dx} of a Brownian bridge, half the limit of the squared energy distance: a sum of weighted squared normals, here by its
 * {@link Cumulants}.
 */
final class BridgeSquareLaw implements NullLaw {
    private final Cumulants cumulants;

    private BridgeSquareLaw(Cumulants cumulants) {
        this.cumulants = cumulants;
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
        return new BridgeSquareLaw(new Cumulants(trace, 2 * square, 8 * cube));
    }

    @Override
    public double quantile(double alpha) {
        return cumulants.quantile(alpha);
    }

    @Override
    public double pValue(double score) {
        return cumulants.pValue(score);
    }
}
