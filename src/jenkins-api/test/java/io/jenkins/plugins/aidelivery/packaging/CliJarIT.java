package io.jenkins.plugins.aidelivery.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The command line as people run it: one jar, a process of its own, any directory. */
public class CliJarIT {
    private static final String GATE = """
            model: classifier
            evidence:
              - reports/TEST-model.xml
              - predictions: predictions.parquet
                label: label
                score: score
                positive: malignant
            criteria:
              - { measure: tests.success_rate, min: 100%, critical: true }
              - { measure: accuracy, min: 0.9, confidence: 95% }
            """;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    /** What a process left behind. */
    record Result(int code, String out, String err) {}

    @Before
    public void aGate() throws IOException {
        Files.writeString(path("gate.yml"), GATE);
        model("candidate");
    }

    @Test
    public void aRealModelIsJudgedFromAnywhere() throws Exception {
        Result here = run("gate", "--html", "scorecard.html");
        assertThat(here.err()).isEmpty();
        assertThat(here.code()).as(here.out()).isZero();
        assertThat(here.out()).contains("PASS", "≥ 0.9 at 95 %", "HTML: scorecard.html");
        assertThat(path("scorecard.html"))
                .content(StandardCharsets.UTF_8)
                .contains("Approve", "≥\u00a00.9 at 95\u00a0%");

        Path elsewhere = folder.newFolder("elsewhere").toPath();
        Result there = run(elsewhere, List.of(), "-C", "..", "gate", "--json", "s.json");
        assertThat(there.code()).isZero();
        assertThat(path("s.json")).exists();
    }

    @Test
    public void exitCodesAreTheVerdicts() throws Exception {
        model("weak");
        assertThat(run("gate").code()).isEqualTo(1);

        Files.writeString(
                path("gate.yml"),
                GATE + "  - { measure: nobody.measures_it, min: 1 }\nmissing-evidence: conditional\n");
        model("candidate");
        assertThat(run("gate").code()).isEqualTo(2);

        Result unknown = run("gate", "--unknown");
        assertThat(unknown.code()).isEqualTo(64);
        assertThat(unknown.out()).isEmpty();
        Files.writeString(path("gate.yml"), "modell: x\n");
        Result refused = run("gate");
        assertThat(refused.code()).isEqualTo(64);
        assertThat(refused.err()).contains("gate.yml:1: modell").doesNotContain("\tat ");
    }

    @Test
    public void theVersionIsThePoms() throws Exception {
        assertThat(run("--version").out()).isEqualTo("ai-delivery " + Built.pom("/project/version") + "\n");
    }

    @Test
    public void explanationsSchemaAndListsWorkFromTheJar() throws Exception {
        assertThat(run("gate", "explain").out()).contains("gate.yml:9");
        assertThat(run("gate", "schema").out()).startsWith("{").endsWith("}\n");
        assertThat(run("evidence", "list", "reports/*.xml").out()).contains("tests.success_rate");
        assertThat(run("gate", "--preset", "ai-platform", "--evidence", "reports/*.xml")
                        .code())
                .isEqualTo(1);
    }

    /** Figures have ≥ and … in them, whatever the terminal's encoding is said to be. */
    @Test
    public void whatIsPrintedIsUtf8() throws Exception {
        for (String options : List.of("-Dfile.encoding=ISO-8859-1", "-Duser.language=tr", "-Duser.language=ar")) {
            assertThat(run(folder.getRoot().toPath(), List.of(options), "gate").out())
                    .as(options)
                    .contains("≥ 0.9 at 95 %");
        }
    }

    @Test
    public void nothingOfTheEnvironmentIsPrintedOrWritten() throws Exception {
        Result result = run("gate", "--html", "s.html", "--json", "s.json", "--junit", "s.xml");

        for (String text : List.of(result.out(), read("s.html"), read("s.json"), read("s.xml"))) {
            assertThat(text).doesNotContain("correct-horse", folder.getRoot().toString());
        }
    }

    @Test
    public void theJarHasEverythingButJenkins() throws IOException {
        Built jar = Built.read("ai-delivery-cli.jar");
        assertThat(jar.files())
                .contains(
                        "picocli/CommandLine.class",
                        "org/duckdb/DuckDBDriver.class",
                        "libduckdb_java.so_linux_amd64",
                        "libduckdb_java.so_linux_arm64",
                        "libduckdb_java.so_osx_universal",
                        "libduckdb_java.so_windows_amd64",
                        "META-INF/LICENSE",
                        "META-INF/Apache-2.0.txt")
                .noneMatch(name -> name.startsWith("hudson/")
                        || name.startsWith("jenkins/")
                        || name.startsWith("org/kohsuke/")
                        || name.startsWith("io/jenkins/plugins/aidelivery/jenkins/")
                        || name.startsWith("META-INF/annotations/")
                        || name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)")
                        || name.startsWith("index."));
        List<String> ours = jar.files().stream()
                .filter(name -> name.startsWith("io/jenkins/plugins/aidelivery/"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(100).isSortedAccordingTo(Built.BY_DIRECTORY);
        assertThat(ours.stream().map(jar.times()::get)).containsOnly(LocalDateTime.parse("2026-01-01T00:00:00"));
    }

    @Test
    public void noticesAreKeptWhateverTheEncodingOfTheMachineThatBuiltIt() throws IOException {
        assertThat(new String(
                        Built.read("ai-delivery-cli.jar").entries().get("META-INF/NOTICE"), StandardCharsets.UTF_8))
                .contains("©");
    }

    private void model(String name) throws IOException {
        Path model = Checkout.file("examples/breast-cancer/models/" + name);
        Files.createDirectories(path("reports"));
        Files.write(path("reports/TEST-model.xml"), Files.readAllBytes(model.resolve("reports/TEST-model.xml")));
        Files.write(path("predictions.parquet"), Files.readAllBytes(model.resolve("predictions.parquet")));
    }

    private Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private String read(String name) throws IOException {
        return Files.readString(path(name));
    }

    private Result run(String... arguments) throws Exception {
        return run(folder.getRoot().toPath(), List.of(), arguments);
    }

    private Result run(Path directory, List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-jar", Built.file("ai-delivery-cli.jar").toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("REGISTRY_TOKEN", "correct-horse");
            // It makes every JVM print a line of its own.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.start();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Result(
                    process.exitValue(),
                    Files.readString(out).replace("\r\n", "\n"),
                    Files.readString(err).replace("\r\n", "\n"));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
