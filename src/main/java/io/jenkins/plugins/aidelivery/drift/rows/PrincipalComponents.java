package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.drift.sql.RowSampler.TableRow;
import io.jenkins.plugins.aidelivery.stats.Means;
import io.jenkins.plugins.aidelivery.stats.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Principal components of half of the reference's rows, as many as hold 65 % of the variance, as NannyML 0.13 keeps; and how far the reference's
 * other rows and the current ones lie from what the components make of them. Numbers are normal scores, missing ones 0; categories count
 * by the normal scores of how frequent they are in that half.
 */
final class PrincipalComponents {
    private static final double KEPT = 0.65;

    private final JointTable table;
    private final int[] learned;
    private final int[] heldOut;

    PrincipalComponents(JointTable table) {
        this.table = table;
        HeldOut halves = table.halves();
        int n = table.reference().size();
        this.learned = Arrays.stream(halves.learned()).filter(row -> row < n).toArray();
        this.heldOut = Arrays.stream(halves.tested()).filter(row -> row < n).toArray();
    }

    JointFinding finding() {
        double[][] rows = rows();
        int features = rows[0].length;
        if (features < 2) {
            return JointFinding.without(
                    Multivariate.PRINCIPAL_COMPONENTS, table, "fewer than two columns of the reference vary");
        }
        SymmetricEigen.Decomposition found = SymmetricEigen.of(covariance(rows, features));
        double[][] components =
                IntStream.range(0, kept(found.values())).mapToObj(found::vector).toArray(double[][]::new);
        int n = table.reference().size();
        double[] before = errors(rows, heldOut, components);
        double[] now = errors(rows, IntStream.range(n, rows.length).toArray(), components);
        Means.Sample one = sample(before);
        Means.Sample other = sample(now);
        Reconstruction reconstruction = new Reconstruction(
                components.length,
                features,
                one.mean(),
                other.mean(),
                Math.sqrt(one.variance()),
                Means.welch(one, other).pValue(),
                before.length,
                now.length);
        if (!(reconstruction.deviation() > 0)) {
            return JointFinding.without(
                    Multivariate.PRINCIPAL_COMPONENTS,
                    table,
                    "the reference's rows all lie equally far from their components");
        }
        return new JointFinding(
                Multivariate.PRINCIPAL_COMPONENTS,
                "",
                table.columns().size(),
                n,
                table.current().size(),
                null,
                reconstruction,
                List.of());
    }

    /** Numbers of all rows, with the mean 0 and the standard deviation 1 where components are made from. */
    private double[][] rows() {
        List<TableRow> all = table.all();
        List<double[]> columns = new ArrayList<>();
        for (int k = 0; k < table.numbers().size(); k++) {
            add(table.numbersOf(k, all), columns);
        }
        for (int k = 0; k < table.texts().size(); k++) {
            add(frequencies(table.textsOf(k, all)), columns);
        }
        double[][] rows = new double[all.size()][columns.size()];
        for (int k = 0; k < columns.size(); k++) {
            for (int row = 0; row < rows.length; row++) {
                rows[row][k] = columns.get(k)[row];
            }
        }
        return rows;
    }

    private double[] frequencies(String[] texts) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row : learned) {
            counts.merge(texts[row], 1, Integer::sum);
        }
        return Arrays.stream(texts)
                .mapToDouble(text -> counts.getOrDefault(text, 0))
                .toArray();
    }

    private void add(double[] values, List<double[]> columns) {
        double[] scores = NormalScores.of(values, learned).of(values);
        Means.Sample sample =
                sample(Arrays.stream(learned).mapToDouble(row -> scores[row]).toArray());
        if (sample.variance() > 1e-12) {
            columns.add(Arrays.stream(scores)
                    .map(x -> (x - sample.mean()) / Math.sqrt(sample.variance()))
                    .toArray());
        }
    }

    private static Means.Sample sample(double[] x) {
        double mean = Arrays.stream(x).average().orElse(0);
        double squares =
                Arrays.stream(x).map(value -> (value - mean) * (value - mean)).sum();
        return new Means.Sample(mean, squares / (x.length - 1), x.length);
    }

    private double[][] covariance(double[][] rows, int features) {
        double[][] covariance = new double[features][features];
        for (int row : learned) {
            for (int i = 0; i < features; i++) {
                for (int k = 0; k <= i; k++) {
                    covariance[i][k] += rows[row][i] * rows[row][k] / learned.length;
                }
            }
        }
        return covariance;
    }

    /** At least one, and not all: or nothing would be lost. */
    private static int kept(double[] values) {
        double all = Arrays.stream(values).sum();
        double sum = 0;
        int kept = 0;
        while (kept < values.length - 1 && sum < KEPT * all) {
            sum += values[kept++];
        }
        return Math.max(1, kept);
    }

    /** What is left of a row's length without its components, which are at right angles. */
    private static double[] errors(double[][] rows, int[] some, double[][] components) {
        double[] errors = new double[some.length];
        for (int i = 0; i < some.length; i++) {
            double[] row = rows[some[i]];
            double left = product(row, row);
            for (double[] component : components) {
                double along = product(row, component);
                left -= along * along;
            }
            errors[i] = Math.sqrt(Math.max(0, left));
        }
        return errors;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += one[k] * other[k];
        }
        return sum;
    }
}
