package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.stats.LogisticRegression;
import io.jenkins.plugins.aidelivery.stats.Normal;
import io.jenkins.plugins.aidelivery.stats.RocCurve;
import io.jenkins.plugins.aidelivery.stats.RocSweep;
import io.jenkins.plugins.aidelivery.stats.twosample.MannWhitney;
import io.jenkins.plugins.aidelivery.stats.twosample.Pooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two samples, each divided by chance into a half to learn from and a half to test on. What is found in the test halves owes nothing to
 * the other ones, so that an ordinary test of them keeps its level; scores of a cross-validation would depend on each other.
 *
 * <p>The chance is a hash of all rows, of what a row holds, of its sample and of how many rows before it hold the same: so it is the same for the same
 * tables, doesn't depend on an order, and equal rows go to either half as if they were coins. (Dealing equal rows out evenly would make both halves repeat the same luck.)
 */
final class HeldOut {
    private static final double CONFIDENCE = 0.95;

    private final int reference;
    private final boolean[] isCurrent;
    private final int[] learned;
    private final int[] tested;

    private HeldOut(int reference, boolean[] isCurrent, int[] learned, int[] tested) {
        this.reference = reference;
        this.isCurrent = isCurrent;
        this.learned = learned;
        this.tested = tested;
    }

    /** Rows by what they hold; those of the reference come first, and all are numbered from 0 on. */
    static HeldOut of(List<String> reference, List<String> current) {
        boolean[] isCurrent = new boolean[reference.size() + current.size()];
        Arrays.fill(isCurrent, reference.size(), isCurrent.length, true);
        long salt = Stream.concat(
                        reference.stream().map(row -> mixed(hash(row))),
                        current.stream().map(row -> mixed(~hash(row))))
                .reduce(0L, Long::sum);
        int[] one = order(reference, 0, mixed(salt));
        int[] other = order(current, reference.size(), mixed(~salt));
        return new HeldOut(
                reference.size(),
                isCurrent,
                IntStream.concat(
                                Arrays.stream(one).limit(one.length / 2),
                                Arrays.stream(other).limit(other.length / 2))
                        .toArray(),
                IntStream.concat(
                                Arrays.stream(one).skip(one.length / 2),
                                Arrays.stream(other).skip(other.length / 2))
                        .toArray());
    }

    /** Rows of one sample, shuffled. */
    private static int[] order(List<String> contents, int first, long salt) {
        Map<String, Integer> seen = new HashMap<>();
        long[] keys = new long[contents.size()];
        for (int i = 0; i < keys.length; i++) {
            int before = seen.merge(contents.get(i), 1, Integer::sum);
            keys[i] = mixed(hash(contents.get(i)) + mixed(before + salt));
        }
        return Stream.iterate(0, i -> i + 1)
                .limit(keys.length)
                .sorted(Comparator.comparingLong((Integer i) -> keys[i]).thenComparing(contents::get))
                .mapToInt(i -> i + first)
                .toArray();
    }

    /** FNV-1a. */
    private static long hash(String content) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < content.length(); i++) {
            hash = (hash ^ content.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** SplitMix64's finish. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** Rows to learn from. */
    int[] learned() {
        return learned.clone();
    }

    /** Rows to test on. */
    int[] tested() {
        return tested.clone();
    }

    boolean isCurrent(int row) {
        return isCurrent[row];
    }

    /** Whether both halves have enough of both samples for anything. */
    boolean canLearn() {
        return Math.min(reference, isCurrent.length - reference) >= 2;
    }

    LogisticRegression fit(LogisticRegression.Rows rows, double ridge, int steps) {
        return LogisticRegression.fit(rows, new LogisticRegression.Lesson(learned, isCurrent, ridge, steps));
    }

    /** How well a classifier does on the test halves. */
    Separation test(LogisticRegression classifier, LogisticRegression.Rows rows) {
        List<Double> before = new ArrayList<>();
        List<Double> now = new ArrayList<>();
        for (int row : tested) {
            (isCurrent[row] ? now : before).add(classifier.score(rows, row) + 0.0);
        }
        return of(doubles(before), doubles(now));
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Scores of rows that were not learned from, one a side at least. */
    static Separation of(double[] reference, double[] current) {
        Pooled scores = Pooled.ofSamples(reference, current);
        double p = MannWhitney.currentLarger(scores).pValue();
        RocSweep sweep = new RocSweep(current.length, reference.length);
        for (int i = 0; i < scores.size(); i++) {
            for (long k = 0; k < scores.reference(i); k++) {
                sweep.add(scores.x(i), false, 1);
            }
            for (long k = 0; k < scores.current(i); k++) {
                sweep.add(scores.x(i), true, 1);
            }
        }
        RocCurve curve = sweep.finish();
        double half =
                curve.variance() > 0 ? Normal.quantile((1 + CONFIDENCE) / 2) * Math.sqrt(curve.variance()) : Double.NaN;
        return new Separation(
                curve.area(),
                Double.isNaN(half) ? 0 : Math.max(0, curve.area() - half),
                Double.isNaN(half) ? 1 : Math.min(1, curve.area() + half),
                p,
                reference.length,
                current.length);
    }
}
