package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.TableSpec;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a command as tables, watched while they are read. */
final class DriftTables implements AutoCloseable {
    private final Map<TableSpec.Files, List<DataFile>> found;
    private final FileTables tables;
    private final Progress progress;

    private DriftTables(Map<TableSpec.Files, List<DataFile>> found, FileTables tables, Progress progress) {
        this.found = found;
        this.tables = tables;
        this.progress = progress;
    }

    /** What is read, and who hears how far that is. */
    record Reading(PrintWriter err, boolean progressAsked, Path directory) {}

    static DriftTables open(List<TableSpec.Files> specs, Reading reading) throws IOException {
        DataFiles finder = new DataFiles(reading.directory());
        Map<TableSpec.Files, List<DataFile>> found = new LinkedHashMap<>();
        List<DataFile> all = new ArrayList<>();
        long bytes = 0;
        for (TableSpec.Files spec : specs) {
            List<DataFile> files = finder.find(spec.patterns());
            found.put(spec, files);
            all.addAll(files);
            for (DataFile file : files) {
                bytes += Files.size(file.file());
            }
        }
        FileTables tables = FileTables.open(all);
        return new DriftTables(found, tables, Progress.of(reading.err(), tables, bytes, reading.progressAsked()));
    }

    FileTables engine() {
        return tables;
    }

    /** What is judged of one of the tables, called as it was written. */
    Relation relation(TableSpec.Files spec, DriftSettings settings) throws IOException {
        return tables.relation(String.join(", ", spec.patterns()), found.get(spec), settings::reads);
    }

    @Override
    public void close() throws IOException {
        progress.close();
        tables.close();
    }
}
