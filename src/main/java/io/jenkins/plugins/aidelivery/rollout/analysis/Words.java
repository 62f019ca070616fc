package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;

/** Numbers in sentences. */
final class Words {
    private static final double HUNDRED = 100;
    private static final long SECOND = 1000;
    private static final double BEYOND = 1e6;

    private Words() {}

    static String number(double value) {
        return Figures.format(value, Unit.NUMBER);
    }

    static String percent(double share) {
        return Double.isFinite(share) ? Figures.format(Math.round(share * 1e6) / 1e4, Unit.NUMBER) + " %" : "–";
    }

    static String time(long millis) {
        return Figures.format((double) millis / SECOND, Unit.SECONDS);
    }

    static String seconds(double seconds) {
        return Figures.format(seconds, Unit.SECONDS);
    }

    /** {@code 12 of 400 (3 %)}. */
    static String of(double events, double exposures) {
        return number(Math.rint(events)) + " of " + number(Math.rint(exposures)) + " (" + percent(events / exposures)
                + ")";
    }

    static String evidence(double e) {
        return e >= BEYOND ? "beyond a million" : number(e < HUNDRED ? Math.round(e * 10) / 10.0 : Math.rint(e));
    }
}
