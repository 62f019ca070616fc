package io.jenkins.plugins.aidelivery.rollout;

import java.time.Clock;

/**
 * A clock that never goes back. Where the machine's clock is set back, by NTP or because another machine has taken over, it goes on from
 * where it was at the same pace: a rollout that waited for the time to come again would leave the canary to itself for as
 * long.
 */
final class SteadyClock {
    private final Clock clock;
    private long last;
    private long ahead;

    /** @param notBefore the latest time that is known to have been, epoch milliseconds */
    SteadyClock(Clock clock, long notBefore) {
        this.clock = clock;
        this.last = notBefore;
    }

    /** Epoch milliseconds, as this clock counts them. */
    synchronized long now() {
        long now = clock.millis() + ahead;
        if (now < last) {
            ahead += last - now;
            now = last;
        }
        last = now;
        return now;
    }

    /** What the machine's clock says, or said, at a time of this one. */
    synchronized long real(long time) {
        return time - ahead;
    }

    /** A time of the machine's clock, as this one counts. */
    synchronized long steady(long time) {
        return time + ahead;
    }
}
