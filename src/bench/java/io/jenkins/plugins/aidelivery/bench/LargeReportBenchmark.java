package io.jenkins.plugins.aidelivery.bench;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reports of 100 MB, cold, in a virtual machine that has 256 MB of heap. Bar: 5 s. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 3, jvmArgs = "-Xmx256m")
public class LargeReportBenchmark {
    private static final long SIZE = 100_000_000;

    @Param({"junit.xml", "samples_task_2026-11-21T10-00-00.jsonl"})
    private String name;

    private Path directory;

    @Setup
    public void report() throws IOException {
        directory = Files.createTempDirectory("reports");
        long written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(name))) {
            boolean xml = name.endsWith(".xml");
            out.write(xml ? "<testsuites><testsuite name=\"large\">\n" : "");
            for (int i = 0; written < SIZE; i++) {
                String row = xml ? testCase(i) : sample(i);
                out.write(row);
                written += row.length();
            }
            out.write(xml ? "</testsuite></testsuites>\n" : "");
        }
    }

    private static String testCase(int i) {
        String outcome =
                i % 50 == 0 ? "<failure message=\"expected 1 but was 2\">trace line one\ntrace line two</failure>" : "";
        return "<testcase classname=\"com.example.model.ScorerTest\" name=\"scores row " + i + "\" time=\"0.0" + i % 9
                + "\">" + outcome + "<system-out><![CDATA[row " + i
                + " scored in 3 ms by worker 4]]></system-out></testcase>\n";
    }

    private static String sample(int i) {
        int right = i % 4 == 0 ? 0 : 1;
        return "{\"doc_id\": " + i + ", \"doc\": {\"question\": \"What is the answer to question number " + i
                + "?\", \"choices\": [\"one\", \"two\", \"three\", \"four\"], \"answer\": 2}, \"target\": \"2\","
                + " \"arguments\": {\"gen_args_0\": {\"arg_0\": \"Question: what is it?\", \"arg_1\": \" three\"}},"
                + " \"resps\": [[[\"-1.5\", \"False\"]]], \"filtered_resps\": [[\"-1.5\", \"False\"]], \"filter\": \"none\","
                + " \"metrics\": [\"acc\", \"acc_norm\"], \"doc_hash\": \"" + Integer.toHexString(i * 31)
                + "\", \"acc\": " + right + ".0, \"acc_norm\": " + right + ".0}\n";
    }

    @TearDown
    public void delete() throws IOException {
        Files.deleteIfExists(directory.resolve(name));
        Files.deleteIfExists(directory);
    }

    @Benchmark
    public Evidence read() {
        Evidence evidence = new EvidenceCollector(directory, Freshness.any())
                .collect(List.of(new EvidenceEntry(name, "", 0, new EvidenceEntry.Reports())));
        if (!evidence.problems().isEmpty()) {
            throw new IllegalStateException(evidence.problems().toString());
        }
        return evidence;
    }
}
