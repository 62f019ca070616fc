package io.jenkins.plugins.aidelivery;

import org.junit.AssumptionViolatedException;

/** What a test needs of the machine. Without it the test is skipped, with the reason; in CI (see .ci/run) it fails. */
public final class Needed {
    private Needed() {}

    public static void unless(boolean there, String what) {
        if (there) {
            return;
        }
        if ("1".equals(System.getenv("AI_DELIVERY_CI"))) {
            throw new AssertionError("needs " + what);
        }
        throw new AssumptionViolatedException("skipped: needs " + what);
    }
}
