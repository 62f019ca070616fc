package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How often a column's texts are there.
 *
 * @param counts of the most frequent ones, and of those that the reference has counts of; the most frequent first, then by
 *     the text
 * @param distinct different texts that were seen, at least
 * @param otherRows rows of all other texts
 */
public record Categories(List<Count> counts, long distinct, long otherRows) {
    /** Texts that are counted one by one at most; all others are "other". */
    public static final int MOST = 1000;

    public Categories {
        counts = List.copyOf(counts);
    }

    /**
     * How often a text is there.
     *
     * @param value the text, or its first {@value #LONGEST} characters
     * @param count rows
     */
    public record Count(String value, long count) {
        /** Longer texts that begin the same count as one. */
        public static final int LONGEST = 200;
    }

    private static final Comparator<Count> FREQUENT_FIRST =
            Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value);

    /**
     * Of counts in any order.
     *
     * @param kept texts that are counted one by one in any case
     * @param distinct how many there are in all
     * @param rows of all
     */
    public static Categories of(Map<String, Long> counts, Set<String> kept, long distinct, long rows) {
        List<Count> sorted = counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(FREQUENT_FIRST)
                .toList();
        List<Count> chosen = new ArrayList<>();
        long left = rows;
        for (Count count : sorted) {
            if (chosen.size() < MOST || kept.contains(count.value())) {
                chosen.add(count);
                left -= count.count();
            }
        }
        return new Categories(chosen, distinct, left);
    }

    /** Without the texts themselves. */
    public Categories withoutTexts() {
        return new Categories(List.of(), distinct, rows());
    }

    public long rows() {
        return counts.stream().mapToLong(Count::count).sum() + otherRows;
    }

    /** Whether every text is counted one by one. */
    public boolean isComplete() {
        return otherRows == 0;
    }

    /** Without texts that fewer than so many rows have: they are among the others. */
    Categories thinned(long minimum) {
        List<Count> kept =
                counts.stream().filter(count -> count.count() >= minimum).toList();
        return new Categories(
                kept, distinct, rows() - kept.stream().mapToLong(Count::count).sum());
    }

    Categories plus(Categories other) {
        Map<String, Long> sums = new TreeMap<>();
        for (Categories part : List.of(this, other)) {
            for (Count count : part.counts) {
                sums.merge(count.value(), count.count(), Long::sum);
            }
        }
        return of(sums, Set.of(), Math.max(sums.size(), Math.max(distinct, other.distinct)), rows() + other.rows());
    }
}
