package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.stats.Binomial;
import io.jenkins.plugins.aidelivery.stats.sequential.Arms;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Watches a limit of a rate. Beyond chance: the latest windows together have so many events that an exact binomial test at the limit itself
 * says one in a thousand; as many as it takes for the exposure, so that it is seen soon, and as many as there are, so that what is only
 * a little beyond it is seen at all. Sustained: every window with enough exposure is beyond the limit, for
 * as long as asked. A window with less neither breaks a limit nor mends it.
 */
final class RateLimit {
    private static final double CHANCE = 0.001;

    private static final int MOST_WINDOWS = 60;

    /** By how much each longer time that is tested has more exposure than the one before. */
    private static final double MORE = 4;

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
        if (recent.size() > MOST_WINDOWS) {
            recent.removeFirst();
        }
        Arms pooled = Arms.NONE;
        double enough = Math.max(1, limit.exposure());
        for (var windows = recent.descendingIterator(); windows.hasNext(); ) {
            pooled = pooled.plus(windows.next());
            if (pooled.canaryExposures() >= enough || !windows.hasNext()) {
                if (pooled.canaryExposures() >= limit.exposure() && isBeyondChance(pooled)) {
                    return Optional.of(Words.of(pooled.canaryEvents(), pooled.canaryExposures()) + bound());
                }
                enough = MORE * pooled.canaryExposures();
            }
        }
        return Optional.empty();
    }

    private String bound() {
        return (limit.above() ? ", more than " : ", less than ") + Words.percent(limit.bound());
    }

    private boolean isBeyondChance(Arms pooled) {
        if (pooled.canaryExposures() <= 0 || !limit.isBeyond(pooled.canaryEvents() / pooled.canaryExposures())) {
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
