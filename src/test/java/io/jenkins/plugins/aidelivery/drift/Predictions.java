package io.jenkins.plugins.aidelivery.drift;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Rows of a model that is right about probabilities: x is normal, the score is a logistic function of it, and the label comes with
 * that probability, unless somebody changes the world.
 */
final class Predictions {
    private final int rows;
    private final Random random;
    private double shift;
    private boolean labelled = true;
    private DoubleUnaryOperator world = p -> p;
    private DoubleUnaryOperator model = p -> p;

    Predictions(int rows, long seed) {
        this.rows = rows;
        this.random = new Random(seed);
    }

    /** Other rows come: the mean of x moves. */
    Predictions shifted(double by) {
        shift = by;
        return this;
    }

    /** The same rows get other labels. */
    Predictions inWorld(DoubleUnaryOperator truth) {
        world = truth;
        return this;
    }

    /** The model says other probabilities than are true. */
    Predictions ofModel(DoubleUnaryOperator said) {
        model = said;
        return this;
    }

    Predictions withoutLabels() {
        labelled = false;
        return this;
    }

    /** Columns x, fraud, said and p. */
    String csv() {
        StringBuilder csv = new StringBuilder("x,fraud,said,p\n");
        for (int i = 0; i < rows; i++) {
            double x = random.nextGaussian() + shift;
            double p = 1 / (1 + Math.exp(-(2 * x - 1)));
            boolean fraud = random.nextDouble() < world.applyAsDouble(p);
            double score = model.applyAsDouble(p);
            csv.append(x).append(',');
            csv.append(labelled ? fraud ? "yes" : "no" : "").append(',');
            csv.append(score >= 0.5 ? "yes" : "no").append(',').append(score).append('\n');
        }
        return csv.toString();
    }
}
