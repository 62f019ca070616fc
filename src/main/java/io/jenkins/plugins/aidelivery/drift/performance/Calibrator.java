package io.jenkins.plugins.aidelivery.drift.performance;

import io.jenkins.plugins.aidelivery.stats.Calibration;
import io.jenkins.plugins.aidelivery.stats.ChiSquare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a score means: the probability of the positive class, cell by cell, as the reference's labels say. Scores that are right already,
 * as far as D. W. Hosmer and S. Lemeshow's test over tenths of the rows (1980) can tell, stay as they are; others are replaced by the
 * nearest probabilities that rise with the score (isotonic regression by "pool adjacent violators", M. Ayer and others, 1955).
 */
final class Calibrator {
    private static final double LEVEL = 0.05;
    private static final int TENTHS = 10;

    private final List<Block> blocks;
    private final boolean calibrated;
    private final double errorBefore;
    private final double errorAfter;
    private final int moved;
    private final double by;

    /**
     * Neighbouring cells that are treated alike.
     *
     * @param first cell
     * @param rows of the reference
     * @param positives of these
     */
    private record Block(int first, long rows, long positives) {
        double share() {
            return (double) positives / rows;
        }

        Block plus(Block next) {
            return new Block(first, rows + next.rows, positives + next.positives);
        }

        /** Of the share; where all rows, or none, are positive it is taken with half a row more of each kind. */
        double standardError() {
            double p = (positives + 0.5) / (rows + 1.0);
            return Math.sqrt(p * (1 - p) / rows);
        }
    }

    private Calibrator(
            List<Block> blocks, boolean calibrated, double errorBefore, double errorAfter, int moved, double by) {
        this.blocks = blocks;
        this.calibrated = calibrated;
        this.errorBefore = errorBefore;
        this.errorAfter = errorAfter;
        this.moved = moved;
        this.by = by;
    }

    /** @param reference with rows of both classes */
    static Calibrator of(Scores reference) {
        List<Block> tenths = tenths(reference);
        double before = reference.calibrationError().value();
        if (isRight(reference, tenths)) {
            return new Calibrator(tenths, false, before, before, -1, 0);
        }
        List<Block> isotonic = isotonic(reference);
        Calibrator calibrator = new Calibrator(isotonic, true, before, Double.NaN, -1, 0);
        double after = calibrator.error(reference);
        return after < before
                ? new Calibrator(isotonic, true, before, after, -1, 0)
                : new Calibrator(tenths, false, before, before, -1, 0);
    }

    private static List<Block> tenths(Scores reference) {
        List<Block> blocks = new ArrayList<>();
        long rows = reference.rows();
        Block block = null;
        for (Map.Entry<Integer, Scores.Cell> cell : reference.cells().entrySet()) {
            Block next = block(cell);
            block = block == null ? next : block.plus(next);
            if (block.rows() >= (double) rows / TENTHS) {
                blocks.add(block);
                block = null;
            }
        }
        if (block != null) {
            blocks.add(block);
        }
        return blocks;
    }

    private static Block block(Map.Entry<Integer, Scores.Cell> cell) {
        return new Block(cell.getKey(), cell.getValue().rows(), cell.getValue().positives());
    }

    private static List<Block> isotonic(Scores reference) {
        List<Block> blocks = new ArrayList<>();
        for (Map.Entry<Integer, Scores.Cell> cell : reference.cells().entrySet()) {
            Block block = block(cell);
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).share() >= block.share()) {
                block = blocks.remove(blocks.size() - 1).plus(block);
            }
            blocks.add(block);
        }
        return blocks;
    }

    /** Whether as many rows are positive as the scores say, but for chance. */
    private static boolean isRight(Scores reference, List<Block> tenths) {
        TreeMap<Integer, double[]> sums = new TreeMap<>();
        tenths.forEach(block -> sums.put(block.first(), new double[3]));
        reference.cells().forEach((number, cell) -> {
            double[] sum = sums.floorEntry(number).getValue();
            double mean = cell.mean();
            sum[0] += cell.positives() - cell.rows() * mean;
            sum[1] += cell.rows() * mean * (1 - mean);
        });
        double statistic = 0;
        for (double[] sum : sums.values()) {
            if (sum[1] > 0) {
                statistic += sum[0] * sum[0] / sum[1];
            } else if (Math.abs(sum[0]) > 0.5) {
                return false;
            }
        }
        return ChiSquare.sf(statistic, sums.size()) >= LEVEL;
    }

    private double error(Scores reference) {
        Calibration calibration = new Calibration(TENTHS);
        reference.cells().forEach((number, cell) -> {
            double p = probability(number, cell.mean());
            calibration.add(p, true, cell.positives());
            calibration.add(p, false, cell.rows() - cell.positives());
        });
        return calibration.expectedError();
    }

    /** How probable the positive class is for rows of a cell. */
    double probability(int cell, double meanScore) {
        int block = 0;
        while (block + 1 < blocks.size() && blocks.get(block + 1).first() <= cell) {
            block++;
        }
        double p = calibrated ? blocks.get(block).share() : meanScore;
        return Math.max(0, Math.min(1, block == moved ? p + by : p));
    }

    /** What may be otherwise: each with one block's probability moved by its standard error. */
    List<Calibrator> neighbours() {
        List<Calibrator> neighbours = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            double step = blocks.get(i).standardError();
            double towards = blocks.get(i).share() < 0.5 ? step : -step;
            neighbours.add(new Calibrator(blocks, calibrated, errorBefore, errorAfter, i, towards));
        }
        return neighbours;
    }

    boolean isCalibrated() {
        return calibrated;
    }

    /** Expected calibration error of the scores as they came, on the reference. */
    double errorBefore() {
        return errorBefore;
    }

    double errorAfter() {
        return errorAfter;
    }
}
