package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Rows that somebody writes into a file, or has recorded: CSV or lines of JSON. */
public final class FileType implements MetricSourceType {
    @Override
    public String id() {
        return "file";
    }

    @Override
    public Optional<MetricSource> open(SpecCursor settings, Surroundings surroundings) {
        Optional<Path> path = path(settings, surroundings);
        FileSource.Columns columns = new FileSource.Columns(
                column(settings, "time"),
                column(settings, "side"),
                settings.name("id", "a column's name was expected"),
                settings.flag("cumulative").orElse(false));
        SideNames sides = SideNames.read(settings);
        Timing timing = Timing.read(settings);
        settings.done();
        return path.map(file -> new Unfailing(
                new FileSource(file, columns, sides, timing, surroundings.blocking()),
                "the file " + file.getFileName(),
                timing.timeout()));
    }

    private static String column(SpecCursor settings, String key) {
        return settings.name(key, "a column's name was expected").orElse(key);
    }

    private static Optional<Path> path(SpecCursor settings, Surroundings surroundings) {
        if (!settings.isWritten("path")) {
            settings.fault("", "'path' is missing: which file?");
        }
        Optional<String> text = settings.name("path", "the path of a file was expected");
        if (!surroundings.connections().allowsLocal()) {
            settings.fault("", "files can't be read here");
            return Optional.empty();
        }
        try {
            return text.map(surroundings.directory()::resolve);
        } catch (InvalidPathException e) {
            settings.fault("path", "is no path of a file: " + e.getReason());
            return Optional.empty();
        }
    }
}
