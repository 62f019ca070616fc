package io.jenkins.plugins.aidelivery.stats;

/**
 * Logistic regression with a ridge: the weights that make {@code mean log loss + ridge/2 · ‖weights‖²} small, the intercept left out of
 * the ridge. Found by a fixed number of Yu. Nesterov's accelerated gradient steps (1983; A. Beck and M. Teboulle, SIAM Journal on Imaging
 * Sciences 2, 2009) with B. O'Donoghue and E. Candès' restart (2015), from 0 and always over all rows in their order: the same
 * rows give the same weights, bit by bit.
 */
public final class LogisticRegression {
    /** Curvature of a logistic loss at most. */
    private static final double CURVATURE = 0.25;

    private final double[] weights;
    private final double intercept;

    private LogisticRegression(double[] weights, double intercept) {
        this.weights = weights;
        this.intercept = intercept;
    }

    /** What is learned from: rows of numbers, however they are kept. */
    public interface Rows {
        /** How many numbers a row has. */
        int features();

        /** The sum of a row's numbers, each times its weight. */
        double product(int row, double[] weights);

        /** Adds a row's numbers, each times a factor. */
        void add(int row, double factor, double[] sums);

        /** The sum of a row's squared numbers; about 1 is best. */
        double square(int row);
    }

    /** What is to be learned from rows. */
    public static final class Lesson {
        private final int[] chosen;
        private final boolean[] positive;
        private final double ridge;
        private final int steps;

        /**
         * @param chosen rows to learn from, one at least
         * @param positive by row, which class it is of
         * @param ridge more than 0
         * @param steps 1 or more; the more, the nearer to the least loss
         */
        public Lesson(int[] chosen, boolean[] positive, double ridge, int steps) {
            this.chosen = chosen.clone();
            this.positive = positive.clone();
            this.ridge = ridge;
            this.steps = steps;
        }
    }

    /** Both classes count alike, however many rows they have. */
    public static LogisticRegression fit(Rows rows, Lesson lesson) {
        return new Descent(rows, lesson).fit();
    }

    /** Logarithm of the odds that a row is positive. */
    public double score(Rows rows, int row) {
        return rows.product(row, weights) + intercept;
    }

    /** Of a feature. */
    public double weight(int feature) {
        return weights[feature];
    }

    /** One search for weights; the last of them is the intercept. */
    private static final class Descent {
        private final Rows rows;
        private final Lesson lesson;
        private final int features;
        private final double[] share = new double[2];

        Descent(Rows rows, Lesson lesson) {
            this.rows = rows;
            this.lesson = lesson;
            this.features = rows.features();
            double[] count = new double[2];
            for (int row : lesson.chosen) {
                count[lesson.positive[row] ? 1 : 0]++;
            }
            int classes = (count[0] > 0 ? 1 : 0) + (count[1] > 0 ? 1 : 0);
            for (int side = 0; side < 2; side++) {
                share[side] = count[side] > 0 ? 1 / count[side] / classes : 0;
            }
        }

        LogisticRegression fit() {
            double step = 1 / (CURVATURE * (1 + meanSquare()) + lesson.ridge);
            double[] at = new double[features + 1];
            double[] ahead = at.clone();
            double momentum = 1;
            for (int i = 0; i < lesson.steps; i++) {
                double[] slope = slope(ahead);
                double[] next = new double[at.length];
                double turned = 0;
                for (int k = 0; k < next.length; k++) {
                    next[k] = ahead[k] - step * slope[k];
                    turned += slope[k] * (next[k] - at[k]);
                }
                // Going on uphill is worse than to begin again from here.
                double faster = turned > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
                double far = turned > 0 ? 0 : (momentum - 1) / faster;
                for (int k = 0; k < next.length; k++) {
                    ahead[k] = next[k] + far * (next[k] - at[k]);
                }
                at = next;
                momentum = faster;
            }
            double intercept = at[features];
            return new LogisticRegression(java.util.Arrays.copyOf(at, features), intercept);
        }

        /** No direction has more curvature than all of them together. */
        private double meanSquare() {
            double sum = 0;
            for (int row : lesson.chosen) {
                sum += rows.square(row) * share[lesson.positive[row] ? 1 : 0];
            }
            return sum;
        }

        private double[] slope(double[] at) {
            double[] slope = new double[at.length];
            for (int row : lesson.chosen) {
                boolean positive = lesson.positive[row];
                double odds = rows.product(row, at) + at[features];
                double wrong = (1 / (1 + StrictMath.exp(-odds)) - (positive ? 1 : 0)) * share[positive ? 1 : 0];
                rows.add(row, wrong, slope);
                slope[features] += wrong;
            }
            for (int k = 0; k < features; k++) {
                slope[k] += lesson.ridge * at[k];
            }
            return slope;
        }
    }
}
