package io.jenkins.plugins.aidelivery.bench;

import io.jenkins.plugins.aidelivery.drift.DriftChecker;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.TablePair;
import io.jenkins.plugins.aidelivery.drift.TableReader;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A comparison of two Parquet files, ten columns of doubles and two of categories each, beside a plain scan of the same columns by the
 * same engine. Arguments: a directory for the files, rows a side.
 */
public final class DriftScan {
    private static final int DOUBLES = 10;

    private DriftScan() {}

    public static void main(String[] args) throws SQLException, IOException {
        Path directory = Path.of(args[0]);
        long rows = Long.parseLong(args[1]);
        Path reference = file(directory, "reference", rows, 0);
        Path current = file(directory, "current", rows, 0.1);
        for (int run = 0; run < 3; run++) {
            double scan = scan(reference) + scan(current);
            long start = System.nanoTime();
            DriftReport report = compare(reference, current);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d rows a side: %.2f s, plain scan %.2f s (%.1f times), drifted %.0f %% of the columns, peak %d MB%n",
                    rows,
                    seconds,
                    scan,
                    seconds / scan,
                    100 * report.decision().share(),
                    peak());
        }
    }

    /** Every other column of doubles is shifted. */
    private static Path file(Path directory, String name, long rows, double shift) throws SQLException {
        Path file = directory.resolve(name + "-" + rows + ".parquet");
        if (Files.exists(file)) {
            return file;
        }
        String normal = "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())";
        String doubles = IntStream.range(0, DOUBLES)
                .mapToObj(i -> normal + (i % 2 == 0 ? "" : " + " + shift) + " AS x" + i)
                .collect(Collectors.joining(", "));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SELECT setseed(" + (name.equals("reference") ? 0.1 : 0.2) + ")");
            statement.execute("COPY (SELECT " + doubles
                    + ", 'c' || CAST(floor(pow(random(), 2) * 20) AS INTEGER) AS few"
                    + ", 'k' || CAST(floor(pow(random(), 3) * 1000) AS INTEGER) AS many FROM range(" + rows + ")) TO '"
                    + file + "' (FORMAT parquet, COMPRESSION zstd)");
        }
        return file;
    }

    private static double scan(Path file) throws SQLException {
        String sums =
                IntStream.range(0, DOUBLES).mapToObj(i -> "sum(x" + i + ")").collect(Collectors.joining(", "));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            long start = System.nanoTime();
            try (ResultSet result =
                    statement.executeQuery("SELECT " + sums + ", max(few), max(many) FROM '" + file + "'")) {
                result.next();
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static DriftReport compare(Path reference, Path current) throws IOException {
        DataFile one = new DataFile(reference, "reference");
        DataFile other = new DataFile(current, "current");
        DriftSettings settings = DriftSettings.defaults();
        try (FileTables tables = FileTables.open(List.of(one, other))) {
            TablePair pair = new TableReader(tables, settings)
                    .compared(tables.relation("reference", List.of(one)), tables.relation("current", List.of(other)));
            return DriftChecker.check(pair.reference(), pair.current(), settings, Instant.now());
        }
    }

    /** Of the whole process, the engine's memory included. */
    private static long peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        }
    }
}
