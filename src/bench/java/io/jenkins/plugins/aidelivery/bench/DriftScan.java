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
 * A comparison of two Parquet files, normally distributed columns of doubles and two of categories each, beside a plain scan of the same columns by the same
 * engine, and beside Evidently if {@code peer.python} names a Python that has it. Arguments: a directory for the files, which are made if
 * they aren't there; rows a side; columns of doubles; digits after the point, for all if not said.
 */
public final class DriftScan {
    private static final int RUNS = 3;

    private final Path reference;
    private final Path current;
    private final int doubles;
    private final long rows;
    private final String digits;

    private DriftScan(String[] args) throws SQLException, IOException {
        Path directory = Path.of(args[0]);
        this.rows = Long.parseLong(args[1]);
        this.doubles = Integer.parseInt(args[2]);
        this.digits = args.length > 3 ? args[3] : "";
        Files.createDirectories(directory);
        this.reference = file(directory, "reference", 0);
        this.current = file(directory, "current", 0.1);
    }

    public static void main(String[] args) throws SQLException, IOException, InterruptedException {
        DriftScan scan = new DriftScan(args);
        for (int run = 0; run < RUNS; run++) {
            scan.run();
        }
        String python = System.getProperty("peer.python", "");
        if (!python.isEmpty()) {
            scan.peer(python);
        }
    }

    private void run() throws SQLException, IOException {
        double plain = plain(reference) + plain(current);
        long start = System.nanoTime();
        DriftReport report = compare();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d rows a side, %d columns: %.2f s, plain scan %.2f s (%.1f times), peak %d MB, heap %d MB at most, drifted %.1f %%%n",
                rows,
                doubles + 2,
                seconds,
                plain,
                seconds / plain,
                peak(),
                Runtime.getRuntime().maxMemory() >> 20,
                100 * report.decision().share());
    }

    private void peer(String python) throws IOException, InterruptedException {
        new ProcessBuilder(python, "src/bench/python/evidently_drift.py", reference.toString(), current.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Every other column of doubles is shifted. */
    private Path file(Path directory, String name, double shift) throws SQLException {
        Path file = directory.resolve(
                name + "-" + rows + "x" + doubles + (digits.isEmpty() ? "" : "-" + digits) + ".parquet");
        if (Files.exists(file)) {
            return file;
        }
        String normal = "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())";
        int[] next = new int[1];
        String numbers = IntStream.range(0, doubles)
                .mapToObj(i -> normal + (i % 2 == 0 ? "" : " + " + shift))
                .map(value -> digits.isEmpty() ? value : "round(" + value + ", " + digits + ")")
                .map(value -> value + " AS x" + next[0]++)
                .collect(Collectors.joining(", "));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SELECT setseed(" + (name.equals("reference") ? 0.1 : 0.2) + ")");
            statement.execute("COPY (SELECT " + numbers
                    + ", 'c' || CAST(floor(pow(random(), 2) * 20) AS INTEGER) AS few"
                    + ", 'k' || CAST(floor(pow(random(), 3) * 1000) AS INTEGER) AS many FROM range(" + rows + ")) TO '"
                    + file + "' (FORMAT parquet, COMPRESSION zstd)");
        }
        return file;
    }

    private double plain(Path file) throws SQLException {
        String sums =
                IntStream.range(0, doubles).mapToObj(i -> "sum(x" + i + ")").collect(Collectors.joining(", "));
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

    private DriftReport compare() throws IOException {
        DataFile one = new DataFile(reference, "reference");
        DataFile other = new DataFile(current, "current");
        DriftSettings settings = DriftSettings.defaults();
        try (FileTables tables = FileTables.open(List.of(one, other))) {
            TablePair pair = new TableReader(tables, settings)
                    .compared(tables.relation("reference", List.of(one)), tables.relation("current", List.of(other)));
            return DriftChecker.check(pair.reference(), pair.current(), settings, Instant.now());
        }
    }

    /** Of the whole process so far, the engine's memory and that of the plain scans included. */
    private static long peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        }
    }
}
