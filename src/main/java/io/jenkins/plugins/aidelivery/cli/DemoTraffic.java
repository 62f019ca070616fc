package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** People who ask the model: rows of the example's test table, one after the other by chance; each answer is checked against its label. */
final class DemoTraffic implements AutoCloseable {
    /** Requests each second, as long as they are answered in time. */
    static final int RATE = 120;

    /** So many people wait for an answer at most: on a busy machine they ask less often, and don't queue without end. */
    private static final int MOST_WAITING = 24;

    private static final int OK = 200;
    private static final int PATIENCE_SECONDS = 10;
    private static final int WARM = 2 * RATE;
    private static final long SETTLE_MILLIS = 50;

    private final URI address;
    private final List<DemoRow> rows;
    private final HttpClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    /** The same requests each time. */
    private final Random chance = new Random(20);

    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final Map<String, LongAdder> answers = new TreeMap<>();
    private final Map<String, LongAdder> wrong = new TreeMap<>();
    private volatile DemoTally tally = new DemoTally();

    private DemoTraffic(URI address, List<DemoRow> rows, Executor threads) {
        this.address = address;
        this.rows = rows;
        this.client = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        for (String side : List.of("canary", "stable")) {
            answers.put(side, new LongAdder());
            wrong.put(side, new LongAdder());
        }
    }

    static DemoTraffic start(URI address, List<DemoRow> rows, Executor threads) {
        DemoTraffic traffic = new DemoTraffic(address.resolve("/score"), rows, threads);
        long nanos = TimeUnit.SECONDS.toNanos(1) / RATE;
        traffic.clock.scheduleAtFixedRate(traffic::ask, 0, nanos, TimeUnit.NANOSECONDS);
        return traffic;
    }

    /** Waits until some requests have made everything warm that a long-running service has warm: classes, connections. */
    void warm() throws IOException {
        for (int second = 0; second < PATIENCE_SECONDS && answers.get("stable").sum() < WARM; second++) {
            pause(TimeUnit.SECONDS.toMillis(1));
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Counts requests from now on by themselves. */
    DemoTally counted() {
        DemoTally fresh = new DemoTally();
        tally = fresh;
        return fresh;
    }

    /** Ends what is counted, when all of its requests have had their answer. */
    void await(DemoTally counted) throws IOException {
        tally = new DemoTally();
        long left = TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS);
        while (left > 0 && !counted.isSettled()) {
            pause(SETTLE_MILLIS);
            left -= SETTLE_MILLIS;
        }
    }

    private void ask() {
        if (!places.tryAcquire()) {
            return;
        }
        DemoTally mine = tally;
        DemoRow row = rows.get(chance.nextInt(rows.size()));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(row.json()))
                .build();
        mine.sent();
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(response -> heard(mine, row, response))
                .exceptionally(problem -> {
                    mine.failed(false);
                    return null;
                })
                .thenRun(places::release);
    }

    private void heard(DemoTally mine, DemoRow row, HttpResponse<String> response) {
        String side = response.headers().firstValue(DemoModel.SERVED_BY).orElse("");
        if (response.statusCode() != OK) {
            mine.failed(side.equals("canary"));
            return;
        }
        boolean right = isRight(response.body(), row.label());
        mine.answered(right);
        if (answers.containsKey(side)) {
            answers.get(side).increment();
            wrong.get(side).add(right ? 0 : 1);
        }
    }

    private static boolean isRight(String body, String label) {
        try {
            return JsonFile.MAPPER.readTree(body).path("prediction").asText().equals(label);
        } catch (IOException e) {
            return false;
        }
    }

    /** How many answers of each side were checked and wrong, in the OpenMetrics text format without its end. */
    String metrics() {
        return counter("answers", answers) + counter("answers_wrong", wrong);
    }

    private static String counter(String name, Map<String, LongAdder> sides) {
        StringBuilder text = new StringBuilder("# TYPE " + name + " counter\n");
        sides.forEach((side, count) -> text.append(name)
                .append("_total{side=\"")
                .append(side)
                .append("\"} ")
                .append(count.sum())
                .append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
