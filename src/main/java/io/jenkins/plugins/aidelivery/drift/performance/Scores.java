package io.jenkins.plugins.aidelivery.drift.performance;

import io.jenkins.plugins.aidelivery.drift.profile.Answers;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.ScoreCounts;
import io.jenkins.plugins.aidelivery.stats.Calibration;
import io.jenkins.plugins.aidelivery.stats.ProbabilityLoss;
import io.jenkins.plugins.aidelivery.stats.RocCurve;
import io.jenkins.plugins.aidelivery.stats.RocSweep;
import io.jenkins.plugins.aidelivery.stats.Sum;
import io.jenkins.plugins.aidelivery.stats.WeightedMean;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The scores of labelled rows, cell by cell, and what they are worth. */
final class Scores {
    private static final int BINS = 10;

    private final TreeMap<Integer, Cell> cells = new TreeMap<>();
    private final Sum brier = new Sum();

    /** One cell: rows of the negative and the positive class, and their scores' sums. */
    static final class Cell {
        private final long[] rows = new long[2];
        private final double[] sums = new double[2];
        private double only = Double.POSITIVE_INFINITY;

        private void add(int positive, ScoreCounts.Cell counted) {
            rows[positive] += counted.count();
            sums[positive] += counted.count() * counted.mean();
            only = Double.isInfinite(only) ? counted.only() : ScoreCounts.common(only, counted.only());
        }

        /** Whether its rows are really tied. */
        boolean hasOneScore() {
            return !Double.isNaN(only);
        }

        long rows() {
            return rows[0] + rows[1];
        }

        long positives() {
            return rows[1];
        }

        /** The mean score. */
        double mean() {
            return (sums[0] + sums[1]) / rows();
        }
    }

    private Scores() {}

    /** Those of a table with two classes. */
    static Scores of(PerformanceProfile profile, Classes classes) {
        Scores scores = new Scores();
        for (Answers answer : profile.answers()) {
            int label = classes.label(answer);
            if (label >= 0) {
                scores.add(answer, label == classes.positive() ? 1 : 0);
            }
        }
        return scores;
    }

    private void add(Answers answer, int positive) {
        answer.scores().cells().forEach((number, counted) -> {
            cells.computeIfAbsent(number, each -> new Cell()).add(positive, counted);
        });
        brier.add(answer.scores().sumOfSquares());
        brier.add(positive * (answer.scores().total() - 2 * answer.scores().sum()));
    }

    /** By their numbers. */
    Map<Integer, Cell> cells() {
        return cells;
    }

    long rows() {
        return cells.values().stream().mapToLong(Cell::rows).sum();
    }

    long positives() {
        return cells.values().stream().mapToLong(Cell::positives).sum();
    }

    /** Whether there are rows of both classes. */
    boolean hasBoth() {
        return positives() > 0 && positives() < rows();
    }

    /** Empty unless both classes are there. */
    Optional<Estimate> area() {
        if (!hasBoth()) {
            return Optional.empty();
        }
        long positive = positives();
        long negative = rows() - positive;
        RocSweep sweep = new RocSweep(positive, negative);
        double tied = 0;
        for (Map.Entry<Integer, Cell> entry : cells.entrySet()) {
            Cell cell = entry.getValue();
            sweep.add(entry.getKey(), false, cell.rows[0], cell.rows[0], cell.rows[0]);
            sweep.add(entry.getKey(), true, cell.rows[1], cell.rows[1], cell.rows[1]);
            tied += cell.hasOneScore() ? 0 : (double) cell.rows[0] / negative * ((double) cell.rows[1] / positive);
        }
        RocCurve curve = sweep.finish();
        return Optional.of(
                Estimate.share(curve.area(), curve.areaTrials(), rows()).withSlack(tied / 2));
    }

    /** Rows of a cell lie near its mean, except for their exact squares. */
    Estimate brier() {
        WeightedMean losses = new WeightedMean();
        cells.values().forEach(cell -> {
            for (int happened = 0; happened < 2; happened++) {
                if (cell.rows[happened] > 0) {
                    double mean = cell.sums[happened] / cell.rows[happened];
                    add(losses, ProbabilityLoss.brier(mean, happened > 0), cell.rows[happened]);
                }
            }
        });
        return Estimate.mean(brier.value() / rows(), losses.standardError(), rows());
    }

    Estimate logLoss() {
        WeightedMean losses = new WeightedMean();
        cells.values().forEach(cell -> {
            for (int happened = 0; happened < 2; happened++) {
                if (cell.rows[happened] > 0) {
                    double mean = cell.sums[happened] / cell.rows[happened];
                    add(losses, ProbabilityLoss.log(happened > 0 ? mean : 1 - mean), cell.rows[happened]);
                }
            }
        });
        return Estimate.mean(losses.value(), losses.standardError(), rows());
    }

    private static void add(WeightedMean losses, double loss, long rows) {
        losses.add(loss, rows, rows, rows);
    }

    /** Over ten bins of equal width, whose borders are those of cells. How chance moves it nobody can say. */
    Estimate calibrationError() {
        Calibration calibration = new Calibration(BINS);
        cells.values().forEach(cell -> {
            calibration.add(cell.mean(), true, cell.rows[1]);
            calibration.add(cell.mean(), false, cell.rows[0]);
        });
        return Estimate.mean(calibration.expectedError(), Double.NaN, rows());
    }
}
