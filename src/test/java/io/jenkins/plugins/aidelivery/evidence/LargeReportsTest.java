package io.jenkins.plugins.aidelivery.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.Rule;
import org.junit.Test;

/** Reports that are larger than the heap of the process that reads them. */
public class LargeReportsTest {
    private static final int MEBIBYTES = 16;
    private static final String HEAP = "-Xmx15m";

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void junit() throws Exception {
        Path file = repeated(
                "large.xml",
                "<testsuite>",
                "<testcase classname='a.B' name='c%d' time='0.001'><system-out>x &lt; y</system-out></testcase>\n",
                "</testsuite>");
        Assertions.assertThat(readInASmallProcess(file)).startsWith("READ tests.duration");
    }

    @Test
    public void lmEvalSamples() throws Exception {
        String line = EvidenceFolder.text("lm-eval/charngram-14/samples_colours_2026-11-21T09-20-14.884426.jsonl")
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("%", "%%")
                .replaceFirst("\"doc_id\": 0", "\"doc_id\": %d");
        Path file = repeated("samples_colours_2026-11-21T09-20-14.884426.jsonl", "", line + "\n", "");
        Assertions.assertThat(readInASmallProcess(file)).isEqualTo("READ eval.colours.acc eval.colours.acc_norm");
    }

    @Test
    public void sarif() throws Exception {
        String whole = EvidenceFolder.text("sarif/semgrep.sarif").replace("%", "%%");
        int results = whole.indexOf("\"results\":[") + 11;
        int second = whole.indexOf(",{\"fingerprints\"");
        Path file = repeated(
                "large.sarif",
                whole.substring(0, results).replace("%%", "%"),
                whole.substring(results, second) + ",",
                whole.substring(second + 1).replace("%%", "%"));
        Assertions.assertThat(readInASmallProcess(file))
                .startsWith("READ findings.error findings.error[tool=Semgrep OSS]");
    }

    @Test
    public void promptfoo() throws Exception {
        String line = EvidenceFolder.text("promptfoo/results.jsonl")
                .lines()
                .findFirst()
                .orElseThrow();
        Path file =
                repeated("large.jsonl", "", line.replace("%", "%%").replace("What is 2", "What is %1$d") + "\n", "");
        Assertions.assertThat(readInASmallProcess(file)).startsWith("READ eval.cost");
    }

    @Test
    public void jsonThatNobodyKnows() throws Exception {
        Path file = repeated("large.json", "{\"a\":[0", ",{\"x%d\":1}", "]}");
        Assertions.assertThat(readInASmallProcess(file)).isEqualTo("BROKEN");
    }

    private Path repeated(String name, String start, String part, String end) throws IOException {
        Path file = folder.path().resolve(name);
        long size = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            out.write(start);
            for (int i = 0; size < (long) MEBIBYTES << 20; i++) {
                String text = part.formatted(i);
                out.write(text);
                size += text.length();
            }
            out.write(end);
        }
        return file;
    }

    private String readInASmallProcess(Path file) throws Exception {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path answer = folder.path().resolve("answer");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        LargeReportsTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        Assertions.assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(answer).strip();
    }

    /** The small process: reads one file and says its state and measures. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        Evidence found = new EvidenceCollector(file.getParent(), Freshness.any())
                .collect(List.of(EvidenceFolder.entry(file.getFileName().toString())));
        StringBuilder answer = new StringBuilder(found.files().get(0).state().name());
        found.measures().all().forEach(measure -> answer.append(' ').append(measure.id()));
        System.out.println(answer);
    }
}
