package io.jenkins.plugins.aidelivery.evidence;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the files of a pattern below one directory and never outside of it: links to directories are not followed, and
 * a link to a file counts only if that file lies inside.
 */
final class FileFinder {
    /** More files than this are no workspace but a mistake in the pattern. */
    private static final int MOST_VISITED = 1_000_000;

    private static final int MOST_MATCHES = 20_000;

    private final Path root;

    /** @param root an existing directory */
    FileFinder(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /**
     * A file that a pattern matched.
     *
     * @param path below the directory, with {@code /}
     * @param file the file itself, links resolved; null if it lies outside
     * @param attributes of the file itself; null if it lies outside
     */
    record Match(String path, Path file, BasicFileAttributes attributes) {
        boolean isInside() {
            return file != null;
        }
    }

    /**
     * All matches, sorted by path.
     *
     * @throws EvidenceException with a sentence, if the pattern leaves the directory or is far too wide
     */
    List<Match> find(FilePattern pattern) throws IOException {
        pattern.check();
        Path start = root.resolve(pattern.fixedStart());
        if (!Files.exists(start)) {
            return List.of();
        }
        if (!start.toRealPath().startsWith(root)) {
            throw new EvidenceException(
                    "'" + pattern.fixedStart() + "' is a link out of the workspace; only files inside can be evidence");
        }
        Pattern regex = pattern.regex();
        List<Match> matches = new ArrayList<>();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            private int visited;

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (++visited > MOST_VISITED || matches.size() > MOST_MATCHES) {
                    throw new EvidenceException("the pattern is too wide: it looks at more than " + MOST_VISITED
                            + " files or matches more than " + MOST_MATCHES);
                }
                String path = root.relativize(file).toString().replace('\\', '/');
                if (regex.matcher(path).matches()) {
                    match(path, file).ifPresent(matches::add);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        matches.sort(Comparator.comparing(Match::path));
        return matches;
    }

    private Optional<Match> match(String path, Path file) throws IOException {
        if (!Files.exists(file)) {
            // A dangling link: nothing is there.
            return Optional.empty();
        }
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            return Optional.of(new Match(path, null, null));
        }
        BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            return Optional.empty();
        }
        return Optional.of(new Match(path, real, attributes));
    }
}
