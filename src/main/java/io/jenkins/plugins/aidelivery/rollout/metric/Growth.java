package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * How much counters grew in a window: the sum of the steps from sample to sample, each of which belongs to the later sample's time,
 * so that the growths of adjacent windows add up to the growth of both. A counter that falls began anew at zero. A counter that was
 * not there before (within reach) began at zero if its target was, and otherwise counts from its second sample: what it had
 * counted before anybody looked is not of this window.
 *
 * @param reach milliseconds, longer than any pause between two samples of a series; what a step is depends on nothing
 *     further back, whatever the window
 */
record Growth(Window window, long reach, Births births) {
    /** Tells whether a series that has its first sample at a time began at zero after its target was seen without it. */
    @FunctionalInterface
    interface Births {
        boolean isFromZero(Series series, long at);
    }

    /** Labels that tell one target of a metric from another. */
    private static final Set<String> TARGET = Set.of(
            "job",
            "instance",
            "pod",
            "host",
            "hostname",
            "node",
            "container",
            "namespace",
            "exported_job",
            "exported_instance",
            "replica");

    /** Births of series whose target has other series in the same answer. */
    static Births amongst(List<Series> all, long reach) {
        return (born, at) -> all.stream()
                .anyMatch(other -> other != born && isSameTarget(other, born) && other.isSeen(at - reach - 1, at - 1));
    }

    private static boolean isSameTarget(Series one, Series other) {
        return TARGET.stream().allMatch(label -> {
            String value = one.labels().get(label);
            return value == null
                    ? !other.labels().containsKey(label)
                    : value.equals(other.labels().get(label));
        });
    }

    double of(Series series) {
        return of(series, time -> false);
    }

    /** @param isReset tells of a time whether the counter began anew, whatever its values say */
    double of(Series series, LongPredicate isReset) {
        double sum = 0;
        for (int i = series.until(window.from()); i < series.until(window.to()); i++) {
            double now = series.values()[i];
            long at = series.times()[i];
            if (isFirst(series, i)) {
                sum += now > 0 && births.isFromZero(series, at) ? now : 0;
            } else {
                double before = series.values()[i - 1];
                sum += now < before || isReset.test(at) ? now : now - before;
            }
        }
        return sum;
    }

    private boolean isFirst(Series series, int index) {
        return index == 0 || series.times()[index] - series.times()[index - 1] > reach;
    }

    /** Series that have their first sample, and not a zero, inside of the window. */
    List<Series> born(List<Series> all) {
        return all.stream().filter(this::isBorn).toList();
    }

    private boolean isBorn(Series series) {
        for (int i = series.until(window.from()); i < series.until(window.to()); i++) {
            if (isFirst(series, i) && series.values()[i] > 0 && !births.isFromZero(series, series.times()[i])) {
                return true;
            }
        }
        return false;
    }
}
