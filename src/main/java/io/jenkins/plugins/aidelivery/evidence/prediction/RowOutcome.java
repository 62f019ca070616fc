package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.stats.ProbabilityLoss;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a classifier said of one row: the class it predicted, and the losses of its probabilities. Of two classes there is
 * one score, the positive one's; of more there is one each.
 *
 * @param classes all there are
 * @param positive number of the positive class of two; -1 of more
 * @param threshold a score from which on the positive class is predicted, where predictions are not given
 * @param given whether the table has predictions
 * @param scores how many score columns there are
 */
record RowOutcome(ClassList classes, int positive, double threshold, boolean given, int scores) {
    /**
     * The predicted class.
     *
     * @param column where the prediction's code stands
     * @param firstScore where the scores begin
     */
    int prediction(ResultSet row, int column, int firstScore) throws SQLException {
        if (given) {
            return classes.ofCode(row.getInt(column));
        }
        if (positive >= 0) {
            return row.getDouble(firstScore) >= threshold ? positive : 1 - positive;
        }
        return mostProbable(row, firstScore);
    }

    double logLoss(ResultSet row, int label, int firstScore) throws SQLException {
        if (positive >= 0) {
            double score = row.getDouble(firstScore);
            return ProbabilityLoss.log(label == positive ? score : 1 - score);
        }
        return ProbabilityLoss.log(row.getDouble(firstScore + label));
    }

    double brier(ResultSet row, int label, int firstScore) throws SQLException {
        if (positive >= 0) {
            return ProbabilityLoss.brier(row.getDouble(firstScore), label == positive);
        }
        double[] probabilities = new double[scores];
        for (int k = 0; k < scores; k++) {
            probabilities[k] = row.getDouble(firstScore + k);
        }
        return ProbabilityLoss.brier(probabilities, label);
    }

    /** The probability whose calibration is asked for: of the positive class, or of the most probable one. */
    double confidence(ResultSet row, int firstScore) throws SQLException {
        return row.getDouble(positive >= 0 ? firstScore : firstScore + mostProbable(row, firstScore));
    }

    /** Whether that then was so. */
    boolean cameTrue(ResultSet row, int label, int firstScore) throws SQLException {
        return label == (positive >= 0 ? positive : mostProbable(row, firstScore));
    }

    /** The first of equally probable ones, as numpy's argmax. */
    private int mostProbable(ResultSet row, int firstScore) throws SQLException {
        int best = 0;
        for (int k = 1; k < scores; k++) {
            best = row.getDouble(firstScore + k) > row.getDouble(firstScore + best) ? k : best;
        }
        return best;
    }
}
