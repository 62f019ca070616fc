package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.aidelivery.cli.Shell.Result;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What {@code ai-delivery gate} writes, and where it can't. */
public class GateFilesTest {
    @Rule
    public Shell shell = new Shell();

    @Before
    public void aGateAndAReport() throws IOException {
        shell.write("gate.yml", Shell.GATE);
        shell.tested("candidate");
    }

    @Test
    public void allFormsAreWrittenAtOnce() throws Exception {
        Result result = shell.run("gate", "--html", "out/s.html", "--json", "out/s.json", "--junit", "out/s.xml");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains(
                        "HTML: " + shell.path("out/s.html"),
                        "JSON: " + shell.path("out/s.json"),
                        "JUnit XML: " + shell.path("out/s.xml"));
        assertThat(shell.read("out/s.html")).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(JsonFile.read(shell.path("out/s.json"), Scorecard.class, Scorecard.SCHEMA)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(shell.path("out/s.xml").toFile())
                        .getElementsByTagName("testcase")
                        .getLength())
                .isEqualTo(3);
    }

    @Test
    public void aRejectionIsWrittenToo() throws IOException {
        shell.tested("weak");

        assertThat(shell.run("gate", "--json", "s.json").code()).isEqualTo(1);

        assertThat(JsonFile.read(shell.path("s.json"), Scorecard.class, Scorecard.SCHEMA)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    public void whatCannotBeWrittenIsASentence() throws IOException {
        shell.write("file", "kept");
        Files.createDirectories(shell.path("directory/inside"));
        for (String option : new String[] {"--html", "--json", "--junit", "--baseline"}) {
            Result below = shell.run("gate", option, "file/s.out");
            assertThat(below.code()).as(option).isEqualTo(64);
            assertThat(below.complaint())
                    .singleElement()
                    .asString()
                    .matches("ai-delivery: the .* can't be written to " + shell.path("file/s.out")
                            + ": .*file is no directory");

            if (!option.equals("--baseline")) {
                Result directory = shell.run("gate", option, "directory");
                assertThat(directory.code()).as(option).isEqualTo(64);
                assertThat(directory.complaint())
                        .singleElement()
                        .asString()
                        .matches("ai-delivery: the .* can't be written to " + shell.path("directory") + ": .+");
            }
        }
        assertThat(shell.read("file")).isEqualTo("kept");
        assertThat(shell.files()).containsExactly("directory", "file", "gate.yml", "reports");
    }

    @Test
    public void theVerdictIsPrintedBeforeAFileFails() throws IOException {
        shell.write("file", "");

        assertThat(shell.run("gate", "--html", "file/s.html").out()).contains("PASS  score 100");
    }

    /** Replacing it would take a machine's /dev/null away. */
    @Test
    public void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));

        assertThat(shell.run("gate", "--json", "/dev/null").code()).isZero();

        assertThat(Files.readAttributes(device, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    public void aLinkStaysALink() throws IOException {
        shell.write("real/s.json", "old");
        Files.createSymbolicLink(shell.path("s.json"), shell.path("real/s.json"));

        assertThat(shell.run("gate", "--json", "s.json").code()).isZero();

        assertThat(Files.isSymbolicLink(shell.path("s.json"))).isTrue();
        assertThat(shell.read("real/s.json")).startsWith("{");
    }

    @Test
    public void theSameGateOverTheSameFilesWritesTheSame() throws IOException {
        for (String name : new String[] {"a", "b"}) {
            shell.run("gate", "--json", name + ".json", "--junit", name + ".xml");
        }
        assertThat(shell.read("a.xml")).isEqualTo(shell.read("b.xml"));
        assertThat(withoutTime("a.json")).isEqualTo(withoutTime("b.json"));
    }

    private String withoutTime(String name) throws IOException {
        return shell.read(name).replaceAll("\"evaluatedAt\" : \\d+", "");
    }
}
