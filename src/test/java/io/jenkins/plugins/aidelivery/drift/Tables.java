package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.rules.TemporaryFolder;

/** Tables in files, for tests. */
public final class Tables {
    private final TemporaryFolder folder;

    public Tables(TemporaryFolder folder) {
        this.folder = folder;
    }

    /** A file of text. */
    public DataFile text(String name, String content) throws IOException {
        Path file = folder.getRoot().toPath().resolve(name);
        Files.writeString(file, content, StandardCharsets.UTF_8);
        return new DataFile(file, name);
    }

    /** A CSV file with one column x. */
    public DataFile numbers(String name, double... x) throws IOException {
        StringBuilder csv = new StringBuilder("x\n");
        DoubleStream.of(x).forEach(value -> csv.append(value).append('\n'));
        return text(name, csv.toString());
    }

    /** Both as they are profiled for a comparison. */
    public static TablePair pair(DataFile reference, DataFile current, DriftSettings settings) throws IOException {
        try (FileTables tables = FileTables.open(List.of(reference, current))) {
            return new TableReader(tables, settings)
                    .compared(
                            tables.relation(reference.path(), List.of(reference)),
                            tables.relation(current.path(), List.of(current)));
        }
    }
}
