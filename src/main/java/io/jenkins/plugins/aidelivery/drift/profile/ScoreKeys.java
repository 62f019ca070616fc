package io.jenkins.plugins.aidelivery.drift.profile;

/**
 * Whole numbers in the order of probabilities, the same for every table. Away from ½, on both sides, each halving of the distance to 0
 * or 1 has as many of them, because the difference of 0.01 % and 0.02 % is worth as much as that of 1 % and 2 %. A key is found by
 * comparisons, one subtraction without rounding, one multiplication and one floor of IEEE doubles, so that every engine finds the
 * same.
 *
 * <p>Key 0 is exactly 0, the last one exactly 1, the middle one exactly ½.
 */
public final class ScoreKeys {
    /** Halvings: 2⁻¹ … 2⁻¹⁵. */
    public static final int OCTAVES = 14;

    /** Keys of each. */
    public static final int PER_OCTAVE = 4096;

    private static final int FIRST = 2;

    /** How many there are. */
    public static final int COUNT = 2 * (FIRST + OCTAVES * PER_OCTAVE) + 1;

    /** The key of exactly ½, from which on the positive class is not the less probable one. */
    public static final int HALF = COUNT / 2;

    private ScoreKeys() {}

    /** The key of a score of 0 … 1. */
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

    /** Keys a unit of distance. */
    public static double factor(int octave) {
        return PER_OCTAVE / start(octave);
    }

    /** What is added to the floor of distance times factor. */
    public static int offset(int octave) {
        return FIRST + (OCTAVES - 1 - octave) * PER_OCTAVE - PER_OCTAVE;
    }
}
