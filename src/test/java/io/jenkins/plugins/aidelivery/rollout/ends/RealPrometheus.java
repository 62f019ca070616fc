package io.jenkins.plugins.aidelivery.rollout.ends;

import io.jenkins.plugins.aidelivery.Needed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The system's Prometheus with a store of its own, on this machine only. It ends when it is closed, or with this JVM at the latest.
 * It scrapes real pages, or holds what a test says was scraped earlier, to the millisecond.
 */
public final class RealPrometheus implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Path TOOL = Path.of("/usr/bin/promtool");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Starts the server and takes everything away when the input ends. */
    private static final String SCRIPT = """
            dir=$1 program=$2 port=$3
            exec 3<&0
            "$program" --config.file="$dir/prometheus.yml" --storage.tsdb.path="$dir/data" --log.level=info \
              --web.listen-address="127.0.0.1:$port" --no-storage.tsdb.wal-compression </dev/null &
            server=$!
            { cat; kill -KILL $server; } <&3 >/dev/null 2>&1 &
            wait $server
            rm -rf "$dir"
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    /**
     * What is scraped.
     *
     * @param host such as 127.0.0.1:8080, with its page at {@code /metrics}
     * @param labels which all of its series get
     */
    public record Target(String host, Map<String, String> labels) {}

    private RealPrometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Scrapes targets, of the job {@code model}. Skips the test, with the reason, where there is no Prometheus. */
    public static RealPrometheus scraping(Duration interval, List<Target> targets) {
        String time = interval.toMillis() + "ms";
        return start(
                "global: { scrape_interval: " + time + ", scrape_timeout: " + time + " }\n"
                        + "scrape_configs:\n- job_name: model\n  static_configs:\n"
                        + targets.stream()
                                .map(target -> "  - { targets: ['" + target.host() + "'], labels: {"
                                        + target.labels().entrySet().stream()
                                                .map(label -> label.getKey() + ": '" + label.getValue() + "'")
                                                .collect(Collectors.joining(", "))
                                        + "} }\n")
                                .collect(Collectors.joining()),
                "");
    }

    /**
     * Holds samples of the past and scrapes nothing.
     *
     * @param openMetrics series with their times in seconds, those of a metric together; the end mark is added
     */
    public static RealPrometheus holding(String openMetrics) {
        return start("scrape_configs: []\n", openMetrics);
    }

    private static RealPrometheus start(String configuration, String past) {
        Needed.unless(Files.isExecutable(PROGRAM) && Files.isExecutable(TOOL), "Prometheus");
        try {
            Path directory = Files.createTempDirectory("prometheus-");
            Files.writeString(directory.resolve("prometheus.yml"), configuration);
            if (!past.isEmpty()) {
                Path file = Files.writeString(directory.resolve("past"), past + "# EOF\n");
                run(TOOL.toString(), "tsdb", "create-blocks-from", "openmetrics", file.toString(), directory + "/data");
            }
            int port = freePort();
            Process process = new ProcessBuilder(
                            "sh", "-c", SCRIPT, "sh", directory.toString(), PROGRAM.toString(), "" + port)
                    .redirectErrorStream(true)
                    .start();
            awaitLine(process, Pattern.compile("ready to receive web requests"));
            return new RealPrometheus(process, "http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void awaitLine(Process process, Pattern ready) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (ready.matcher(line).find()) {
                // A server that nobody listens to stands still some time.
                Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "output of Prometheus");
                rest.setDaemon(true);
                rest.start();
                return;
            }
        }
        throw new IOException("Prometheus ended before it was ready:\n" + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String url() {
        return url;
    }

    /** Waits until an expression such as {@code x_total == 5} gives something. */
    public void await(String expression) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String said = "";
        while (System.nanoTime() < until) {
            said = answer(expression);
            if (said.contains("\"success\"") && !said.contains("\"result\":[]")) {
                return;
            }
            pause();
        }
        throw new AssertionError("never true: " + expression + "\n" + said + "\n" + answer("up"));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String answer(String expression) {
        URI address = URI.create(url + "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, as if its machine had lost its power. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
