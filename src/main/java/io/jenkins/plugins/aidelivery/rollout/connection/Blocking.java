package io.jenkins.plugins.aidelivery.rollout.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Work that holds a thread, off the caller's, with an answer in time whatever becomes of it. */
public final class Blocking {
    /** How long a question to a router may take. */
    public static final Duration WITHIN = Duration.ofSeconds(5);

    private static final Duration TURN = Duration.ofMinutes(1);

    private Blocking() {}

    /** What is done; it ends by itself soon after its time. */
    @FunctionalInterface
    public interface Work<T> {
        T call() throws IOException;
    }

    /** @param who is asked, for the sentence if no answer comes */
    public static <T> CompletionStage<T> call(Executor executor, String who, Duration within, Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                if (!answer.isDone()) {
                    failAfter(answer, within, who + " did not answer within " + within.toMillis() / 1000.0 + " s");
                    run(work, answer);
                }
            });
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IOException(who + " can't be asked: this process is ending", e));
        }
        // Many that are asked at once wait for each other; their own time begins when it is their turn.
        failAfter(answer, within.plus(TURN), who + " was not asked: others have kept all threads busy");
        return answer;
    }

    private static void failAfter(CompletableFuture<?> answer, Duration within, String sentence) {
        CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> answer.completeExceptionally(new IOException(sentence)));
    }

    private static <T> void run(Work<T> work, CompletableFuture<T> answer) {
        try {
            answer.complete(work.call());
        } catch (IOException e) {
            answer.completeExceptionally(e);
        } catch (RuntimeException e) {
            answer.completeExceptionally(new IOException("an unexpected fault: " + e, e));
        }
    }
}
