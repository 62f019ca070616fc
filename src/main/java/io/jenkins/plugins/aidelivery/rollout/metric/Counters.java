package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes answers of the series of counters. */
final class Counters {
    private static final String BOUND = "le";

    private Counters() {}

    /**
     * The growth of all series together.
     *
     * @throws UnansweredException if they are no counters
     */
    static Answer increase(List<Series> all, Growth growth) {
        check(all);
        return new Answer.Increase(all.stream().mapToDouble(growth::of).sum());
    }

    /**
     * The growth of each bucket, over all histograms together.
     *
     * @param all series of buckets, with their bounds as label {@code le}
     * @throws UnansweredException if they are no counters, or not buckets of the same kind
     */
    static Answer histogram(List<Series> all, Growth growth) {
        check(all);
        Map<Map<String, String>, TreeMap<Double, Series>> histograms = histograms(all);
        // A process that is gone may have had other buckets.
        List<TreeMap<Double, Series>> live = histograms.values().stream()
                .filter(buckets -> buckets.values().stream()
                        .anyMatch(series -> series.isSeen(
                                growth.window().from(), growth.window().to())))
                .toList();
        Collection<TreeMap<Double, Series>> counted = live.isEmpty() ? histograms.values() : live;
        TreeMap<Double, Series> first = counted.iterator().next();
        double[] sums = new double[first.size()];
        for (TreeMap<Double, Series> buckets : counted) {
            if (!buckets.keySet().equals(first.keySet())) {
                throw UnansweredException.wrong("buckets differ, so they can't be added up: "
                        + first.lastEntry().getValue().shown() + " has " + first.keySet() + ", "
                        + buckets.lastEntry().getValue().shown() + " has " + buckets.keySet());
            }
            Set<Long> resets = resets(buckets.values(), growth);
            int i = 0;
            for (Series series : buckets.values()) {
                sums[i++] += growth.of(series, resets::contains);
            }
        }
        return new Answer.Histogram(List.copyOf(first.keySet()), alone(sums));
    }

    private static Map<Map<String, String>, TreeMap<Double, Series>> histograms(List<Series> all) {
        Map<Map<String, String>, TreeMap<Double, Series>> histograms = new LinkedHashMap<>();
        for (Series series : all) {
            Map<String, String> rest = new HashMap<>(series.labels());
            String bound = rest.remove(BOUND);
            if (bound == null) {
                throw UnansweredException.wrong(
                        series.shown() + " has no label 'le', so it is no bucket of a histogram");
            }
            Series before =
                    histograms.computeIfAbsent(rest, labels -> new TreeMap<>()).put(number(bound, series), series);
            if (before != null) {
                throw UnansweredException.wrong(before.shown() + " and " + series.shown() + " are the same bucket");
            }
        }
        for (TreeMap<Double, Series> buckets : histograms.values()) {
            if (buckets.lastKey() != Double.POSITIVE_INFINITY) {
                throw UnansweredException.wrong(buckets.lastEntry().getValue().shown()
                        + " is the last bucket; one with le=\"+Inf\" was expected");
            }
        }
        return histograms;
    }

    private static double number(String bound, Series series) {
        try {
            double number = Numbers.parse(bound);
            if (!Double.isNaN(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw UnansweredException.wrong("the bucket " + series.shown() + " has no number as its bound");
    }

    /** One process made all buckets of a histogram: where one of them began anew, all did. */
    private static Set<Long> resets(Collection<Series> buckets, Growth growth) {
        Set<Long> resets = new HashSet<>();
        for (Series series : buckets) {
            for (int i = 1; i < series.until(growth.window().to()); i++) {
                if (series.values()[i] < series.values()[i - 1]) {
                    resets.add(series.times()[i]);
                }
            }
        }
        return resets;
    }

    /** What is in each bucket and not in the one before; a server may be asked while it counts, so that one seems to fall. */
    private static List<Double> alone(double[] cumulative) {
        List<Double> alone = new ArrayList<>();
        double highest = 0;
        for (double sum : cumulative) {
            alone.add(Math.max(0, sum - highest));
            highest = Math.max(highest, sum);
        }
        return alone;
    }

    private static void check(List<Series> all) {
        Set<Map<String, String>> seen = new HashSet<>();
        for (Series series : all) {
            if (!seen.add(series.labels())) {
                throw UnansweredException.wrong(series.shown() + " is there twice");
            }
            for (double value : series.values()) {
                if (!Double.isFinite(value)) {
                    throw UnansweredException.blind(
                            series.shown() + " had the value " + value + ", which counts nothing");
                }
                if (value < 0) {
                    throw UnansweredException.wrong(
                            series.shown() + " had the value " + value + ", so it is no counter");
                }
            }
        }
    }
}
