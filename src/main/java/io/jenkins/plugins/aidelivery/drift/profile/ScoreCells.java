package io.jenkins.plugins.aidelivery.drift.profile;

/**
 * Cells that probabilities are counted in: the same for every table, so that counts of any two can be compared and added. Away from ½,
 * on both sides, each halving of the distance to 0 or 1 has as many cells, because the difference of 0.01 % and 0.02 % is worth
 * as much as that of 1 % and 2 %. A cell is found by comparisons, one subtraction without rounding, one multiplication and one
 * floor of IEEE doubles, so that every engine finds the same.
 *
 * <p>Cell 0 is exactly 0, the last one exactly 1. Cells are in the order of their scores.
 */
public final class ScoreCells {
    /** Halvings: 2⁻¹ … 2⁻¹⁵. */
    public static final int OCTAVES = 14;

    /** Cells of each. With three labels and two predictions there are no more than 4,096 groups. */
    public static final int PER_OCTAVE = 24;

    private static final int FIRST = 2;

    /** How many there are. */
    public static final int COUNT = 2 * (FIRST + OCTAVES * PER_OCTAVE) + 1;

    /** The cell of exactly ½, and the first in which the positive class is the more probable one. */
    public static final int HALF = COUNT / 2;

    private ScoreCells() {}

    /** The cell of a score of 0 … 1. */
    public static int of(double score) {
        return score < 0.5 ? below(score) : COUNT - 1 - below(1 - score);
    }

    private static int below(double distance) {
        for (int octave = 0; octave < OCTAVES; octave++) {
            if (distance >= start(octave)) {
                return offset(octave) + (int) Math.floor(distance * factor(octave));
            }
        }
        return distance > 0 ? 1 : 0;
    }

    /** The smallest distance of an octave; the first one is that of ¼ … ½. */
    public static double start(int octave) {
        return Math.scalb(0.25, -octave);
    }

    /** Cells a unit of distance. */
    public static double factor(int octave) {
        return PER_OCTAVE / start(octave);
    }

    /** What is added to the floor of distance times factor. */
    public static int offset(int octave) {
        return FIRST + (OCTAVES - 1 - octave) * PER_OCTAVE - PER_OCTAVE;
    }

    /** Where a cell begins. */
    public static double from(int cell) {
        return cell < HALF ? edge(cell) : cell == HALF ? 0.5 : 1 - edge(COUNT - cell);
    }

    /** Where a cell ends; the same as the beginning if it holds one score only. */
    public static double to(int cell) {
        if (cell == 0 || cell == HALF || cell == COUNT - 1) {
            return from(cell);
        }
        return cell < HALF ? edge(cell + 1) : 1 - edge(COUNT - 1 - cell);
    }

    /** The distance at which a cell below ½ begins. */
    private static double edge(int cell) {
        if (cell < FIRST) {
            return 0;
        }
        int above = (cell - FIRST) / PER_OCTAVE;
        double start = start(OCTAVES - 1 - above);
        return start + start / PER_OCTAVE * ((cell - FIRST) % PER_OCTAVE);
    }
}
