package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Cells that probabilities are counted in, each of some neighbouring {@link ScoreKeys}. They are the reference's, so that counts of two
 * tables can be compared and added: none has many more of its rows than another, and there are some everywhere else, more of them near 0
 * and 1. ½ is a border, and so are tenths, as exactly as keys are.
 */
public final class ScoreCells {
    /** Of the reference's rows that a cell should not have more of. */
    private static final int PART = 250;

    /** Cells of each halving of the distance to 0 and 1, wherever the reference's scores are. */
    private static final int PER_OCTAVE = 4;

    private final int[] borders;

    private ScoreCells(int[] borders) {
        this.borders = borders;
    }

    /** From JSON. */
    @JsonCreator
    static ScoreCells parse(int[] borders) {
        for (int i = 0; borders != null && i < borders.length; i++) {
            if (borders[i] <= 0 || borders[i] >= ScoreKeys.COUNT || i > 0 && borders[i - 1] >= borders[i]) {
                throw new IllegalArgumentException("borders of scores that are not in order");
            }
        }
        if (borders == null || Arrays.binarySearch(borders, ScoreKeys.HALF) < 0) {
            throw new IllegalArgumentException("no border at a score of one half");
        }
        return new ScoreCells(borders.clone());
    }

    /** For a reference whose scores are known; empty if it has none. */
    public static ScoreCells of(Optional<Numbers> scores) {
        TreeSet<Integer> borders = new TreeSet<>(List.of(1, ScoreKeys.HALF, ScoreKeys.HALF + 1, ScoreKeys.COUNT - 1));
        for (int tenth = 1; tenth < 10; tenth++) {
            borders.add(ScoreKeys.of(tenth / 10.0));
        }
        for (int octave = 0; octave < ScoreKeys.OCTAVES; octave++) {
            for (int part = 0; part < PER_OCTAVE; part++) {
                double distance = ScoreKeys.start(octave) * (1 + (double) part / PER_OCTAVE);
                borders.add(ScoreKeys.of(distance));
                borders.add(ScoreKeys.COUNT - ScoreKeys.of(distance));
            }
        }
        scores.ifPresent(known -> addQuantiles(known, borders));
        return new ScoreCells(borders.stream()
                .filter(key -> key > 0 && key < ScoreKeys.COUNT)
                .mapToInt(Integer::intValue)
                .toArray());
    }

    private static void addQuantiles(Numbers scores, TreeSet<Integer> borders) {
        if (scores.oneByOne().isPresent()) {
            ValueCounts values = scores.oneByOne().get();
            Filling filling = new Filling(scores.count(), borders);
            for (int i = 0; i < values.size(); i++) {
                filling.add(values.value(i), values.count(i));
            }
        } else {
            Histogram histogram = scores.inCells().orElseThrow();
            Filling filling = new Filling(scores.count(), borders);
            Leaf.of(histogram.grid(), List.of(histogram)).forEach(leaf -> filling.add(leaf.from(), leaf.counts()[0]));
        }
    }

    /** Puts a border where a cell has enough, and on both sides of what is enough alone. */
    private static final class Filling {
        private final double enough;
        private final TreeSet<Integer> borders;
        private double filled;
        private boolean isFull;

        Filling(long rows, TreeSet<Integer> borders) {
            this.enough = (double) rows / PART;
            this.borders = borders;
        }

        void add(double score, long rows) {
            if (score >= 0 && score <= 1) {
                if (isFull || rows >= enough) {
                    borders.add(ScoreKeys.of(score));
                    filled = 0;
                }
                filled += rows;
                isFull = filled >= enough;
            }
        }
    }

    @JsonValue
    int[] borders() {
        return borders.clone();
    }

    /** How many there are. */
    public int count() {
        return borders.length + 1;
    }

    /** The smallest key of a cell after the first. */
    public int from(int cell) {
        return borders[cell - 1];
    }

    /** The first cell in which the positive class is not the less probable one. */
    public int half() {
        return Arrays.binarySearch(borders, ScoreKeys.HALF) + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreCells that && Arrays.equals(borders, that.borders);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(borders);
    }

    @Override
    public String toString() {
        return count() + " cells";
    }
}
