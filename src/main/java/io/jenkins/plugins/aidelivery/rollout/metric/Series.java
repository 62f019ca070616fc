package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Samples of one series.
 *
 * @param labels with its name as {@code __name__}, where that is known
 * @param times epoch milliseconds, rising
 * @param values as many
 */
record Series(Map<String, String> labels, long[] times, double[] values) {
    static final String NAME = "__name__";

    int size() {
        return times.length;
    }

    /** Number of samples at or before a time. */
    int until(long time) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether there is a sample after one time and at or before another. */
    boolean isSeen(long after, long until) {
        return until(until) > until(after);
    }

    /** Whether all labels of this one, but for its name, are the other's as well, as a target's are those of its series. */
    boolean isTargetOf(Series other) {
        return labels.entrySet().stream()
                .allMatch(label ->
                        label.getKey().equals(NAME) || label.getValue().equals(other.labels.get(label.getKey())));
    }

    /** Its name and labels as a person writes them. */
    String shown() {
        Map<String, String> rest = new TreeMap<>(labels);
        String name = rest.remove(NAME);
        return (name == null ? "" : name)
                + rest.entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
