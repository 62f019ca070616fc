package io.jenkins.plugins.aidelivery.rollout.connection;

import java.util.concurrent.CompletionException;

/** What a stage failed with, without the wrapping of stages behind it. */
public final class Causes {
    private Causes() {}

    public static Throwable of(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }
}
