package io.jenkins.plugins.aidelivery.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Specifications in files beside a class, valid and invalid ones. */
public final class Corpus {
    private Corpus() {}

    public static List<Path> valid(Class<?> beside) {
        return files(beside, "valid");
    }

    public static List<Path> invalid(Class<?> beside) {
        return files(beside, "invalid");
    }

    private static List<Path> files(Class<?> beside, String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(beside.getResource("specs/" + folder).toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String name(Path file) {
        return file.getFileName().toString().replace(".yml", "");
    }

    /** What a file says in its comments after {@code expect:}, line by line. */
    public static List<String> expectations(String text) {
        return text.lines()
                .filter(line -> line.startsWith("# expect: "))
                .map(line -> line.substring("# expect: ".length()))
                .toList();
    }
}
