package io.jenkins.plugins.aidelivery.rollout.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * HTTP without a waiting thread: bounded in time and size, no redirects (they would carry credentials elsewhere), tried again a few times
 * within its time where the server didn't answer or was busy. Fails with an {@link IOException} whose message is a sentence
 * without secrets.
 */
public final class HttpCalls {
    /** More is not an answer to a question about numbers. */
    private static final int LARGEST = 16 << 20;

    private static final int SHOWN = 200;
    private static final long FIRST_PAUSE = 250;
    private static final int BUSY = 429;
    private static final int SERVER_FAULT = 500;

    private final HttpClient client;

    /** @param executor runs what follows an answer; nothing there blocks */
    public HttpCalls(Executor executor) {
        this.client = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * A request.
     *
     * @param method such as GET
     * @param path behind the endpoint's address, with its query, encoded; or empty
     * @param headers beyond the authorization
     * @param body empty for none
     * @param within how long it may take, with all tries
     * @param tries how often at most; more than once only for what does no harm twice
     */
    public record Call(
            String method, String path, Map<String, String> headers, String body, Duration within, int tries) {
        public Call {
            headers = Map.copyOf(headers);
        }

        public static Call get(String path, Duration within) {
            return new Call("GET", path, Map.of(), "", within, 3);
        }
    }

    /** An answer with a status from 200 to 299. */
    public record Reply(int status, HttpHeaders headers, String text) {}

    /** The server answered, but refused. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String body;

        RefusedException(String sentence, int status, String body) {
            super(sentence);
            this.status = status;
            this.body = body;
        }

        public int status() {
            return status;
        }

        /** What it said, without our secrets. */
        public String body() {
            return body;
        }
    }

    public CompletionStage<Reply> send(Endpoint endpoint, Call call) {
        HttpRequest request;
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(endpoint.address() + call.path()));
            builder.method(
                    call.method(),
                    call.body().isEmpty()
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString(call.body()));
            call.headers().forEach(builder::setHeader);
            endpoint.authorization().ifPresent(value -> builder.setHeader("Authorization", value));
            request = builder.timeout(call.within()).build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new IOException(
                    "'" + endpoint.hide(endpoint.address() + call.path()) + "' is no address that can be asked", e));
        }
        long until = System.nanoTime() + call.within().toNanos();
        return attempt(endpoint, call, request, until, 1)
                .orTimeout(call.within().toMillis() + 100, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(problem -> CompletableFuture.failedFuture(sentence(endpoint, call, problem)));
    }

    private CompletableFuture<Reply> attempt(
            Endpoint endpoint, Call call, HttpRequest request, long until, int attempt) {
        return client.sendAsync(request, info -> new Bounded())
                .thenCompose(response -> answered(endpoint, response))
                .exceptionallyCompose(problem -> {
                    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
                    long pause = FIRST_PAUSE << (attempt - 1);
                    boolean late = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) >= until;
                    if (attempt >= call.tries() || late || !isPassing(cause)) {
                        return CompletableFuture.failedFuture(cause);
                    }
                    return CompletableFuture.supplyAsync(
                                    () -> null, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS))
                            .thenCompose(nothing -> attempt(endpoint, call, request, until, attempt + 1));
                });
    }

    private static boolean isPassing(Throwable problem) {
        if (problem instanceof RefusedException refused) {
            return refused.status() == BUSY || refused.status() >= SERVER_FAULT;
        }
        return problem instanceof IOException && !(problem instanceof TooLargeException);
    }

    private static CompletableFuture<Reply> answered(Endpoint endpoint, HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 == 2) {
            return CompletableFuture.completedFuture(new Reply(
                    response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8)));
        }
        String body = endpoint.hide(new String(response.body(), StandardCharsets.UTF_8));
        String shown = body.strip().replaceAll("\\s+", " ");
        return CompletableFuture.failedFuture(new RefusedException(
                endpoint + " answered with status " + response.statusCode()
                        + (shown.isEmpty()
                                ? ""
                                : ": " + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown)),
                response.statusCode(),
                body));
    }

    private static IOException sentence(Endpoint endpoint, Call call, Throwable problem) {
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (cause instanceof RefusedException || cause instanceof TooLargeException) {
            return (IOException) cause;
        }
        if (cause instanceof HttpTimeoutException || cause instanceof java.util.concurrent.TimeoutException) {
            return new IOException(
                    endpoint + " did not answer within " + call.within().toMillis() / 1000.0 + " s", cause);
        }
        String said = Optional.ofNullable(cause.getMessage())
                .orElse(cause instanceof ConnectException ? "nobody listens there" : "the connection broke off");
        return new IOException(endpoint + " can't be reached: " + endpoint.hide(said), cause);
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException() {
            super("the answer is larger than " + (LARGEST >> 20) + " MB");
        }
    }

    /** A body that is given up when it grows too large. */
    private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
        private final HttpResponse.BodySubscriber<byte[]> all = HttpResponse.BodySubscribers.ofByteArray();
        private final CompletableFuture<byte[]> refused = new CompletableFuture<>();
        private Flow.Subscription subscription;
        private long size;

        @Override
        public CompletionStage<byte[]> getBody() {
            all.getBody().whenComplete((bytes, problem) -> {
                if (problem == null) {
                    refused.complete(bytes);
                } else {
                    refused.completeExceptionally(problem);
                }
            });
            return refused.minimalCompletionStage();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            all.onSubscribe(given);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                size += buffer.remaining();
            }
            if (size > LARGEST) {
                subscription.cancel();
                refused.completeExceptionally(new TooLargeException());
                return;
            }
            all.onNext(new ArrayList<>(buffers));
        }

        @Override
        public void onError(Throwable problem) {
            all.onError(problem);
        }

        @Override
        public void onComplete() {
            all.onComplete();
        }
    }
}
