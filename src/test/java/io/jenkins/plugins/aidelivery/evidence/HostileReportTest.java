package io.jenkins.plugins.aidelivery.evidence;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Reports that were made to do harm, or whose figures are beyond all measure. */
public class HostileReportTest {
    private static final String CASE =
            "<testsuite><testcase name=\"&%s;\" time=\"1\"><failure>&%s;</failure></testcase></testsuite>";

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(20);

    @Test
    public void entitiesAreNotExpanded() throws Exception {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE t [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
        }
        folder.write("a.xml", laughs + "]>" + CASE.formatted("a39", "a39"));
        assertThat(folder.read("a.xml")).isRefused("line 1", "entities are not expanded");
        folder.write("a.xml", laughs + "]><lolz>&a39;</lolz>");
        assertThat(folder.read("a.xml")).isRefused("line 1");
        folder.copy("junit/pytest.xml");
        assertThat(folder.read("*.xml")).hasFile("a.xml", EvidenceFile.State.BROKEN);
    }

    @Test
    public void anEntityOfGreatLengthIsNotReadEither() throws Exception {
        String many = "&a;".repeat(100_000);
        folder.write(
                "a.xml",
                "<!DOCTYPE t [<!ENTITY a \"" + "x".repeat(100_000) + "\">]><testsuite><testcase name=\"" + many
                        + "\"/></testsuite>");
        assertThat(folder.read("a.xml")).isRefused("entities are not expanded");
    }

    @Test
    public void nothingIsFetched() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread listener = new Thread(() -> listen(server, connections));
            listener.setDaemon(true);
            listener.start();
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (String doctype : new String[] {
                "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \"" + url + "\">]>",
                "<!DOCTYPE testsuite [<!ENTITY % x SYSTEM \"" + url + "\"> %x;]>",
                "<!DOCTYPE testsuite SYSTEM \"" + url + "\">",
                "<!DOCTYPE testsuite PUBLIC \"-//x\" \"" + url + "\">"
            }) {
                folder.write("a.xml", doctype + CASE.formatted("x", "x"));
                assertThat(folder.read("a.xml")).isRefused("line 1");
                folder.write(
                        "a.xml",
                        doctype + "<testsuite xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='" + url
                                + "'/><testcase/></testsuite>");
                assertThat(folder.read("a.xml")).isRead().has("tests.total", 1);
            }
            folder.write(
                    "coverage.xml",
                    EvidenceFolder.text("cobertura/gcovr.xml").replaceFirst("SYSTEM '[^']*'", "SYSTEM '" + url + "'"));
            assertThat(folder.read("coverage.xml")).isRead().hasCounts("coverage.line", 8, 12);
            folder.write(
                    "jacoco.xml",
                    EvidenceFolder.text("jacoco/jacoco.xml").replace("\"report.dtd\"", "\"" + url + "\""));
            assertThat(folder.read("jacoco.xml")).isRead().hasCounts("coverage.line", 12, 17);
            folder.write(
                    "a.sarif",
                    EvidenceFolder.text("sarif/semgrep.sarif")
                            .replaceFirst("\"\\$schema\":\"[^\"]*\"", "\"\\$schema\":\"" + url + "\""));
            assertThat(folder.read("a.sarif")).isRead();
        }
        Assertions.assertThat(connections).hasValue(0);
    }

    private static void listen(ServerSocket server, AtomicInteger connections) {
        while (!server.isClosed()) {
            try {
                server.accept().close();
                connections.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    public void noOtherFileIsOpened() throws Exception {
        // Who opens a pipe that nobody writes to waits forever, and the time runs out.
        Path pipe = folder.path().resolve("pipe");
        Assume.assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS)
                && Files.exists(pipe));
        String url = pipe.toUri().toString();
        for (String doctype : new String[] {
            "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \"" + url + "\">]>",
            "<!DOCTYPE testsuite [<!ENTITY % x SYSTEM \"" + url + "\"> %x;]>",
            "<!DOCTYPE testsuite SYSTEM \"" + url + "\">"
        }) {
            folder.write("a.xml", doctype + CASE.formatted("x", "x"));
            assertThat(folder.read("a.xml")).isRefused("line 1");
        }
    }

    @Test
    public void countsBeyondAllMeasureAreRefusedWithTheirPlace() throws Exception {
        for (String count : new String[] {
            "-1",
            "1.5",
            "1e400",
            "9".repeat(400),
            "9223372036854775808",
            "18014398509481984",
            "NaN",
            "Infinity",
            "\"7\"",
            "true"
        }) {
            String samples = EvidenceFolder.text("lm-eval/charngram-14/results_2026-11-21T09-20-14.884426.json")
                    .replaceFirst("\"effective\": 12", "\"effective\": " + count);
            folder.write("a.json", samples);
            assertThat(folder.read("a.json"))
                    .isRefused("/n-samples/colours/effective: a count was expected"
                            .replace(
                                    "a count",
                                    count.startsWith("\"") || count.equals("true") ? "a number" : "a count"));
        }
    }

    @Test
    public void countsInXmlLikewise() throws Exception {
        for (String count : new String[] {"-1", "1.5", "1e3", "9".repeat(400), "", "NaN", "0x10", "\u0663"}) {
            folder.write(
                    "a.xml",
                    EvidenceFolder.text("jacoco/jacoco.xml").replace("covered=\"72\"", "covered=\"" + count + "\""));
            assertThat(folder.read("a.xml")).isRefused("line 1", "<counter> has covered=", "a count was expected");
        }
    }

    @Test
    public void valuesBeyondAllMeasureAreErrors() throws Exception {
        for (String value : new String[] {"1e400", "-1e400", "9".repeat(400), "NaN", "Infinity", "-Infinity"}) {
            folder.write(
                    "a.json",
                    EvidenceFolder.text("mlflow/runs-get-finished.json").replace("0.9777777777777777", value));
            assertThat(folder.read("a.json")).hasUnusable("mlflow.accuracy", Status.State.ERROR);
            folder.write("a.json", EvidenceFolder.text("sklearn/binary.json").replace("0.9477366470004699", value));
            assertThat(folder.read("a.json")).hasUnusable("f1_macro", Status.State.ERROR, "finite");
        }
    }

    @Test
    public void numbersWithoutEndAreRefused() throws Exception {
        folder.write(
                "a.json",
                EvidenceFolder.text("sklearn/binary.json").replace("0.9477366470004699", "9".repeat(100_000)));
        assertThat(folder.read("a.json")).isRefused("line", "Number value length");
    }

    @Test
    public void textsWithoutEndAreRefused() throws Exception {
        String endless = "x".repeat(17_000_000);
        folder.write(
                "a.sarif",
                EvidenceFolder.text("sarif/semgrep.sarif")
                        .replace("\"ruleId\":\"md5\"", "\"ruleId\":\"" + endless + "\""));
        assertThat(folder.read("a.sarif")).isRefused("String value length");
        folder.write("a.xml", "<testsuite><testcase name=\"" + endless + "\"/></testsuite>");
        assertThat(folder.read("a.xml")).isRefused("line 1");
        folder.write(
                "b.sarif",
                EvidenceFolder.text("sarif/semgrep.sarif")
                        .replace("\"ruleId\"", "\"" + "x".repeat(60_000) + "\":1,\"ruleId\""));
        assertThat(folder.read("b.sarif")).isRefused("Name length");
    }

    @Test
    public void anEntryWithoutEndIsRefused() throws Exception {
        String many = "0,".repeat(300_000) + "0";
        folder.write(
                "a.sarif",
                EvidenceFolder.text("sarif/semgrep.sarif")
                        .replaceFirst("\"properties\":\\{", "\"properties\":{\"tags\":[" + many + "],"));
        assertThat(folder.read("a.sarif")).isRefused("one entry is larger than any report of this kind");
    }

    @Test
    public void manyAttributesAreRefused() throws Exception {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        folder.write("a.xml", "<testsuite><testcase" + attributes + "/></testsuite>");
        assertThat(folder.read("a.xml")).isRefused("line 1");
    }

    @Test
    public void moreMeasuresThanAnybodyJudgesByAreRefused() throws Exception {
        StringBuilder classes = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            classes.append("\"c").append(i).append("\":{\"precision\":1,\"recall\":1,\"f1-score\":1,\"support\":1},");
        }
        folder.write("a.json", EvidenceFolder.text("sklearn/binary.json").replaceFirst("\"0\":", classes + "\"0\":"));
        // Its averages are beyond what is looked at to recognise it, or its measures are too many.
        Assertions.assertThat(folder.read("a.json").problems()).isNotEmpty();
        StringBuilder metrics = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            metrics.append("{\"key\":\"k").append(i).append("\",\"value\":1},");
        }
        folder.write(
                "b.json",
                EvidenceFolder.text("mlflow/runs-get-finished.json")
                        .replaceFirst("\"metrics\": \\[", "\"metrics\": [" + metrics));
        Assertions.assertThat(folder.read("b.json").files().get(0).note()).doesNotContain("Exception");
    }

    @Test
    public void namesThatCollideCostNoTime() throws Exception {
        // Strings of equal hash: "Aa" and "BB" in all combinations.
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 1 << 14; i++) {
            members.append('"');
            for (int bit = 0; bit < 14; bit++) {
                members.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            members.append("\":1,");
        }
        folder.write("a.json", EvidenceFolder.text("sklearn/binary.json").replaceFirst("\\{", "{" + members));
        long before = System.nanoTime();
        folder.read("a.json");
        Assertions.assertThat((System.nanoTime() - before) / 1e9).isLessThan(5);
    }
}
