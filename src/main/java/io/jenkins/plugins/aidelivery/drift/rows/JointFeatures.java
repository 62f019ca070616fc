package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.stats.LogisticRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows as numbers for a classifier: normal scores of numbers, whether they are missing, whether a text is one of the most frequent; the squares of
 * numbers, and, as long as there are few enough, products of two columns, by which it sees that they go together in another
 * way. Every feature has the mean 0 and the standard deviation 1 among the rows to learn from, over the root of their number.
 */
final class JointFeatures implements LogisticRegression.Rows {
    /** Categories of a column that count. */
    private static final int CATEGORIES = 20;

    /** Categories of a column whose products with other columns count. */
    private static final int PAIRED_CATEGORIES = 4;

    /** Rows to learn from that a category needs. */
    private static final int FEWEST = 5;

    /** Features up to which products are added. */
    private static final int MOST = 600;

    private final int[] learned;
    private final List<Feature> features = new ArrayList<>();
    private final float[][] rows;

    /**
     * A number of every row.
     *
     * @param columns that it comes from, one or two
     * @param values by row
     * @param paired whether it is multiplied with others
     */
    private record Feature(int[] columns, float[] values, boolean paired) {}

    private JointFeatures(JointTable table, int[] learned) {
        this.learned = learned;
        int numbers = table.numbers().size();
        for (int k = 0; k < numbers; k++) {
            addNumber(k, table.numbersOf(k, table.all()));
        }
        for (int k = 0; k < table.texts().size(); k++) {
            addTexts(numbers + k, table.textsOf(k, table.all()));
        }
        addProducts();
        this.rows = rows(table.all().size());
    }

    private float[][] rows(int size) {
        double scale = 1 / Math.sqrt(Math.max(1, features.size()));
        float[][] byRow = new float[size][features.size()];
        for (int k = 0; k < features.size(); k++) {
            float[] values = features.get(k).values();
            for (int row = 0; row < size; row++) {
                byRow[row][k] = (float) (values[row] * scale);
            }
        }
        return byRow;
    }

    /** @param learned rows whose ranks, categories and spread count */
    static JointFeatures of(JointTable table, int[] learned) {
        return new JointFeatures(table, learned);
    }

    private void addNumber(int column, double[] values) {
        double[] scores = NormalScores.of(values, learned).of(values);
        add(new int[] {column}, scores, true);
        add(new int[] {column}, Arrays.stream(scores).map(x -> x * x).toArray(), false);
        add(
                new int[] {column},
                Arrays.stream(values).map(x -> Double.isNaN(x) ? 1 : 0).toArray(),
                false);
    }

    private void addTexts(int column, String[] values) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row : learned) {
            counts.merge(values[row], 1, Integer::sum);
        }
        List<String> frequent = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST)
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(CATEGORIES)
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < frequent.size(); i++) {
            String category = frequent.get(i);
            add(
                    new int[] {column},
                    Arrays.stream(values)
                            .mapToDouble(value -> value.equals(category) ? 1 : 0)
                            .toArray(),
                    i < PAIRED_CATEGORIES);
        }
    }

    private void addProducts() {
        List<Feature> paired = features.stream().filter(Feature::paired).toList();
        long products = (long) paired.size() * (paired.size() - 1) / 2;
        if (features.size() + products > MOST) {
            return;
        }
        for (int i = 0; i < paired.size(); i++) {
            for (int k = 0; k < i; k++) {
                Feature one = paired.get(i);
                Feature other = paired.get(k);
                if (one.columns()[0] != other.columns()[0]) {
                    add(
                            new int[] {one.columns()[0], other.columns()[0]},
                            IntStream.range(0, one.values().length)
                                    .mapToDouble(row -> (double) one.values()[row] * other.values()[row])
                                    .toArray(),
                            false);
                }
            }
        }
    }

    /** What is the same in all rows to learn from teaches nothing. */
    private void add(int[] columns, double[] values, boolean paired) {
        double mean =
                Arrays.stream(learned).mapToDouble(row -> values[row]).average().orElse(0);
        double variance = Arrays.stream(learned)
                .mapToDouble(row -> (values[row] - mean) * (values[row] - mean))
                .average()
                .orElse(0);
        if (variance > 1e-12) {
            float[] standard = new float[values.length];
            for (int row = 0; row < values.length; row++) {
                standard[row] = (float) ((values[row] - mean) / Math.sqrt(variance));
            }
            features.add(new Feature(columns, standard, paired));
        }
    }

    @Override
    public int features() {
        return features.size();
    }

    @Override
    public double product(int row, double[] weights) {
        float[] values = rows[row];
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            sum += values[k] * weights[k];
        }
        return sum;
    }

    @Override
    public void add(int row, double factor, double[] sums) {
        float[] values = rows[row];
        for (int k = 0; k < values.length; k++) {
            sums[k] += factor * values[k];
        }
    }

    @Override
    public double square(int row) {
        double sum = 0;
        for (float value : rows[row]) {
            sum += (double) value * value;
        }
        return sum;
    }

    /** The share of all weight that each column has; that of a product is divided. */
    double[] weights(LogisticRegression classifier, int columns) {
        double[] weights = new double[columns];
        double all = 0;
        for (int k = 0; k < features.size(); k++) {
            double weight = Math.abs(classifier.weight(k));
            all += weight;
            for (int column : features.get(k).columns()) {
                weights[column] += weight / features.get(k).columns().length;
            }
        }
        double sum = all > 0 ? all : 1;
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }
}
