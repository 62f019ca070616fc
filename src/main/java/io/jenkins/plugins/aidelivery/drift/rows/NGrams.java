package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.stats.LogisticRegression;
import java.util.Arrays;
import java.util.List;

/**
 * Texts by their runs of one to {@value #LONGEST} characters, each by one of {@value #BUCKETS} hashes: whether it is there, weighted by how
 * rare it is among the texts to learn from ({@code 1 + ln((1 + n) / (1 + texts that have it))}, as scikit-learn's TF-IDF), every text with the length 1. Blanks
 * of any kind and number count as one; upper and lower case differ.
 */
final class NGrams implements LogisticRegression.Rows {
    private static final int LONGEST = 4;
    private static final int BUCKETS = 1 << 16;

    /** Of each text, ascending. A char is a number up to 65,535, and half as long as an int. */
    private final char[][] buckets;

    private final int[] place = new int[BUCKETS];
    private double[] rarity = new double[0];
    private double[] length = new double[0];

    private NGrams(char[][] buckets) {
        this.buckets = buckets;
    }

    static NGrams of(List<String> texts) {
        int[] stamp = new int[BUCKETS];
        char[][] buckets = new char[texts.size()][];
        char[] seen = new char[BUCKETS];
        for (int i = 0; i < buckets.length; i++) {
            int[] points = points(texts.get(i));
            int size = 0;
            for (int from = 0; from < points.length; from++) {
                int hash = 0;
                for (int to = from; to < Math.min(points.length, from + LONGEST); to++) {
                    hash = longer(hash, points[to]);
                    int bucket = bucket(hash);
                    if (stamp[bucket] != i + 1) {
                        stamp[bucket] = i + 1;
                        seen[size++] = (char) bucket;
                    }
                }
            }
            buckets[i] = Arrays.copyOf(seen, size);
            Arrays.sort(buckets[i]);
        }
        return new NGrams(buckets);
    }

    /** A text's characters, with one blank around and between words. */
    static int[] points(String text) {
        return (" " + text.strip().replaceAll("(?U)\\s+", " ") + " ")
                .codePoints()
                .toArray();
    }

    /** The hash of a run that has one character more. */
    static int longer(int hash, int point) {
        return (hash ^ point) * 0x01000193 + 0x9e3779b9;
    }

    static int bucket(int hash) {
        int mixed = (hash ^ hash >>> 15) * 0x2c1b3c6d;
        return (mixed ^ mixed >>> 12) * 0x297a2d39 >>> 16;
    }

    /** Learns which runs are rare; those that one text alone has teach nothing about others, and take no part. */
    void weigh(int[] learned) {
        int[] having = new int[BUCKETS];
        for (int row : learned) {
            for (char bucket : buckets[row]) {
                having[bucket]++;
            }
        }
        int features = 0;
        rarity = new double[BUCKETS];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (having[bucket] > 1) {
                place[bucket] = features;
                rarity[features++] = 1 + StrictMath.log((1.0 + learned.length) / (1 + having[bucket]));
            } else {
                place[bucket] = -1;
            }
        }
        rarity = Arrays.copyOf(rarity, features);
        length = new double[buckets.length];
        for (int row = 0; row < length.length; row++) {
            char[] known = new char[buckets[row].length];
            int size = 0;
            double squares = 0;
            for (char bucket : buckets[row]) {
                if (place[bucket] >= 0) {
                    known[size++] = (char) place[bucket];
                    squares += rarity[place[bucket]] * rarity[place[bucket]];
                }
            }
            buckets[row] = Arrays.copyOf(known, size);
            length[row] = squares > 0 ? Math.sqrt(squares) : 1;
        }
    }

    @Override
    public int features() {
        return rarity.length;
    }

    @Override
    public double product(int row, double[] weights) {
        double sum = 0;
        for (char feature : buckets[row]) {
            sum += rarity[feature] * weights[feature];
        }
        return sum / length[row];
    }

    @Override
    public void add(int row, double factor, double[] sums) {
        double scaled = factor / length[row];
        for (char feature : buckets[row]) {
            sums[feature] += scaled * rarity[feature];
        }
    }

    @Override
    public double square(int row) {
        return buckets[row].length == 0 ? 0 : 1;
    }
}
