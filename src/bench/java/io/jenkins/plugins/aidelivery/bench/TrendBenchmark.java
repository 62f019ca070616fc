package io.jenkins.plugins.aidelivery.bench;

import io.jenkins.plugins.aidelivery.report.Pages;
import io.jenkins.plugins.aidelivery.store.Trend;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A job's page with 1,000 results behind it: one file is read, one chart drawn. Bar: 100 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TrendBenchmark {
    private static final int RESULTS = 1_000;
    private static final int SHOWN = 50;

    private Path file;
    private Trend trend;

    @Setup
    public void results() throws IOException {
        file = Files.createTempFile("trend", ".jsonl");
        trend = new Trend(file);
        for (int i = 1; i <= RESULTS; i++) {
            trend.append(new TrendPoint(
                    "gate", i, "gate", 1_700_000_000_000L + i, "fraud-detector", "staging", "PASS", 80.0 + i % 20, 85));
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Benchmark
    public String jobPage() throws IOException {
        return Pages.trend(trend.last(SHOWN), "/job/fraud/", build -> true);
    }
}
