package io.jenkins.plugins.aidelivery.drift.profile;

import io.jenkins.plugins.aidelivery.stats.twosample.RandomFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stays of a column's vectors. Two can be added if their features have one width, as they have when both were made for the same reference.
 *
 * @param dimensions components of a vector
 * @param used vectors that the rest is about
 * @param faults others that were looked at
 * @param means of the components
 * @param squares sums of squared distances from the means
 * @param width of the kernel whose features are summed; 0 if all vectors are equal
 * @param features sums of {@link RandomFeatures} of that width
 */
public record Vectors(
        int dimensions,
        long used,
        VectorSample.Faults faults,
        Doubles means,
        Doubles squares,
        double width,
        Doubles features) {
    public Vectors {
        if (means.size() != dimensions || squares.size() != dimensions) {
            throw new IllegalArgumentException("vectors whose means have another length");
        }
    }

    /** @param reference whose kernel is used, if the vectors have its length */
    public static Vectors of(VectorSample sample, Optional<Vectors> reference) {
        int dimensions = sample.dimensions();
        List<double[]> rows = sample.rows();
        double[] means = new double[dimensions];
        double[] squares = new double[dimensions];
        for (double[] row : rows) {
            for (int k = 0; k < dimensions; k++) {
                means[k] += row[k] / rows.size();
            }
        }
        for (double[] row : rows) {
            for (int k = 0; k < dimensions; k++) {
                squares[k] += (row[k] - means[k]) * (row[k] - means[k]);
            }
        }
        double width = reference
                .filter(known -> known.dimensions == dimensions)
                .map(known -> known.width)
                .orElseGet(() -> width(rows));
        double[] sums = new double[RandomFeatures.SIZE];
        if (width > 0) {
            RandomFeatures features = new RandomFeatures(dimensions, width);
            for (double[] row : rows) {
                double[] of = features.of(row);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += of[k];
                }
            }
        }
        return new Vectors(
                dimensions,
                rows.size(),
                sample.faults(),
                Doubles.of(means),
                Doubles.of(squares),
                width,
                Doubles.of(sums));
    }

    /** The median distance of pairs, half of the sample apart; of the others' mean square if most are equal. */
    private static double width(List<double[]> rows) {
        int half = rows.size() / 2;
        double[] squares = new double[half];
        for (int i = 0; i < half; i++) {
            squares[i] = RandomFeatures.squaredDistance(rows.get(i), rows.get(i + half));
        }
        Arrays.sort(squares);
        if (half == 0 || squares[half - 1] == 0) {
            return 0;
        }
        double median = (squares[(half - 1) / 2] + squares[half / 2]) / 2;
        return Math.sqrt(median > 0 ? median : Arrays.stream(squares).average().orElse(0));
    }

    public long looked() {
        return used + faults.total();
    }

    /** Of all components together. */
    public double variance() {
        return Arrays.stream(squares.toArray()).sum() / Math.max(1, used - 1);
    }

    /** Of all components together: the root of the sum of their variances. */
    public double spread() {
        return Math.sqrt(variance());
    }

    /** Standard deviation of a component. */
    public double deviation(int component) {
        return Math.sqrt(squares.get(component) / Math.max(1, used - 1));
    }

    /** Of the mean features. */
    public double squaredFeatureDistance(Vectors other) {
        double sum = 0;
        for (int k = 0; k < features.size(); k++) {
            double apart = features.get(k) / used - other.features.get(k) / other.used;
            sum += apart * apart;
        }
        return sum;
    }

    /**
     * The squared mean discrepancy of two samples' distributions (A. Gretton and others, Journal of Machine Learning Research 13, 2012), without
     * bias, so that it may be below 0.
     */
    public double meanDiscrepancy(Vectors other) {
        return squaredFeatureDistance(other) - featureVariance() / used - other.featureVariance() / other.used;
    }

    /** Variance of all features together; the squares of one vector's have the sum 1. */
    public double featureVariance() {
        double squares = 0;
        for (int k = 0; k < features.size(); k++) {
            squares += features.get(k) / used * (features.get(k) / used);
        }
        return (1 - squares) * used / Math.max(1, used - 1.0);
    }

    Vectors plus(Vectors other) {
        if (dimensions != other.dimensions || width != other.width) {
            throw new IllegalArgumentException("vectors that were counted for different references can't be added");
        }
        double n = used;
        double m = other.used;
        double[] means2 = means.toArray();
        double[] squares2 = squares.toArray();
        double[] sums = features.toArray();
        for (int k = 0; k < dimensions; k++) {
            // T. F. Chan, G. H. Golub and R. J. LeVeque (1979).
            double apart = other.means.get(k) - means2[k];
            means2[k] += n + m == 0 ? 0 : apart * m / (n + m);
            squares2[k] += other.squares.get(k) + (n + m == 0 ? 0 : apart * apart * n * m / (n + m));
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] += other.features.get(k);
        }
        return new Vectors(
                dimensions,
                used + other.used,
                faults.plus(other.faults),
                Doubles.of(means2),
                Doubles.of(squares2),
                width,
                Doubles.of(sums));
    }
}
