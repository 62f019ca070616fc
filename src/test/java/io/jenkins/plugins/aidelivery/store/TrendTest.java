package io.jenkins.plugins.aidelivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TrendTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path file;
    private Trend trend;

    @Before
    public void place() {
        file = folder.getRoot().toPath().resolve("deep/trend.jsonl");
        trend = new Trend(file);
    }

    @Test
    public void aJobWithoutResultsHasNoTrend() throws IOException {
        assertThat(trend.exists()).isFalse();
        assertThat(trend.last(10)).isEmpty();
        trend.trim(10);
        assertThat(file).doesNotExist();
    }

    @Test
    public void theLastResultsAreReadTheOldestFirst() throws IOException {
        append(1, 5);

        assertThat(trend.exists()).isTrue();
        assertThat(builds(trend.last(3))).containsExactly(3, 4, 5);
        assertThat(builds(trend.last(100))).containsExactly(1, 2, 3, 4, 5);
        assertThat(trend.last(0)).isEmpty();
        assertThat(trend.last(1)).containsExactly(point(5));
    }

    @Test
    public void aResultIsOneLineWhateverIsInItsTexts() throws IOException {
        TrendPoint strange = new TrendPoint(
                "gate", 1, "gate", 0, "a\nb\r\u2028 {\"kind\":\"gate\"} 👾 \ud83d", "prod\n", "FAIL", null, 85);

        trend.append(strange);
        trend.append(point(2));

        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(trend.last(2).get(0).subject()).startsWith("a\nb\r\u2028 {\"kind\":\"gate\"} 👾 ");
        assertThat(trend.last(2).get(1)).isEqualTo(point(2));
    }

    @Test
    public void whatCouldNotBeJudgedHasNoScore() throws IOException {
        TrendPoint nothing = new TrendPoint("gate", 1, "gate", 0, "m", "", "FAIL", Double.NaN, Double.NaN);
        trend.append(nothing);

        assertThat(Files.readString(file)).contains("\"score\":null").doesNotContain("NaN");
        assertThat(trend.last(1)).containsExactly(nothing);
        assertThat(nothing.score()).isNull();
    }

    @Test
    public void aLineThatACrashCutOffTakesNoOtherWithIt() throws IOException {
        byte[] line =
                (JsonFile.MAPPER.writeValueAsString(point(2, "modèle 👾")) + "\n").getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < line.length - 1; length++) {
            Files.deleteIfExists(file);
            append(1, 1);
            Files.write(file, Arrays.copyOf(line, length), StandardOpenOption.APPEND);

            append(3, 3);

            assertThat(builds(trend.last(10))).as("cut after %d bytes", length).containsExactly(1, 3);
        }
    }

    @Test
    public void onlyTheLineEndMayBeMissing() throws IOException {
        append(1, 1);
        Files.writeString(
                file, JsonFile.MAPPER.writeValueAsString(point(2)), StandardCharsets.UTF_8, StandardOpenOption.APPEND);

        append(3, 3);

        assertThat(builds(trend.last(10))).containsExactly(1, 2, 3);
    }

    @Test
    public void linesThatAreNoResultsAreLeftOut() throws IOException {
        append(1, 1);
        Files.write(
                file,
                List.of(
                        "",
                        "null",
                        "{}",
                        "[]",
                        "7",
                        "{\"kind\":\"gate\"}",
                        "{\"kind\":\"gate\",\"build\":\"x\",\"result\":\"gate\",\"verdict\":\"PASS\"}",
                        "{\"kind\":\"gate\",\"build\":0,\"result\":\"gate\",\"verdict\":\"PASS\"}",
                        "{\"kind\":\"gate\",\"build\":3,\"result\":\"gate\",\"verdict\":null}",
                        "[".repeat(5_000),
                        "\0\0\0\0\0\0"),
                StandardOpenOption.APPEND);
        append(2, 2);

        assertThat(builds(trend.last(10))).containsExactly(1, 2);
    }

    @Test
    public void linesOfNewerVersionsAreRead() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"kind\":\"drift\",\"build\":9,\"result\":\"drift\",\"verdict\":\"STABLE\",\"features\":{\"a\":1}}\n");

        assertThat(trend.last(1)).containsExactly(new TrendPoint("drift", 9, "drift", 0, "", "", "STABLE", null, 0));
    }

    @Test
    public void manyAppendAtOnceAndNoLineIsLost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Void>> done = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int first = 1 + 100 * thread;
                done.add(threads.submit(() -> {
                    Trend own = new Trend(file);
                    for (int build = first; build < first + 100; build++) {
                        own.append(point(build));
                        own.trim(10_000);
                    }
                    return null;
                }));
            }
            while (!done.stream().allMatch(Future::isDone)) {
                assertThat(builds(trend.last(1_000))).doesNotHaveDuplicates();
            }
            for (Future<Void> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(builds(trend.last(1_000)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 800).boxed().toList());
        assertThat(Files.readAllLines(file)).hasSize(800);
    }

    @Test
    public void onlyTheEndOfAHugeFileIsRead() throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] old = (JsonFile.MAPPER.writeValueAsString(point(1)) + "\n")
                    .repeat(1_000)
                    .getBytes(StandardCharsets.UTF_8);
            for (long written = 0; written < 200L << 20; written += old.length) {
                out.write(old);
            }
        }
        append(2, 4);

        long start = System.nanoTime();
        assertThat(builds(trend.last(3))).containsExactly(2, 3, 4);
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    @Test
    public void aFileThatGrewToTwiceItsLengthIsHalved() throws IOException {
        append(1, 40);
        trend.trim(20);
        assertThat(Files.readAllLines(file)).hasSize(40);

        append(41, 41);
        trend.trim(20);

        assertThat(Files.readAllLines(file)).hasSize(20);
        assertThat(builds(trend.last(100)))
                .containsExactlyElementsOf(IntStream.rangeClosed(22, 41).boxed().toList());
    }

    @Test
    public void trimmingGetsOverWhatACrashLeft() throws IOException {
        append(1, 30);
        byte[] half = "{\"kind\":\"gate\",\"subject\":\"mod\u00e8".getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(half, half.length - 1), StandardOpenOption.APPEND);
        append(31, 50);

        trend.trim(10);

        assertThat(builds(trend.last(100)))
                .containsExactlyElementsOf(IntStream.rangeClosed(41, 50).boxed().toList());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    private void append(int first, int last) throws IOException {
        for (int build = first; build <= last; build++) {
            trend.append(point(build));
        }
    }

    private static TrendPoint point(int build) {
        return point(build, "fraud-detector");
    }

    private static TrendPoint point(int build, String subject) {
        return new TrendPoint(
                "gate", build, "gate", 1_795_000_000_000L + build, subject, "production", "PASS", 91.25, 90);
    }

    private static List<Integer> builds(List<TrendPoint> points) {
        return points.stream().map(TrendPoint::build).toList();
    }
}
