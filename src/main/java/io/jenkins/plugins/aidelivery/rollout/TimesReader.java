package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.List;
import java.util.Optional;

/** Reads how long things take. */
final class TimesReader {
    private static final long SECOND = 1000;
    private static final long INTERVAL = 15 * SECOND;
    private static final long BLIND = 300 * SECOND;
    private static final long GRACE = 3600 * SECOND;
    /** With all traffic, where rules ask for it. */
    private static final long WATCHED = 300 * SECOND;

    private static final long SHORTEST = 50;

    /** Nobody waits for longer, and sums of such times are still times. */
    private static final long LONGEST_DAYS = 366;

    private static final long LONGEST = LONGEST_DAYS * 24 * 3600 * SECOND;

    private TimesReader() {}

    /** A time of 0 or more, in milliseconds. */
    static Optional<Long> millis(SpecCursor in, String key) {
        return in.quantity(key).flatMap(quantity -> {
            if (quantity.unit() == Unit.SECONDS && quantity.value() > LONGEST / (double) SECOND) {
                in.fault(key, "at most " + LONGEST_DAYS + "d was expected");
                return Optional.empty();
            }
            if (quantity.unit() == Unit.SECONDS && quantity.value() >= 0) {
                return Optional.of(Math.round(quantity.value() * SECOND));
            }
            in.fault(key, "a time such as 30s, 5m or 1h was expected");
            return Optional.empty();
        });
    }

    /** A time that something may take, of at least a millisecond. */
    static Optional<Long> most(SpecCursor in, String key) {
        Optional<Long> millis = millis(in, key);
        if (millis.filter(time -> time == 0).isPresent()) {
            in.fault(key, "a time above 0 was expected");
        }
        return millis.filter(time -> time > 0);
    }

    static long interval(SpecCursor in) {
        long interval = millis(in, "interval").orElse(INTERVAL);
        if (interval < SHORTEST) {
            in.fault("interval", "at least " + SHORTEST + "ms was expected");
        }
        return Math.max(SHORTEST, interval);
    }

    /**
     * @param resolution of the metric source, milliseconds: settling takes at least that long
     * @param watched whether there are rules for the time after the promotion
     */
    static RolloutPlan.Times read(
            SpecCursor in, long interval, List<RolloutPlan.Phase> phases, long resolution, boolean watched) {
        long settle = millis(in, "settle").orElse(Math.max(Math.max(interval, INTERVAL), resolution));
        if (settle < resolution) {
            in.fault(
                    "settle",
                    "at least " + resolution
                            + "ms was expected: so long, the metric source's numbers are of the time before, too");
        }
        long verify = millis(in, "verify").orElse(watched ? WATCHED : 0L);
        long keep = millis(in, "keep").orElse(verify);
        long longest = phases.stream().mapToLong(RolloutPlan.Phase::longest).sum();
        long blind = millis(in, "blind-for").orElse(Math.max(BLIND, 2 * interval));
        if (blind < interval) {
            in.fault("blind-for", "at least an interval was expected");
        }
        return new RolloutPlan.Times(
                interval,
                settle,
                Math.max(interval, blind),
                verify,
                Math.max(verify, keep),
                millis(in, "recover").orElse(2 * interval),
                most(in, "deadline").orElse(2 * longest + keep + GRACE));
    }
}
