package io.jenkins.plugins.aidelivery.linkage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Takes the part that we use out of a full listing of the real API: the types that our declarations and classes name,
 * and everything above them. Run it after a new Jenkins type is declared:
 * {@code mvn test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.jenkins.plugins.aidelivery.linkage.Excerpt -Dexec.args=path/to/listing.txt.gz}.
 */
public final class Excerpt {
    private Excerpt() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        try (BufferedReader lines = open(arguments[0])) {
            StringBuilder current = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("T ")) {
                    current = texts.computeIfAbsent(line.split(" ")[2], name -> new StringBuilder());
                }
                current.append(line).append('\n');
            }
        }
        RealApi full;
        try (BufferedReader lines = open(arguments[0])) {
            full = RealApi.read(lines);
        }
        TreeSet<String> wanted = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassFile parsed = ClassFile.parse(Files.readAllBytes(file));
                Stream.concat(Stream.of(parsed.name), parsed.types.stream())
                        .filter(RealApi::isJenkins)
                        .forEach(type -> full.hierarchy(type).forEach(above -> wanted.add(above.name())));
            }
        }
        StringBuilder excerpt = new StringBuilder(
                "# The part of Jenkins' real API that we use, as in the class files of the real jars; made by Excerpt.\n");
        wanted.forEach(type -> excerpt.append(texts.get(type)));
        Files.writeString(RealApi.EXCERPT, excerpt);
    }

    private static BufferedReader open(String listing) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(listing))), StandardCharsets.UTF_8));
    }
}
