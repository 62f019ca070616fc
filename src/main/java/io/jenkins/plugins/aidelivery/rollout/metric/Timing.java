package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.time.Duration;

/**
 * How long a source may take, and how often it gets new numbers.
 *
 * @param timeout of one reading, with all tries
 * @param interval between two samples
 */
record Timing(Duration timeout, Duration interval) {
    private static final long TIMEOUT_SECONDS = 5;
    private static final long INTERVAL_SECONDS = 15;

    /** How many intervals old the newest sample may be. */
    private static final int FRESH_INTERVALS = 2;

    static Timing read(SpecCursor in) {
        return new Timing(
                Duration.ofSeconds(in.duration("timeout").orElse(TIMEOUT_SECONDS)),
                Duration.ofSeconds(in.duration("interval").orElse(INTERVAL_SECONDS)));
    }

    /**
     * Takes the newest sample if it is young enough to speak for a time.
     *
     * @throws UnansweredException if it is not
     */
    void checkFresh(long newest, long at) {
        if (isStale(newest, at)) {
            throw stale(newest, at);
        }
    }

    boolean isStale(long newest, long at) {
        return at - newest > FRESH_INTERVALS * interval.toMillis();
    }

    UnansweredException stale(long newest, long at) {
        return UnansweredException.blind("stale: the newest sample was " + (at - newest) / 1000.0
                + " s old at the window's end, more than " + FRESH_INTERVALS + " intervals of " + interval.toSeconds()
                + " s");
    }
}
