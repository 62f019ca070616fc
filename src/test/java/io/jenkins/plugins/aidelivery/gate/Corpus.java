package io.jenkins.plugins.aidelivery.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Specifications in files, valid and invalid ones. */
final class Corpus {
    private Corpus() {}

    static List<Path> valid() {
        return files("valid");
    }

    static List<Path> invalid() {
        return files("invalid");
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(Corpus.class.getResource("specs/" + folder).toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return file.getFileName().toString().replace(".yml", "");
    }

    /** What a file says in its comments after {@code expect:}, line by line. */
    static List<String> expectations(String text) {
        return text.lines()
                .filter(line -> line.startsWith("# expect: "))
                .map(line -> line.substring("# expect: ".length()))
                .toList();
    }
}
