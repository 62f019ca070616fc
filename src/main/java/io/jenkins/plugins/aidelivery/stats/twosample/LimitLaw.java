package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * The law of a sum {@code Σ λ_j Z_j²} of squared normals, whose limit the statistics of Cramér, von Mises, Anderson and Darling have.
 * N. V. Smirnov's formula (1937) gives its tail as a sum of integrals between every other pair of {@code 1/(2λ_j)}; the first term alone
 * is the far tail, so that small probabilities keep their digits.
 */
final class LimitLaw {
    /** {@code λ_j = 1/(jπ)²}. */
    static final LimitLaw CRAMER_VON_MISES = new LimitLaw(j -> j * j * Math.PI * Math.PI / 2, u -> {
        double root = Math.sqrt(2 * u);
        return Math.sin(root) / root;
    });

    /** {@code λ_j = 1/(j(j+1))}. */
    static final LimitLaw ANDERSON_DARLING = new LimitLaw(
            j -> j * (j + 1.0) / 2, u -> -Math.cos(Math.PI / 2 * Math.sqrt(1 + 8 * u)) / (2 * Math.PI * u));

    private static final int NODES = 128;

    /** Terms smaller than its exponential are nothing. */
    private static final double NOTHING = 45;

    /** Beyond it a term's exponential falls too fast for nodes that are spread over the whole interval. */
    private static final double STEEP = 100;

    private final IntToDoubleFunction rate;
    private final DoubleUnaryOperator determinant;

    /**
     * @param rate {@code 1/(2λ_j)} by j from 1, ascending
     * @param determinant {@code Π (1 - 2uλ_j)} at u
     */
    private LimitLaw(IntToDoubleFunction rate, DoubleUnaryOperator determinant) {
        this.rate = rate;
        this.determinant = determinant;
    }

    /** Probability of more than x. */
    double sf(double x) {
        // Below it the sum would need hundreds of terms, and the probability of less is below 1e-15 for both laws.
        if (x < 0.003) {
            return 1;
        }
        double sum = 0;
        double first = rate.applyAsDouble(1);
        for (int j = 1; (rate.applyAsDouble(j) - first) * x < NOTHING; j += 4) {
            sum += between(j, x) - between(j + 2, x);
        }
        return Math.min(1, Math.max(0, sum / Math.PI * Math.exp(-x * first)));
    }

    /** The integral from the j-th to the next rate, times {@code exp(x · first rate)}. */
    private double between(int j, double x) {
        double from = rate.applyAsDouble(j);
        double to = rate.applyAsDouble(j + 1);
        return (to - from) * x > STEEP ? steep(from, x) : spread(from, to, x);
    }

    /** Chebyshev's nodes take the roots at both ends into account. */
    private double spread(double from, double to, double x) {
        double middle = (from + to) / 2;
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double angle = Math.PI * (i + 0.5) / NODES;
            double u = middle - half * Math.cos(angle);
            sum += term(u, x) * half * Math.sin(angle);
        }
        return sum * Math.PI / NODES;
    }

    /** With {@code u = from + s²} the integrand is a bell's half, which the midpoint rule integrates exactly. */
    private double steep(double from, double x) {
        double step = Math.sqrt(NOTHING / x) / NODES;
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double s = (i + 0.5) * step;
            sum += term(from + s * s, x) * 2 * s;
        }
        return sum * step;
    }

    private double term(double u, double x) {
        return Math.exp(-x * (u - rate.applyAsDouble(1))) / (u * Math.sqrt(Math.abs(determinant.applyAsDouble(u))));
    }
}
