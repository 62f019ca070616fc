package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * What happened in one interval on both sides: events among exposures, such as errors among requests.
 *
 * @param canaryEvents 0 or more, not above the exposures
 * @param canaryExposures 0 or more
 * @param stableEvents 0 or more, not above the exposures
 * @param stableExposures 0 or more
 */
public record Arms(double canaryEvents, double canaryExposures, double stableEvents, double stableExposures) {
    public static final Arms NONE = new Arms(0, 0, 0, 0);

    public Arms {
        if (!(canaryEvents >= 0 && canaryEvents <= canaryExposures && Double.isFinite(canaryExposures))
                || !(stableEvents >= 0 && stableEvents <= stableExposures && Double.isFinite(stableExposures))) {
            throw new IllegalArgumentException("events must be from 0 to the exposures: " + canaryEvents + " of "
                    + canaryExposures + ", " + stableEvents + " of " + stableExposures);
        }
    }

    /** Events of both sides. */
    public double events() {
        return canaryEvents + stableEvents;
    }

    /** The canary's part of the exposures, 0 … 1; NaN if there are none. */
    double share() {
        return canaryExposures / (canaryExposures + stableExposures);
    }

    /** Whether it says anything about a ratio of the two rates. */
    boolean isInformative() {
        return events() > 0 && canaryExposures > 0 && stableExposures > 0;
    }

    public Arms plus(Arms other) {
        return new Arms(
                canaryEvents + other.canaryEvents,
                canaryExposures + other.canaryExposures,
                stableEvents + other.stableEvents,
                stableExposures + other.stableExposures);
    }
}
