package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.evidence.FileFinder;
import io.jenkins.plugins.aidelivery.evidence.FilePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the files of a table: paths, directories and patterns, below a directory or anywhere. */
final class DataFiles {
    private final Path directory;

    DataFiles(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /**
     * All files, each once, those of a pattern by their paths.
     *
     * @throws UsageException if one of the patterns has none
     */
    List<DataFile> find(List<String> patterns) throws IOException {
        Map<Path, DataFile> found = new LinkedHashMap<>();
        for (String pattern : patterns) {
            List<DataFile> some = find(pattern);
            if (some.isEmpty()) {
                throw new UsageException(
                        (new FilePattern(pattern).hasWildcard() ? "no file matches '" : "there is no file '") + pattern
                                + "'");
            }
            some.forEach(file -> found.putIfAbsent(file.file(), file));
        }
        return new ArrayList<>(found.values());
    }

    private List<DataFile> find(String pattern) throws IOException {
        // A file may be called as a pattern looks; what is there is meant.
        Path place = place(pattern);
        if (place != null && Files.isDirectory(place)) {
            return matches(pattern.replaceFirst("[/\\\\]+$", ""), "**").stream()
                    .filter(file -> !isAside(file.path().substring(pattern.length())))
                    .toList();
        }
        if (place != null && Files.exists(place)) {
            if (!Files.isRegularFile(place)) {
                throw new UsageException("'" + pattern + "' is no regular file; its bytes are read more than once");
            }
            return List.of(new DataFile(place.toRealPath(), pattern));
        }
        String text = pattern.replace('\\', '/');
        int wildcard = text.replace('?', '*').indexOf('*');
        int slash = wildcard < 0 ? -1 : text.lastIndexOf('/', wildcard);
        String start = slash < 0 ? "" : slash == 0 ? "/" : text.substring(0, slash);
        return wildcard < 0 ? List.of() : matches(start, text.substring(slash + 1));
    }

    private List<DataFile> matches(String start, String rest) throws IOException {
        Path root = place(start);
        if (root == null || !Files.isDirectory(root)) {
            return List.of();
        }
        List<DataFile> files = new ArrayList<>();
        for (FileFinder.Match match : FileFinder.unconfined(root).find(new FilePattern(rest))) {
            String path = start.isEmpty() || start.equals("/") ? start + match.path() : start + "/" + match.path();
            if (!match.isInside()) {
                throw new UsageException(path + " " + match.refusal());
            }
            files.add(new DataFile(match.file(), path));
        }
        return files;
    }

    /** What Spark, Hive and file managers put beside the data: names that begin with an underscore or a dot. */
    private static boolean isAside(String path) {
        return path.matches("(?s)(.*/)?[_.][^=/]*(/.*)?");
    }

    /** Null if no file can have this name here. */
    private Path place(String path) {
        try {
            return directory.resolve(path);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
