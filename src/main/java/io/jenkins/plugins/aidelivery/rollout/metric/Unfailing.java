package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A source whose stages never fail and always end, whatever the one inside does. */
final class Unfailing implements MetricSource {
    private static final Logger LOGGER = Logger.getLogger(Unfailing.class.getName());
    private static final int LONGEST_QUESTION = 10_000;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** The one inside has its own limits; this is for when they fail. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final MetricSource source;
    private final String name;
    private final Duration timeout;

    /** @param name to call it by in sentences, without secrets */
    Unfailing(MetricSource source, String name, Duration timeout) {
        this.source = source;
        this.name = name;
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<Answer> read(Query query, Side side, Window window) {
        if (query.text().isBlank() || query.text().length() > LONGEST_QUESTION) {
            return CompletableFuture.completedFuture(
                    new Answer.Wrong("a question of 1 to " + LONGEST_QUESTION + " characters was expected"));
        }
        try {
            return source.read(query, side, window)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(this::said);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(said(e));
        }
    }

    private Answer said(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof UnansweredException unanswered) {
            return unanswered.answer();
        }
        if (cause instanceof HttpCalls.RefusedException refused
                && (refused.status() == UNAUTHORIZED || refused.status() == FORBIDDEN)) {
            return new Answer.Blind(name + " refused our credentials (status " + refused.status() + ")");
        }
        if (cause instanceof IOException) {
            return new Answer.Blind(cause.getMessage());
        }
        if (cause instanceof TimeoutException) {
            return new Answer.Blind(name + " did not answer within " + timeout.toSeconds() + " s");
        }
        if (cause instanceof RejectedExecutionException) {
            return new Answer.Blind(name + " is not asked: too many questions wait already");
        }
        LOGGER.log(Level.WARNING, cause, () -> "reading " + name);
        return new Answer.Blind(name + " can't be read: " + cause.getClass().getSimpleName());
    }

    @Override
    public OptionalLong nextSample(Side side) {
        return source.nextSample(side);
    }

    @Override
    public Duration resolution() {
        return source.resolution();
    }

    @Override
    public void close() {
        source.close();
    }
}
