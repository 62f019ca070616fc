package io.jenkins.plugins.aidelivery.evidence;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What every reader must do with what may become of its report on the way. */
@RunWith(Parameterized.class)
public class BadReportTest {
    private static final String DEEP = "[".repeat(100_000);

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(20);

    private final RealReport report;
    private final String name;
    private byte[] whole;

    @Parameters(name = "{0}")
    public static List<RealReport> reports() {
        return RealReport.all();
    }

    public BadReportTest(RealReport report) {
        this.report = report;
        this.name = report.fileName();
    }

    @Before
    public void takeTheReport() throws IOException {
        whole = EvidenceFolder.fixture(report.fixture());
    }

    @Test
    public void isReadAsItIs() throws Exception {
        assertThat(read(whole)).isRead();
        Assertions.assertThat(folder.read(name).files().get(0).format()).isEqualTo(report.format());
        Assertions.assertThat(folder.read(name).measures().size()).isPositive();
    }

    @Test
    public void empty() throws Exception {
        assertThat(read(new byte[0])).isRefused("the file is empty");
    }

    @Test
    public void blank() throws Exception {
        assertThat(read(" \n\t\r\n ".getBytes(UTF_8))).isRefused("the file is empty");
    }

    @Test
    public void cutOff() throws Exception {
        for (int part = 1; part < 8; part++) {
            int length = whole.length * part / 8;
            while (whole[length - 1] == '\n' || whole[length] == '\n') {
                // Lines cut between two of them can't be told from fewer lines.
                length--;
            }
            assertThat(read(Arrays.copyOf(whole, length))).isRefused();
        }
    }

    @Test
    public void cutOffBesideAGoodOne() throws Exception {
        folder.copy("junit/pytest-all-passed.xml");
        folder.write(name, Arrays.copyOf(whole, whole.length / 3));
        Evidence found = folder.read("**");
        assertThat(found).hasFile(name, State.BROKEN).has("tests.passed", 7);
    }

    @Test
    public void cutOffInItsFirstCharacters() throws Exception {
        folder.copy("junit/pytest-all-passed.xml");
        for (int length = 1; length < 40; length++) {
            folder.write(name, Arrays.copyOf(whole, length));
            assertThat(folder.read("**")).hasFile(name, State.BROKEN);
        }
    }

    @Test
    public void withBytesOfAnotherEncoding() throws Exception {
        // Within a text: some letter in the middle becomes ä as Latin-1 has it.
        int middle = whole.length / 2;
        while (!Character.isLetter(whole[middle]) || !Character.isLetter(whole[middle + 1])) {
            middle++;
        }
        byte[] latin = whole.clone();
        latin[middle] = (byte) 0xE4;
        assertThat(read(latin)).isRefused("UTF-8");
    }

    @Test
    public void inUtf16() throws Exception {
        Evidence found = read(new String(whole, UTF_8).getBytes(UTF_16));
        if (found.problems().isEmpty()) {
            Assertions.assertThat(found.measures().size())
                    .isEqualTo(read(whole).measures().size());
        } else {
            assertThat(found).isRefused();
        }
    }

    @Test
    public void withAByteOrderMark() throws Exception {
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        marked.writeBytes(whole);
        assertThat(read(marked.toByteArray())).isRead();
    }

    @Test
    public void compressed() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(whole);
        }
        assertThat(read(packed.toByteArray())).isRefused("gzip");
        folder.write(name + ".gz", packed.toByteArray());
        assertThat(folder.read(name + ".gz")).isRefused("gzip");
    }

    @Test
    public void anErrorPageUnderItsName() throws Exception {
        for (String page : new String[] {
            "<!DOCTYPE html>\n<html><head><title>502</title></head><body>Bad gateway<br></body></html>",
            "<html>\n<body>x</body></html>",
            "<HTML LANG='en'><p>x"
        }) {
            assertThat(read(page.getBytes(UTF_8))).isRefused("HTML page");
            folder.copy("junit/pytest-all-passed.xml");
            assertThat(folder.read("**")).hasFile(name, State.BROKEN, "HTML page");
        }
    }

    @Test
    public void somethingElseUnderItsName() throws Exception {
        String other = report.isXml() ? "{\"a\": 1}" : "<?xml version=\"1.0\"?><project><x/></project>";
        assertThat(read(other.getBytes(UTF_8))).isRefused("the content is", "the name says");
        assertThat(read("no idea".getBytes(UTF_8))).isRefused("neither XML nor JSON");
        assertThat(read(new byte[] {0, 1, 2, 3})).isRefused("neither XML nor JSON");
        assertThat(read("PAR1".getBytes(UTF_8))).isRefused("neither XML nor JSON");
    }

    @Test
    public void nestedWithoutEnd() throws Exception {
        String text = new String(whole, UTF_8);
        if (report.isXml()) {
            int end = text.lastIndexOf("</");
            assertThat(read((text.substring(0, end) + "<a>".repeat(100_000)).getBytes(UTF_8)))
                    .isRefused("line");
            assertThat(read("<a>".repeat(100_000).getBytes(UTF_8))).isRefused("line 1", "nested deeper");
        } else {
            assertThat(read(text.replaceFirst("\\{", "{\"zz\":" + DEEP).getBytes(UTF_8)))
                    .isRefused("line", "nested deeper than 500 levels");
            assertThat(read(DEEP.getBytes(UTF_8))).isRefused("line 1", "nested deeper than 500 levels");
        }
    }

    @Test
    public void withANameTwice() throws Exception {
        Assume.assumeFalse(report.isXml());
        String text = new String(whole, UTF_8).replaceFirst("\\{", "{\"zz\":1,\"zz\":2,");
        assertThat(read(text.getBytes(UTF_8))).isRefused("line", "Duplicate field 'zz'");
    }

    @Test
    public void withSomethingAfterItsEnd() throws Exception {
        Assume.assumeFalse(report.isLines());
        byte[] more = Arrays.copyOf(whole, whole.length + 4);
        Arrays.fill(more, whole.length, more.length, (byte) '}');
        assertThat(read(more)).isRefused("line");
    }

    @Test
    public void fromBeforeTheBuild() throws Exception {
        folder.write(name, whole);
        Instant now = Instant.now();
        Files.setLastModifiedTime(folder.path().resolve(name), FileTime.from(now.minus(Duration.ofHours(30))));
        Evidence found = folder.read(new Freshness(now, now.minusSeconds(60)), List.of(EvidenceFolder.entry(name)));
        assertThat(found).hasFile(name, State.STALE, "older than this build", "max-age");
        Assertions.assertThat(found.measures().all())
                .isNotEmpty()
                .noneSatisfy(measure -> Assertions.assertThat(measure.status()).isEqualTo(Status.OK));
    }

    @Test
    public void theSameTwice() throws Exception {
        folder.write("a/" + name, whole);
        folder.write("b/" + name, whole);
        Evidence once = folder.read("a/*");
        Evidence twice = folder.read("**/*.*");
        boolean counted = twice.files().stream().anyMatch(file -> file.state() == State.DUPLICATE);
        if (counted) {
            assertThat(twice).hasFile("b/" + name, State.DUPLICATE, "the same report as a/" + name);
        }
        Assertions.assertThat(twice.measures().all().stream()
                        .map(m -> m.id() + " " + m.amount().value()))
                .isEqualTo(once.measures().all().stream()
                        .map(m -> m.id() + " " + m.amount().value())
                        .toList());
    }

    @Test
    public void underOverlappingPatterns() throws Exception {
        folder.write("a/" + name, whole);
        assertThat(folder.read("a/*", "**/" + name, "a/" + name)).isRead();
    }

    private Evidence read(byte[] bytes) throws IOException {
        folder.write(name, bytes);
        return folder.read(name);
    }
}
