package io.jenkins.plugins.aidelivery.rollout.ends;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Requests that keep coming, some a second, until they are stopped. */
public final class Load implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "load");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();

    private Load(String url, int perSecond) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/predict"))
                .timeout(Duration.ofSeconds(10))
                .build();
        clock.scheduleAtFixedRate(
                () -> {
                    sent.incrementAndGet();
                    client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                            .exceptionally(problem -> {
                                unanswered.incrementAndGet();
                                return null;
                            });
                },
                0,
                1_000_000L / perSecond,
                TimeUnit.MICROSECONDS);
    }

    public static Load on(String url, int perSecond) {
        return new Load(url, perSecond);
    }

    public long sent() {
        return sent.get();
    }

    /** Requests that nobody answered, well or not. */
    public long unanswered() {
        return unanswered.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
