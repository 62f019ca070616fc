package io.jenkins.plugins.aidelivery.evidence.table;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.QueryProgress;

/**
 * DuckDB in this process, locked down: it reads the files it is given and nothing else, loads no extension, and can't be
 * talked into changing that. What does not fit into its memory goes to a private directory that is deleted at the end.
 * Settings as documented for DuckDB 1.5 ("Securing DuckDB").
 */
public final class TableEngine implements AutoCloseable {
    /** Native memory beside the Java heap; a table of 10 million rows needs no more. */
    static final String MEMORY = "512MiB";

    /** So that no table, nor a small packed one that unpacks to anything, fills the disk. */
    static final String DISK = "20GiB";

    private static final int MOST_THREADS = 4;

    /** Files in a workspace need no limit but the one of their build. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Path directory;
    private final Connection connection;
    private final Map<Path, Path> links = new HashMap<>();
    private final AtomicReference<DuckDBPreparedStatement> running = new AtomicReference<>();

    private TableEngine(Path directory, Connection connection) {
        this.directory = directory;
        this.connection = connection;
    }

    /** What looks at one row of a result. */
    @FunctionalInterface
    public interface Row {
        void read(ResultSet row) throws SQLException, IOException;
    }

    /** What makes something of one row of a result. */
    @FunctionalInterface
    public interface Cell<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What becomes of a result's rows. */
    public enum Results {
        /** They are handed out while the query runs, so that there can be any number of them. */
        STREAMED,
        /**
         * The query is done before the first is handed out. Needed by queries of many parts: DuckDB 1.5 waits for ever when the rows of
         * some fill the stream's buffer while those of an earlier part aren't there yet.
         */
        WHOLE
    }

    /** @param files the only ones that may be read */
    public static TableEngine open(List<Path> files, Results results) throws IOException {
        Path directory = Files.createTempDirectory("ai-delivery-");
        TableEngine engine = null;
        try {
            loadDriver();
            NativeLibrary.await(TableEngine.class.getClassLoader());
            engine = new TableEngine(
                    directory, DriverManager.getConnection("jdbc:duckdb:", settings(directory, results)));
            engine.lock(files);
            return engine;
        } catch (SQLException e) {
            throw new EvidenceException("the table engine DuckDB does not start: " + TableComplaint.firstLine(e), e);
        } catch (LinkageError e) {
            throw new EvidenceException(
                    "the table engine DuckDB has no native library that works here (" + NativeLibrary.platform()
                            + "); it has them for Linux with the GNU C library, for macOS and for Windows",
                    e);
        } finally {
            if (engine == null) {
                delete(directory);
            }
        }
    }

    private static void loadDriver() throws SQLException {
        try {
            // In Jenkins the driver manager's loader does not see a plugin's libraries by itself.
            Class.forName("org.duckdb.DuckDBDriver", true, TableEngine.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new SQLException(e);
        }
    }

    private static Properties settings(Path directory, Results results) {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", String.valueOf(results == Results.STREAMED));
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("allow_persistent_secrets", "false");
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("temp_directory", directory.toString());
        settings.setProperty("max_temp_directory_size", DISK);
        // Groups of 16 bits, as cells of a grid are, are counted in an array.
        settings.setProperty("perfect_ht_threshold", "17");
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        settings.setProperty("threads", String.valueOf(threads));
        return settings;
    }

    private void lock(List<Path> files) throws IOException {
        for (Path file : files) {
            links.put(file, link(file));
        }
        String paths =
                links.values().stream().map(link -> literal(link.toString())).collect(Collectors.joining(", "));
        run("SET allowed_paths = [" + paths + "]");
        run("SET enable_external_access = false");
        // Every question about a column is a scan of its own, and would read the description of all columns again.
        run("SET parquet_metadata_cache = true");
        run("SET enable_progress_bar = true");
        run("SET enable_progress_bar_print = false");
        // Where sums of fractions must not depend on which thread was first; see inOrder.
        run("SET allowed_configs = ['threads']");
        run("SET lock_configuration = true");
    }

    /** A name as SQL takes it, whatever it is made of. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as SQL takes it; for places where DuckDB takes no parameter. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The engine takes paths for patterns and has no way to escape them; a link in our own directory is just a name. */
    private Path link(Path file) throws IOException {
        try {
            return Files.createSymbolicLink(directory.resolve("table" + links.size()), file);
        } catch (IOException | UnsupportedOperationException e) {
            // Windows lets only some users make links.
            if (file.toString().matches(".*[*?\\[].*")) {
                throw new EvidenceException(
                        "a file whose path has one of the characters *, ? and [ can't be read here", e);
            }
            return file;
        }
    }

    /** One of the files that may be read, as SQL takes it. */
    public String path(Path file) {
        return literal(links.getOrDefault(file, file).toString());
    }

    public void run(String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            watch(statement);
            StatementWatch.guard(statement, LONGEST, () -> statement.execute(sql));
        } catch (SQLException e) {
            throw TableComplaint.about(e);
        } finally {
            running.set(null);
        }
    }

    private void watch(Statement statement) throws SQLException {
        running.set(statement.unwrap(DuckDBPreparedStatement.class));
    }

    /**
     * How far a query is.
     *
     * @param rows that were read
     * @param of rows there are to be read, about
     */
    public record Scan(long rows, long of) {
        /** Fewer are no rows: of text files the engine counts something larger. */
        private static final long FEWEST_ROWS = 1000;

        /**
         * "2,971,328 of about 3,000,000 rows, 98.33 MiB of 99.28 MiB".
         *
         * @param bytes of all files
         */
        public String words(long bytes) {
            double share = Math.min(1, (double) rows / of);
            String read = Figures.format(share * bytes, Unit.BYTES) + " of " + Figures.format(bytes, Unit.BYTES);
            return of < FEWEST_ROWS
                    ? read
                    : Figures.number(rows) + " of about " + Figures.number(of) + " rows, " + read;
        }
    }

    /** How far the query is that runs now; empty if none does, or nobody can tell. Any thread may ask. */
    public Optional<Scan> scan() {
        DuckDBPreparedStatement statement = running.get();
        try {
            QueryProgress progress = statement == null ? null : statement.getQueryProgress();
            return progress == null || progress.getTotalRowsToProcess() <= 0
                    ? Optional.empty()
                    : Optional.of(new Scan(progress.getRowsProcessed(), progress.getTotalRowsToProcess()));
        } catch (SQLException e) {
            // It ended meanwhile.
            return Optional.empty();
        }
    }

    /** The rows of a result, one after the other; no other query may run meanwhile. An interrupt of the thread stops it. */
    public void each(String sql, Row row) throws IOException {
        answered(sql, result -> {
            while (result.next()) {
                row.read(result);
            }
            return null;
        });
    }

    /** What makes something of a whole result. */
    @FunctionalInterface
    private interface Answer<T> {
        T read(ResultSet result) throws SQLException, IOException;
    }

    private <T> T answered(String sql, Answer<T> answer) throws IOException {
        try (Statement statement = connection.createStatement()) {
            watch(statement);
            return StatementWatch.guard(statement, LONGEST, () -> {
                try (ResultSet result = statement.executeQuery(sql)) {
                    return answer.read(result);
                }
            });
        } catch (SQLException e) {
            throw TableComplaint.about(e);
        } finally {
            running.set(null);
        }
    }

    /** Of the only row of a result. */
    public <T> T one(String sql, Cell<T> cell) throws IOException {
        return answered(sql, result -> {
            result.next();
            return cell.read(result);
        });
    }

    public long count(String sql) throws IOException {
        return one(sql, row -> row.getLong(1));
    }

    /** Runs a statement that adds fractions: by one thread, so that the sums are the same every time. */
    public void inOrder(String sql) throws IOException {
        run("SET threads = 1");
        try {
            run(sql);
        } finally {
            run("RESET threads");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw TableComplaint.about(e);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
