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
 * @param others whether the last of them is all others
 */
record CategoryPair(List<String> names, long[] reference, long[] current, boolean others) {
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
        return of(counts, others);
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
        return of(named, new long[2]);
    }

    private static CategoryPair of(Map<String, long[]> counts, long[] others) {
        List<String> names = new ArrayList<>(counts.keySet());
        List<long[]> both = new ArrayList<>(counts.values());
        boolean any = others[0] + others[1] > 0;
        if (any) {
            // A category may be called like this as well.
            names.add(OTHER);
            both.add(others);
        }
        return new CategoryPair(
                names,
                both.stream().mapToLong(counted -> counted[0]).toArray(),
                both.stream().mapToLong(counted -> counted[1]).toArray(),
                any);
    }

    /** Without names that fewer than so many rows have on both sides, for showing. */
    CategoryPair thinned(long minimum) {
        Map<String, long[]> counts = new LinkedHashMap<>();
        long[] rest = new long[2];
        for (int i = 0; i < names.size(); i++) {
            if (others && i == names.size() - 1 || Math.max(reference[i], current[i]) < minimum) {
                rest[0] += reference[i];
                rest[1] += current[i];
            } else {
                counts.put(names.get(i), new long[] {reference[i], current[i]});
            }
        }
        return of(counts, rest);
    }

    int size() {
        return names.size();
    }

    /** Share of the reference's rows about whose categories no more is known than that they are others. */
    double unknown() {
        double n = java.util.Arrays.stream(reference).sum();
        return others ? reference[size() - 1] / n : 0;
    }

    /** How many of the current categories the reference doesn't have for certain; of the others, one at most. */
    long fresh() {
        return onlyIn(current, reference, size());
    }

    /** How many of the reference's that are counted by themselves are gone. */
    long lost() {
        return onlyIn(reference, current, others ? size() - 1 : size());
    }

    private static long onlyIn(long[] one, long[] other, int size) {
        long found = 0;
        for (int i = 0; i < size; i++) {
            found += one[i] > 0 && other[i] == 0 ? 1 : 0;
        }
        return found;
    }
}
