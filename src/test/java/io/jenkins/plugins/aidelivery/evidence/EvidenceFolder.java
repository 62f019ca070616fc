package io.jenkins.plugins.aidelivery.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.rules.TemporaryFolder;

/** A directory with reports, and what the collector makes of them. */
public final class EvidenceFolder extends TemporaryFolder {
    /** The bytes of a real report, by its path below this package's test resources. */
    public static byte[] fixture(String path) throws IOException {
        try (InputStream in = EvidenceFolder.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("there is no fixture " + path);
            }
            return in.readAllBytes();
        }
    }

    public static String text(String fixture) throws IOException {
        return new String(fixture(fixture), StandardCharsets.UTF_8);
    }

    public Path path() {
        return getRoot().toPath();
    }

    /** Copies real reports, each under its own name, and says what the last is called. */
    public String copy(String... fixtures) throws IOException {
        String name = "";
        for (String fixture : fixtures) {
            name = fixture.substring(fixture.lastIndexOf('/') + 1);
            write(name, fixture(fixture));
        }
        return name;
    }

    public String write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public String write(String name, byte[] bytes) throws IOException {
        Path file = path().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return name;
    }

    /** Reads what some patterns match, whatever its age. */
    public Evidence read(String... patterns) {
        return read(
                Freshness.any(),
                Arrays.stream(patterns).map(EvidenceFolder::entry).toList());
    }

    /** Copies a real report and reads it. */
    public Evidence readFixture(String fixture) throws IOException {
        return read(copy(fixture));
    }

    public Evidence read(EvidenceEntry... entries) {
        return read(Freshness.any(), Arrays.asList(entries));
    }

    public Evidence read(Freshness freshness, List<EvidenceEntry> entries) {
        return new EvidenceCollector(path(), freshness).collect(entries);
    }

    public static EvidenceEntry entry(String files) {
        return new EvidenceEntry(files, "", 0, new EvidenceEntry.Reports());
    }

    public static EvidenceEntry entry(String files, String name) {
        return new EvidenceEntry(files, name, 0, new EvidenceEntry.Reports());
    }
}
