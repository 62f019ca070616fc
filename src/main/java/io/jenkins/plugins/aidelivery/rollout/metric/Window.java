package io.jenkins.plugins.aidelivery.rollout.metric;

/**
 * From one time to another.
 *
 * @param from epoch milliseconds, exclusive
 * @param to epoch milliseconds, inclusive, later
 */
public record Window(long from, long to) {
    public Window {
        if (to <= from) {
            throw new IllegalArgumentException("a window ends after it begins: " + from + " to " + to);
        }
    }

    public long millis() {
        return to - from;
    }
}
