package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Eigenvalues of the covariance that vectors have around the means of their samples, as shares of their sum: how uneven its directions are,
 * whatever the unit.
 */
public final class CovarianceSpectrum {
    /** Products of numbers: half a second or so. */
    private static final double MOST_PRODUCTS = 6e8;

    private CovarianceSpectrum() {}

    /**
     * From all vectors, or from the first of each sample where all would take too long. From few vectors the values are more uneven than the
     * true ones, and what is called chance by them is too much rather than too little.
     *
     * @param samples of vectors of one length; those with fewer than two vectors tell nothing
     * @return shares of the whole variance, the largest first; none if nothing varies
     */
    public static double[] within(List<List<double[]>> samples) {
        List<List<double[]>> telling =
                samples.stream().filter(sample -> sample.size() > 1).toList();
        if (telling.isEmpty()) {
            return new double[0];
        }
        double all = telling.stream().mapToInt(List::size).sum();
        double most = rows(telling.get(0).get(0).length);
        List<double[]> centred = new ArrayList<>();
        for (List<double[]> sample : telling) {
            int size = (int) Math.max(2, Math.min(sample.size(), Math.floor(sample.size() * most / all)));
            centred.addAll(centred(sample.subList(0, size)));
        }
        double[] values = SymmetricEigen.values(products(scaled(centred)));
        double sum = Arrays.stream(values).sum();
        return sum > 0 ? Arrays.stream(values).map(value -> value / sum).toArray() : new double[0];
    }

    /** So that squares are neither lost nor beyond all. */
    private static List<double[]> scaled(List<double[]> rows) {
        double most = rows.stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        double unit = Math.scalb(1.0, -Math.getExponent(most));
        return Double.isFinite(unit) && unit > 0
                ? rows.stream()
                        .map(row -> Arrays.stream(row).map(x -> x * unit).toArray())
                        .toList()
                : rows;
    }

    /** Vectors of a length that can be multiplied in time, with each other or component by component. */
    private static double rows(int dimensions) {
        double byComponents = 2 * MOST_PRODUCTS / ((double) dimensions * dimensions);
        double byVectors = Math.sqrt(2 * MOST_PRODUCTS / dimensions);
        return Math.max(byComponents, byVectors);
    }

    private static List<double[]> centred(List<double[]> rows) {
        double[] mean = new double[rows.get(0).length];
        for (double[] row : rows) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += row[k] / rows.size();
            }
        }
        List<double[]> centred = new ArrayList<>();
        for (double[] row : rows) {
            double[] moved = new double[mean.length];
            for (int k = 0; k < mean.length; k++) {
                moved[k] = row[k] - mean[k];
            }
            centred.add(moved);
        }
        return centred;
    }

    /** Of components or of vectors, whichever are fewer: both have the same eigenvalues but for zeros. */
    private static double[][] products(List<double[]> rows) {
        int dimensions = rows.get(0).length;
        return rows.size() < dimensions ? ofVectors(rows) : ofComponents(rows, dimensions);
    }

    private static double[][] ofVectors(List<double[]> rows) {
        double[][] products = new double[rows.size()][rows.size()];
        for (int i = 0; i < products.length; i++) {
            for (int k = 0; k <= i; k++) {
                products[i][k] = RandomFeatures.product(rows.get(i), rows.get(k));
            }
        }
        return products;
    }

    private static double[][] ofComponents(List<double[]> rows, int dimensions) {
        double[][] products = new double[dimensions][dimensions];
        for (double[] row : rows) {
            for (int i = 0; i < dimensions; i++) {
                double x = row[i];
                double[] into = products[i];
                for (int k = 0; k <= i; k++) {
                    into[k] += x * row[k];
                }
            }
        }
        return products;
    }
}
