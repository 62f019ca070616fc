package io.jenkins.plugins.aidelivery.rollout.router;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The canary's part of the traffic. */
final class Percent {
    static final double ALL = 100;

    private Percent() {}

    /** @throws IllegalArgumentException below 0, above 100, or not a number */
    static double checked(double percent) {
        if (!(percent >= 0 && percent <= ALL)) {
            throw new IllegalArgumentException("a weight of " + percent + " % was asked for; it is from 0 to 100");
        }
        return percent;
    }

    /** As people write it: with at most six decimals, and none that say nothing. */
    static String text(double percent) {
        BigDecimal rounded = BigDecimal.valueOf(percent).setScale(6, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
