package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.stats.Binomial;
import io.jenkins.plugins.aidelivery.stats.sequential.Arms;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Watches a limit of a rate. Beyond chance: the latest windows together, as many as it takes for the exposure, have so many events that an
 * exact binomial test at the limit itself says one in a thousand. Sustained: every window with enough exposure is beyond the limit, for
 * as long as asked. A window with less neither breaks a limit nor mends it.
 */
final class RateLimit {
    private static final double CHANCE = 0.001;

    private static final int MOST_WINDOWS = 60;
    private static final long NEVER = Long.MIN_VALUE;

    private final Limit limit;
    private final Deque<Arms> recent = new ArrayDeque<>();
    private long since = NEVER;

    RateLimit(Limit limit) {
        this.limit = limit;
    }

    /** A sentence if it is broken. */
    Optional<String> add(Arms window, Look look) {
        return limit.sustained() > 0 ? sustained(window, look) : beyondChance(window);
    }

    private Optional<String> sustained(Arms window, Look look) {
        if (window.canaryExposures() < Math.max(1, limit.exposure())) {
            return Optional.empty();
        }
        double rate = window.canaryEvents() / window.canaryExposures();
        if (!limit.isBeyond(rate)) {
            since = NEVER;
            return Optional.empty();
        }
        since = since == NEVER ? look.from() : since;
        long lasted = look.to() - since;
        return lasted < limit.sustained()
                ? Optional.empty()
                : Optional.of(Words.percent(rate) + bound() + ", for " + Words.time(lasted));
    }

    private Optional<String> beyondChance(Arms window) {
        recent.addLast(window);
        Arms pooled = Arms.NONE;
        int taken = 0;
        for (var windows = recent.descendingIterator(); windows.hasNext(); ) {
            pooled = pooled.plus(windows.next());
            taken++;
            if (pooled.canaryExposures() >= Math.max(1, limit.exposure())) {
                if (isBeyondChance(pooled)) {
                    return Optional.of(Words.of(pooled.canaryEvents(), pooled.canaryExposures()) + bound());
                }
                break;
            }
        }
        while (recent.size() > Math.min(MOST_WINDOWS, Math.max(1, taken))) {
            recent.removeFirst();
        }
        return Optional.empty();
    }

    private String bound() {
        return (limit.above() ? ", more than " : ", less than ") + Words.percent(limit.bound());
    }

    private boolean isBeyondChance(Arms pooled) {
        if (!limit.isBeyond(pooled.canaryEvents() / pooled.canaryExposures())) {
            return false;
        }
        long events = Math.round(pooled.canaryEvents());
        long exposures = Math.max(events, Math.round(pooled.canaryExposures()));
        if (limit.bound() <= 0 || limit.bound() >= 1) {
            return true;
        }
        double chance = limit.above()
                ? (events == 0 ? 1 : Binomial.sf(events - 1, exposures, limit.bound()))
                : Binomial.cdf(events, exposures, limit.bound());
        return chance <= CHANCE;
    }
}
