package io.jenkins.plugins.aidelivery.evidence;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public class EvidenceCollectorTest {
    private static final String GOOD = "junit/pytest-all-passed.xml";

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Rule
    public final TemporaryFolder elsewhere = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    @Test
    public void aPatternThatMatchesNothingIsMissing() {
        assertThat(folder.read("reports/**")).hasNoMeasures().hasFile("reports/**", State.MISSING, "no file matches");
        assertThat(folder.read("a.xml")).hasNoMeasures().hasFile("a.xml", State.MISSING, "no such file");
    }

    @Test
    public void pathsThatLeaveTheWorkspaceAreRefused() throws Exception {
        folder.copy(GOOD);
        for (String path : new String[] {
            "/etc/passwd", "C:\\a.xml", "../*.xml", "a/../../b.xml", "..", "reports\\..\\..\\a", "file\0.xml", " ", ""
        }) {
            assertThat(folder.read(path)).isRefused();
        }
        assertThat(folder.read("/etc/*.xml")).hasFile("/etc/*.xml", State.REFUSED, "absolute");
        assertThat(folder.read("../x.xml")).hasFile("../x.xml", State.REFUSED, "leaves it");
    }

    @Test
    public void linksOutOfTheWorkspaceAreRefused() throws Exception {
        Path outside = elsewhere.getRoot().toPath();
        Files.write(outside.resolve("a.xml"), EvidenceFolder.fixture(GOOD));
        Files.createSymbolicLink(folder.path().resolve("a.xml"), outside.resolve("a.xml"));
        Files.createSymbolicLink(folder.path().resolve("dir"), outside);
        assertThat(folder.read("a.xml")).isRefused("a link out of the workspace");
        assertThat(folder.read("*.xml")).isRefused("a link out of the workspace");
        assertThat(folder.read("dir/a.xml")).isRefused("'dir' is a link out of the workspace");
        assertThat(folder.read("dir/*.xml")).isRefused("'dir' is a link out of the workspace");
        assertThat(folder.read("**")).isRefused("a link out of the workspace");
    }

    @Test
    public void linksWithinTheWorkspaceAreFollowedWhereTheyAreNamed() throws Exception {
        folder.write("runs/1/a.xml", EvidenceFolder.fixture(GOOD));
        Files.createSymbolicLink(folder.path().resolve("latest"), Path.of("runs/1"));
        Files.createSymbolicLink(folder.path().resolve("b.xml"), Path.of("runs/1/a.xml"));
        assertThat(folder.read("latest/*.xml"))
                .isRead()
                .hasFile("latest/a.xml", State.READ)
                .has("tests.total", 7);
        assertThat(folder.read("b.xml")).isRead().has("tests.total", 7);
        // Below a wildcard a link to a directory would only show the same files again.
        assertThat(folder.read("**/a.xml")).isRead().has("tests.total", 7);
    }

    @Test
    public void linksInACircleEnd() throws Exception {
        folder.copy(GOOD);
        Files.createSymbolicLink(folder.path().resolve("me"), Path.of("."));
        Files.createSymbolicLink(folder.path().resolve("x.xml"), Path.of("y.xml"));
        Files.createSymbolicLink(folder.path().resolve("y.xml"), Path.of("x.xml"));
        Files.createSymbolicLink(folder.path().resolve("gone.xml"), Path.of("nowhere.xml"));
        assertThat(folder.read("**/*.xml")).isRead().has("tests.total", 7);
        assertThat(folder.read("x.xml")).hasFile("x.xml", State.MISSING);
    }

    @Test
    public void whatIsNoRegularFileIsNotOpened() throws Exception {
        Path pipe = folder.path().resolve("pipe.xml");
        Assume.assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS)
                && Files.exists(pipe));
        assertThat(folder.read("pipe.xml")).isRefused("not a regular file");
        assertThat(folder.read("*")).isRefused("not a regular file");
    }

    @Test
    public void aDirectoryIsNoReport() throws Exception {
        folder.write("x.xml/a.xml", EvidenceFolder.fixture(GOOD));
        assertThat(folder.read("x.xml")).hasFile("x.xml", State.MISSING);
        assertThat(folder.read("*.xml")).hasFile("*.xml", State.MISSING);
        assertThat(folder.read("x.xml/")).isRead().has("tests.total", 7);
        assertThat(folder.read("**/*.xml")).isRead();
    }

    @Test
    public void whatMayNotBeReadIsAProblem() throws Exception {
        folder.copy(GOOD);
        folder.write("secret.xml", EvidenceFolder.fixture(GOOD));
        folder.write("closed/b.xml", EvidenceFolder.fixture(GOOD));
        Path secret = folder.path().resolve("secret.xml");
        Path closed = folder.path().resolve("closed");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            Assume.assumeFalse("root may read everything", Files.isReadable(secret));
            assertThat(folder.read("**"))
                    .hasFile("secret.xml", State.BROKEN, "may not be read by this user")
                    .hasFile("closed", State.REFUSED, "can't be looked into");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    public void aHugeFileIsRefusedAtOnce() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.path().resolve("huge.xml").toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        long before = System.nanoTime();
        assertThat(folder.read("huge.xml")).isRefused("the file has 1024 MiB", "more than 512 MiB are not read");
        Assertions.assertThat((System.nanoTime() - before) / 1e9).isLessThan(2);
    }

    @Test
    public void aHugeFileThatIsNoReportDoesNotTakeLong() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.path().resolve("model.bin").toFile(), "rw")) {
            file.setLength(500L << 20);
        }
        folder.copy(GOOD);
        long before = System.nanoTime();
        assertThat(folder.read("**")).hasFile("model.bin", State.IGNORED).has("tests.total", 7);
        Assertions.assertThat((System.nanoTime() - before) / 1e9).isLessThan(2);
    }

    @Test
    public void tenThousandSmallFilesAreReadQuickly() throws Exception {
        byte[] report = "<testsuite><testcase name='%5d' time='0.001'/></testsuite>".getBytes();
        for (int i = 0; i < 10_000; i++) {
            folder.write("reports/" + i / 100 + "/TEST-" + i + ".xml", new String(report).formatted(i));
        }
        long before = System.nanoTime();
        assertThat(folder.read("reports/**/TEST-*.xml"))
                .isRead()
                .has("tests.total", 10_000)
                .hasCounts("tests.success_rate", 10_000, 10_000);
        Assertions.assertThat((System.nanoTime() - before) / 1e9).isLessThan(20);
    }

    @Test
    public void aPatternFarTooWideIsRefused() throws Exception {
        for (int i = 0; i < 20_005; i++) {
            Files.createFile(folder.path().resolve("f" + i));
        }
        assertThat(folder.read("**")).isRefused("the pattern is too wide");
        assertThat(folder.read("*.xml")).hasFile("*.xml", State.MISSING);
    }

    @Test
    public void namesMayHoldAnything() throws Exception {
        Assume.assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")));
        String[] names = {
            "line\nbreak.xml", "emoji \uD83D\uDE00.xml", "quote'\"<&>.xml", "[a]{b}(c)+^$.xml", "\u00fc\u00e4\u5927.xml"
        };
        for (String name : names) {
            folder.write(name, EvidenceFolder.fixture(GOOD));
            assertThat(folder.read(name)).isRead().hasFile(name, State.READ).has("tests.total", 7);
        }
        assertThat(folder.read("*\uD83D\uDE00*")).isRead();
        assertThat(folder.read("emoji ?.xml")).isRead();
    }

    @Test
    public void onUnixABackslashInANameIsNoDirectory() throws Exception {
        Assume.assumeTrue(java.io.File.separatorChar == '/');
        folder.write("a\\b.xml", EvidenceFolder.fixture(GOOD));
        folder.write("a/b.xml", EvidenceFolder.fixture("junit/pytest.xml"));
        assertThat(folder.read("**")).isRead().has("tests.total", 27);
    }

    @Test
    public void passesOverWhatIsNoneOfItsBusinessInOneLine() throws Exception {
        folder.copy(GOOD);
        folder.write("html/index.html", "<!DOCTYPE html><html><body><br></body></html>");
        folder.write("html/style.css", "a{}");
        folder.write("html/app.js", "alert(1)");
        folder.write("html/status.json", "{\"format\": 5, \"files\": {}}");
        folder.write("html/favicon_32.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
        folder.write("html/.gitignore", "*\n");
        folder.write("package.json", "{\"name\": \"x\", \"version\": \"1.0.0\", \"scripts\": {}}");
        folder.write("tsconfig.json", "{\n  // comment\n  \"compilerOptions\": {/* more */},\n}");
        folder.write("pom.xml", "<project><version>1</version></project>");
        folder.write(".gitkeep", "");
        folder.write("notes.txt", "");
        folder.write("sources.jar", new byte[] {'P', 'K', 3, 4});
        Evidence found = folder.read("**");
        Assertions.assertThat(found.problems()).isEmpty();
        assertThat(found)
                .hasFile("**", State.IGNORED, "12 files are no reports", "such as")
                .has("tests.total", 7);
        Assertions.assertThat(found.files()).hasSize(2);
    }

    @Test
    public void aSingleFileThatIsPassedOverIsNamed() throws Exception {
        folder.copy(GOOD);
        folder.write("package.json", "{\"name\": \"x\"}");
        assertThat(folder.read("*.*")).hasFile("package.json", State.IGNORED);
    }

    @Test
    public void nothingButOtherFilesIsMissing() throws Exception {
        folder.write("index.html", "<html/>");
        assertThat(folder.read("**")).hasNoMeasures().hasFile("**", State.MISSING, "nothing that matches is a report");
        folder.write("package.json", "{}");
        assertThat(folder.read("**")).hasFile("**", State.IGNORED).hasNoMeasures();
        Assertions.assertThat(folder.read("**").problems()).hasSize(1);
    }

    @Test
    public void aFileThatIsNamedMustBeAReport() throws Exception {
        folder.write("package.json", "{\"name\": \"x\"}");
        assertThat(folder.read("package.json")).isRefused("not a report in any format", "'values'");
        folder.write("notes.txt", "");
        assertThat(folder.read("notes.txt")).isRefused("the file is empty");
    }

    @Test
    public void theSameReportUnderTwoNamesIsTwoFamilies() throws Exception {
        folder.copy(GOOD);
        EvidenceEntry plain = EvidenceFolder.entry("*.xml");
        EvidenceEntry named = EvidenceFolder.entry("*.xml", "core");
        assertThat(folder.read(plain, named)).isRead().has("tests.total", 7).has("core.total", 7);
    }

    @Test
    public void aCopyOfAReportIsNotCountedTwice() throws Exception {
        folder.write("a.xml", EvidenceFolder.fixture(GOOD));
        folder.write("b.xml", EvidenceFolder.fixture(GOOD));
        assertThat(folder.read("*.xml"))
                .has("tests.total", 7)
                .hasFile("b.xml", State.DUPLICATE, "the same report as a.xml, byte for byte");
        assertThat(folder.read("a.xml", "b.xml")).has("tests.total", 7).hasFile("b.xml", State.DUPLICATE);
    }

    @Test
    public void anEntrysOwnAgeLimitGoesBeforeTheBuilds() throws Exception {
        // Without a time of its own, so that the file's counts.
        String name = folder.write("a.xml", EvidenceFolder.text(GOOD).replaceAll(" timestamp=\"[^\"]*\"", ""));
        Instant now = Instant.now();
        Files.setLastModifiedTime(folder.path().resolve(name), FileTime.from(now.minus(Duration.ofHours(3))));
        Freshness freshness = new Freshness(now, now.minus(Duration.ofMinutes(5)));
        assertThat(folder.read(freshness, List.of(entry(name, 4 * 3600))))
                .isRead()
                .has("tests.total", 7);
        assertThat(folder.read(freshness, List.of(entry(name, 2 * 3600))))
                .hasFile(name, State.STALE, "older than the 2 hours that its entry allows")
                .hasUnusable("tests.total", Status.State.STALE, name);
        assertThat(folder.read(freshness, List.of(entry(name, 0))))
                .hasFile(name, State.STALE, "2 hours older than this build");
        assertThat(folder.read(
                        new Freshness(now, now.minus(Duration.ofHours(3)).plusSeconds(1)), List.of(entry(name, 0))))
                .isRead();
    }

    private static EvidenceEntry entry(String files, long maxAge) {
        return new EvidenceEntry(files, "", maxAge, new EvidenceEntry.Reports());
    }
}
