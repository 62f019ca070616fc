package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import io.jenkins.plugins.aidelivery.drift.profile.ValueCounts;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The categories of two columns: those of either that are counted one by one, and all others as one.
 *
 * @param names what they are called
 * @param reference counts
 * @param current counts
 */
record CategoryPair(List<String> names, long[] reference, long[] current) {
    static final String OTHER = "(all others)";

    /** Categories that only one side counts one by one belong to the other side's others; they go to the others of both. */
    static CategoryPair of(Categories reference, Categories current) {
        Map<String, long[]> counts = new LinkedHashMap<>();
        long[] others = {reference.otherRows(), current.otherRows()};
        for (Categories.Count count : reference.counts()) {
            counts.put(count.value(), new long[] {count.count(), 0});
        }
        for (Categories.Count count : current.counts()) {
            if (counts.containsKey(count.value())) {
                counts.get(count.value())[1] = count.count();
            } else if (reference.isComplete()) {
                counts.put(count.value(), new long[] {0, count.count()});
            } else {
                others[1] += count.count();
            }
        }
        if (others[0] + others[1] > 0) {
            counts.put(OTHER, others);
        }
        return of(counts);
    }

    /** Numbers that are codes: each value is a category. */
    static CategoryPair of(ValueCounts reference, ValueCounts current) {
        Map<Double, long[]> counts = new TreeMap<>();
        for (int i = 0; i < reference.size(); i++) {
            counts.put(reference.value(i), new long[] {reference.count(i), 0});
        }
        for (int i = 0; i < current.size(); i++) {
            counts.computeIfAbsent(current.value(i), value -> new long[2])[1] = current.count(i);
        }
        Map<String, long[]> named = new LinkedHashMap<>();
        counts.forEach((value, both) -> named.put(Figures.number(value), both));
        return of(named);
    }

    private static CategoryPair of(Map<String, long[]> counts) {
        return new CategoryPair(
                new ArrayList<>(counts.keySet()),
                counts.values().stream().mapToLong(both -> both[0]).toArray(),
                counts.values().stream().mapToLong(both -> both[1]).toArray());
    }

    int size() {
        return names.size();
    }

    /** How many of the current categories the reference doesn't have. */
    long fresh() {
        return onlyIn(current, reference);
    }

    long lost() {
        return onlyIn(reference, current);
    }

    private static long onlyIn(long[] one, long[] other) {
        long found = 0;
        for (int i = 0; i < one.length; i++) {
            found += one[i] > 0 && other[i] == 0 ? 1 : 0;
        }
        return found;
    }
}
