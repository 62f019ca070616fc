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
                String what = isDirectory(pattern)
                        ? "there is no file in the directory"
                        : new FilePattern(pattern).hasWildcard() ? "no file matches" : "there is no file";
                throw new UsageException(what + " '" + pattern + "'");
            }
            some.forEach(file -> found.putIfAbsent(file.file(), file));
        }
        return new ArrayList<>(found.values());
    }

    private List<DataFile> find(String pattern) throws IOException {
        // A file may be called as a pattern looks; what is there is meant.
        Path place = place(pattern);
        if (place != null && Files.isDirectory(place)) {
            return data(pattern.replaceFirst("(?<=.)[/\\\\]+$", ""), new FilePattern("**"));
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
        if (wildcard < 0 || !isDirectory(start)) {
            return List.of();
        }
        FilePattern rest = new FilePattern(text.substring(slash + 1));
        List<DataFile> files = rest.isDirectory()
                ? List.of()
                : files(start, FileFinder.unconfined(place(start)).find(rest));
        // A pattern may match directories.
        return files.isEmpty() ? data(start, rest.below()) : files;
    }

    private boolean isDirectory(String path) {
        Path place = place(path);
        return place != null && Files.isDirectory(place);
    }

    private List<DataFile> data(String start, FilePattern pattern) throws IOException {
        return files(start, FileFinder.unconfined(place(start)).findData(pattern));
    }

    private static List<DataFile> files(String start, List<FileFinder.Match> matches) {
        List<DataFile> files = new ArrayList<>();
        for (FileFinder.Match match : matches) {
            String path = start.isEmpty() || start.equals("/") ? start + match.path() : start + "/" + match.path();
            if (!match.isInside()) {
                throw new UsageException(path + " " + match.refusal());
            }
            files.add(new DataFile(match.file(), path));
        }
        return files;
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
