package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.stats.LogisticRegression;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A classifier that learns from half of the rows which table a row is from, and is tested on the others. */
final class RowClassifier {
    private static final int STEPS = 150;
    private static final int MOVERS = 5;

    private final JointTable table;

    RowClassifier(JointTable table) {
        this.table = table;
    }

    JointFinding finding() {
        int n = table.reference().size();
        int m = table.current().size();
        if (table.isTwiceTheSame()) {
            return found(Separation.none(n - n / 2, m - m / 2), List.of());
        }
        HeldOut halves = table.halves();
        int[] learned = halves.learned();
        JointFeatures features = JointFeatures.of(table, learned);
        LogisticRegression classifier = halves.fit(features, 0.1 / learned.length, STEPS);
        List<String> columns = table.columns();
        double[] weights = features.weights(classifier, columns.size());
        List<Moved> movers = IntStream.range(0, columns.size())
                .boxed()
                .filter(k -> weights[k] > 0)
                .sorted(Comparator.comparingDouble(k -> -weights[k]))
                .limit(MOVERS)
                .map(k -> new Moved(columns.get(k), 0, weights[k]))
                .toList();
        return found(halves.test(classifier, features), movers);
    }

    private JointFinding found(Separation area, List<Moved> movers) {
        return new JointFinding(
                Multivariate.DOMAIN_CLASSIFIER,
                "",
                table.columns().size(),
                table.reference().size(),
                table.current().size(),
                area,
                null,
                movers);
    }
}
