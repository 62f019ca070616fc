package io.jenkins.plugins.aidelivery.evidence;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds the files of a pattern below one directory and never outside of it, unless it is {@link #unconfined}: links to directories are
 * not followed unless the pattern names them, and a link counts only if what it leads to lies inside.
 */
public final class FileFinder {
    /** More files than this are no workspace but a mistake in the pattern. */
    private static final int MOST_VISITED = 1_000_000;

    private static final int MOST_MATCHES = 20_000;

    private static final Pattern ASIDE = Pattern.compile("(?s)(.*/)?[_.][^=/]*(/.*)?");

    private final Path root;
    private final boolean confined;

    /** @param root an existing directory */
    public FileFinder(Path root) throws IOException {
        this(root, true);
    }

    private FileFinder(Path root, boolean confined) throws IOException {
        this.root = root.toRealPath();
        this.confined = confined;
    }

    /** For people who name files themselves, and may read what they may read: links lead where they lead. */
    public static FileFinder unconfined(Path root) throws IOException {
        return new FileFinder(root, false);
    }

    private boolean mayRead(Path real) {
        return !confined || real.startsWith(root);
    }

    /**
     * A file that a pattern matched.
     *
     * @param path below the directory, with {@code /}
     * @param file the file itself, links resolved; null if it can't be evidence
     * @param attributes of the file itself; null if it can't be evidence
     * @param refusal a sentence that says why it can't be evidence; empty if it can
     */
    public record Match(String path, Path file, BasicFileAttributes attributes, String refusal) {
        static Match refused(String path, String why) {
            return new Match(path, null, null, why);
        }

        public boolean isInside() {
            return refusal.isEmpty();
        }
    }

    /**
     * All matches, sorted by path.
     *
     * @throws EvidenceException with a sentence, if the pattern leaves the directory or is far too wide
     */
    public List<Match> find(FilePattern pattern) throws IOException {
        pattern.check();
        Path start = start(pattern);
        if (!Files.exists(start)) {
            return List.of();
        }
        Path real = start.toRealPath();
        if (!mayRead(real)) {
            throw new EvidenceException(
                    "'" + pattern.fixedStart() + "' is a link out of the workspace; only files inside can be evidence");
        }
        Walk walk = new Walk(pattern.fixedStart(), real, pattern.regex());
        Files.walkFileTree(real, walk);
        walk.matches.sort(Comparator.comparing(Match::path));
        return walk.matches;
    }

    /**
     * All matches but what Spark, Hive and file managers put beside data: below what the pattern says for certain, names that begin with
     * an underscore or a dot and are no {@code key=value}.
     *
     * @throws EvidenceException with a sentence, if the pattern leaves the directory or is far too wide
     */
    public List<Match> findData(FilePattern pattern) throws IOException {
        int certain = pattern.fixedStart().length();
        return find(pattern).stream()
                .filter(match -> !ASIDE.matcher(match.path().substring(certain)).matches())
                .toList();
    }

    private Path start(FilePattern pattern) throws EvidenceException {
        try {
            return root.resolve(pattern.fixedStart());
        } catch (InvalidPathException e) {
            throw new EvidenceException(
                    "no file can have this name on this machine: "
                            + e.getReason().toLowerCase(Locale.ROOT),
                    e);
        }
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final List<Match> matches = new ArrayList<>();
        private final String prefix;
        private final Path start;
        private final Pattern regex;
        private int visited;

        /**
         * @param prefix how people call the start
         * @param start where it really is
         */
        Walk(String prefix, Path start, Pattern regex) {
            this.prefix = prefix.isEmpty() ? "" : prefix + "/";
            this.start = start;
            this.regex = regex;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (++visited > MOST_VISITED || matches.size() > MOST_MATCHES) {
                throw new EvidenceException("the pattern is too wide: it looks at more than " + MOST_VISITED
                        + " files or matches more than " + MOST_MATCHES);
            }
            String path = path(file);
            if (regex.matcher(path).matches()) {
                match(path, file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            // What can't be looked at may hold the report that says no.
            matches.add(Match.refused(path(file), "can't be looked into: " + Complaint.about(e)));
            return FileVisitResult.CONTINUE;
        }

        private void match(String path, Path file) throws IOException {
            if (!Files.exists(file)) {
                // A link to nothing, or in a circle: nothing is there.
                return;
            }
            Path real = file.toRealPath();
            if (!mayRead(real)) {
                matches.add(Match.refused(path, "a link out of the workspace; only files inside can be evidence"));
                return;
            }
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (!attributes.isDirectory()) {
                matches.add(new Match(path, real, attributes, ""));
            }
        }

        private String path(Path file) {
            return prefix + start.relativize(file).toString().replace(File.separatorChar, '/');
        }
    }
}
