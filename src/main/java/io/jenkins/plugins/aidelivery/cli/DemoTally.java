package io.jenkins.plugins.aidelivery.cli;

import java.util.OptionalDouble;

/** What came of the requests that were sent during a rollout. Any thread may count. */
final class DemoTally {
    private static final double NANOS = 1e9;

    private long sent;
    private long answered;
    private long wrong;
    private long failed;
    private long failedElsewhere;
    private long firstFailure;
    private long restored;

    synchronized void sent() {
        sent++;
    }

    synchronized void answered(boolean right) {
        answered++;
        wrong += right ? 0 : 1;
    }

    /** @param byCanary whether the canary is known to have failed */
    synchronized void failed(boolean byCanary) {
        if (failed++ == 0) {
            firstFailure = System.nanoTime();
        }
        failedElsewhere += byCanary ? 0 : 1;
    }

    /** The canary gets nothing; counts if something has failed before. */
    synchronized void restored() {
        if (failed > 0 && restored == 0) {
            restored = System.nanoTime();
        }
    }

    synchronized long sentSoFar() {
        return sent;
    }

    synchronized long failures() {
        return failed;
    }

    /** Failures that were not the canary's. */
    synchronized long failuresElsewhere() {
        return failedElsewhere;
    }

    synchronized long wrongAnswers() {
        return wrong;
    }

    synchronized boolean isSettled() {
        return answered + failed == sent;
    }

    /** From the first failure until the canary got nothing any more, seconds; empty unless both were seen. */
    synchronized OptionalDouble restoredWithin() {
        return restored == 0 ? OptionalDouble.empty() : OptionalDouble.of((restored - firstFailure) / NANOS);
    }
}
