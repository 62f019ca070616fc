package io.jenkins.plugins.aidelivery.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: reflections (A. S. Householder 1958) leave three diagonals, on which rotations with
 * J. H. Wilkinson's shift work until one is left (the implicit QL algorithm: A. Dubrulle, R. S. Martin and J. H. Wilkinson,
 * Numerische Mathematik 12, 1968). About {@code 4/3 n³} operations for the values, three times as many with the vectors.
 */
public final class SymmetricEigen {
    /** Far more than it takes; each eigenvalue needs two or three. */
    private static final int MOST_TURNS = 100;

    private final double[] diagonal;
    private final double[] beside;
    private final double[][] reflections;
    private final double[][] vectors;

    private SymmetricEigen(double[][] matrix, boolean withVectors) {
        int size = matrix.length;
        this.diagonal = new double[size];
        this.beside = new double[size];
        this.reflections = new double[size][];
        this.vectors = withVectors ? new double[size][size] : new double[0][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i][i] = 1;
        }
        reflect(matrix);
        for (int first = 0; first < size; first++) {
            turn(first);
        }
        reflectBack();
    }

    /** What came out, the largest value first. */
    public static final class Decomposition {
        private final double[] values;
        private final double[][] vectors;

        private Decomposition(double[] values, double[][] vectors) {
            this.values = values;
            this.vectors = vectors;
        }

        /** Eigenvalues. */
        public double[] values() {
            return values.clone();
        }

        /** The eigenvector of a value, of length 1. */
        public double[] vector(int i) {
            return vectors[i].clone();
        }
    }

    /** @param matrix symmetric and finite; only the lower half counts */
    public static Decomposition of(double[][] matrix) {
        return new SymmetricEigen(copy(matrix), true).sorted();
    }

    /** Eigenvalues only, the largest first. */
    public static double[] values(double[][] matrix) {
        return new SymmetricEigen(copy(matrix), false).sorted().values();
    }

    private static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    private Decomposition sorted() {
        int[] order = IntStream.range(0, diagonal.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -diagonal[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = Arrays.stream(order).mapToDouble(i -> diagonal[i]).toArray();
        return new Decomposition(
                values,
                vectors.length == 0
                        ? vectors
                        : Arrays.stream(order).mapToObj(i -> vectors[i]).toArray(double[][]::new));
    }

    /** Row by row from the last: what is left of the diagonal's neighbour becomes 0. */
    private void reflect(double[][] a) {
        int size = a.length;
        for (int i = size - 1; i >= 0; i--) {
            diagonal[i] = a[i][i];
            if (i == 0) {
                break;
            }
            double[] v = Arrays.copyOf(a[i], i);
            double rest = norm(v, i - 1);
            if (rest == 0) {
                beside[i - 1] = v[i - 1];
                continue;
            }
            double length = Math.copySign(norm(v, i), v[i - 1]);
            beside[i - 1] = -length;
            v[i - 1] += length;
            double scale = Math.sqrt(2) / norm(v, i);
            for (int k = 0; k < i; k++) {
                v[k] *= scale;
            }
            reflections[i] = v;
            applyBothSides(a, v, i);
        }
    }

    /** {@code (I - vvᵀ) A (I - vvᵀ)} of the first rows and columns; the length of v is the root of 2. */
    private static void applyBothSides(double[][] a, double[] v, int size) {
        double[] p = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = a[i][i] * v[i];
            for (int k = 0; k < i; k++) {
                sum += a[i][k] * v[k];
                p[k] += a[i][k] * v[i];
            }
            p[i] += sum;
        }
        double half = 0;
        for (int i = 0; i < size; i++) {
            half += v[i] * p[i] / 2;
        }
        for (int i = 0; i < size; i++) {
            p[i] -= half * v[i];
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k <= i; k++) {
                a[i][k] -= v[i] * p[k] + p[i] * v[k];
            }
        }
    }

    private static double norm(double[] v, int size) {
        double most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, Math.abs(v[i]));
        }
        if (most == 0) {
            return 0;
        }
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += v[i] / most * (v[i] / most);
        }
        return most * Math.sqrt(squares);
    }

    /** Turns until the first entry beside the diagonal is nothing. */
    private void turn(int first) {
        for (int turns = 0; turns < MOST_TURNS; turns++) {
            int last = first;
            while (last + 1 < diagonal.length && !isNothing(last)) {
                last++;
            }
            if (last == first) {
                return;
            }
            sweep(first, last);
        }
        throw new ArithmeticException("a matrix with values that aren't finite has no eigenvalues");
    }

    private boolean isNothing(int i) {
        double around = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
        return Math.abs(beside[i]) <= Math.ulp(around);
    }

    private void sweep(int first, int last) {
        double slope = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        double shift = diagonal[first] - beside[first] / (slope + Math.copySign(Math.hypot(slope, 1), slope));
        double bulge = diagonal[last] - shift;
        double sine = 1;
        double cosine = 1;
        double moved = 0;
        for (int i = last - 1; i >= first; i--) {
            double up = sine * beside[i];
            double along = cosine * beside[i];
            double radius = Math.hypot(up, bulge);
            beside[i + 1] = radius;
            if (radius == 0) {
                diagonal[i + 1] -= moved;
                beside[last] = 0;
                return;
            }
            sine = up / radius;
            cosine = bulge / radius;
            double below = diagonal[i + 1] - moved;
            double mixed = (diagonal[i] - below) * sine + 2 * cosine * along;
            moved = sine * mixed;
            diagonal[i + 1] = below + moved;
            bulge = cosine * mixed - along;
            rotate(i, sine, cosine);
        }
        diagonal[first] -= moved;
        beside[first] = bulge;
        beside[last] = 0;
    }

    private void rotate(int i, double sine, double cosine) {
        if (vectors.length == 0) {
            return;
        }
        double[] one = vectors[i];
        double[] other = vectors[i + 1];
        for (int k = 0; k < one.length; k++) {
            double second = other[k];
            other[k] = sine * one[k] + cosine * second;
            one[k] = cosine * one[k] - sine * second;
        }
    }

    private void reflectBack() {
        for (double[] vector : vectors) {
            for (double[] v : reflections) {
                if (v != null) {
                    double product = 0;
                    for (int k = 0; k < v.length; k++) {
                        product += v[k] * vector[k];
                    }
                    for (int k = 0; k < v.length; k++) {
                        vector[k] -= product * v[k];
                    }
                }
            }
        }
    }
}
