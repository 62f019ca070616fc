package io.jenkins.plugins.aidelivery.packaging;

import io.jenkins.plugins.aidelivery.Checkout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * An archive that the build made.
 *
 * @param entries contents by name, in the archive's order
 * @param times by name
 */
record Built(Map<String, byte[]> entries, Map<String, LocalDateTime> times) {
    /** As directories are listed: a slash comes before every other character. */
    static final Comparator<String> BY_DIRECTORY = Comparator.comparing(name -> name.replace('/', '\0'));

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    static Path file(String name) {
        return Checkout.file("target/" + name);
    }

    static Built read(String name) throws IOException {
        return read(Files.readAllBytes(file(name)));
    }

    static Built read(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Map<String, LocalDateTime> times = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
                times.put(entry.getName(), entry.getTimeLocal());
            }
        }
        return new Built(entries, times);
    }

    /** What the pom says at an XPath. */
    static String pom(String path) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Checkout.file("pom.xml").toFile());
        return XPathFactory.newInstance().newXPath().evaluate(path, pom);
    }

    Attributes manifest() throws IOException {
        return new Manifest(new ByteArrayInputStream(entries.get(MANIFEST))).getMainAttributes();
    }

    /** Names of files without the manifest, which is always the first. */
    List<String> files() {
        return entries.keySet().stream()
                .filter(name -> !name.endsWith("/") && !name.equals(MANIFEST))
                .toList();
    }
}
