package io.jenkins.plugins.aidelivery.rollout.router;

import java.util.concurrent.CompletionException;

/** What a stage failed with, without the wrapping of stages behind it. */
final class Causes {
    private Causes() {}

    static Throwable of(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }
}
