package io.jenkins.plugins.aidelivery.drift.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.Checkout;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift;
import io.jenkins.plugins.aidelivery.drift.DriftChecker;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.TablePair;
import io.jenkins.plugins.aidelivery.drift.TableReader;
import io.jenkins.plugins.aidelivery.drift.engine.SameTable.Type;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.sql.Database;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.JdbcTables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The same rows give the same counts and the same verdict, whether DuckDB, PostgreSQL or Trino counts them. */
public class EnginesAgreeTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** More than are counted one by one, all of them different in some columns. */
    private static final int ODD = 6_000;

    private static final int MANY = 200_000;

    private static final int TIMES = 20_000;

    private static final List<String> TRAPS = List.of(
            "a",
            "A",
            "b",
            "B",
            "C",
            "a ",
            " a",
            "",
            "é",
            "e\u0301",
            "ß",
            "ss",
            "i",
            "I",
            "ı",
            "İ",
            "Z",
            "z",
            "ä",
            "Ae",
            "🙂",
            "\uFFFD",
            "👨‍👩‍👧",
            "it's",
            "\"quoted\"",
            "back\\slash",
            "\\",
            "\\'; DROP TABLE x",
            "100%",
            "a\tb",
            "true",
            "NULL",
            "\u00a0",
            "文");

    private static SameTable odd(String name, long seed, double shift) {
        Random random = new Random(seed);
        return new SameTable(name, ODD)
                .with("whole", Type.INTEGER, row -> row % 7 == 0 ? null : (int) (random.nextInt(50) + 10 * shift))
                .with("large", Type.BIGINT, row -> Long.MAX_VALUE - random.nextLong(1L << 60))
                .with("wrong", Type.DOUBLE, row -> wrong(row, random.nextGaussian() + shift))
                .with("nothing", Type.DOUBLE, row -> null)
                .with("nan", Type.DOUBLE, row -> Double.NaN)
                .with("constant", Type.DOUBLE, row -> 0.1)
                .with("zeros", Type.DOUBLE, row -> row % 2 == 0 ? "-0.0" : row % 3 == 0 ? "0.0" : row / 3)
                .with("least", Type.DOUBLE, row -> (row + 17 * shift) * Double.MIN_VALUE)
                .with("tiny", Type.DOUBLE, row -> 1e-300 + random.nextDouble() * 1e-302)
                .with("widest", Type.DOUBLE, row -> widest(row, random))
                .with("steep", Type.DOUBLE, row -> row % 2 == 0 ? row * Double.MIN_VALUE : row * 1e300)
                .with("close", Type.DOUBLE, row -> 1 + row * Math.ulp(1.0))
                .with("single", Type.REAL, row -> (float) (random.nextGaussian() + shift))
                .with("price", Type.DECIMAL, row -> "%d.%04d".formatted(random.nextLong(1L << 46), row))
                .with("amount", Type.LONG_DECIMAL, row -> "-%d.%010d".formatted(random.nextLong(1L << 62), row))
                .with("trap", Type.TEXT, row -> row % 11 == 0 ? null : TRAPS.get(random.nextInt(TRAPS.size())))
                .with("code", Type.TEXT, row -> "n° " + (int) Math.abs(900 * (random.nextGaussian() + shift)))
                .with("story", Type.TEXT, row -> "🙂é".repeat(row % 150) + random.nextInt(5000))
                .with(
                        "padded",
                        Type.CHAR,
                        row -> "b C".substring(0, random.nextInt(4)).stripTrailing())
                .with("id", Type.UUID, row -> new UUID(row % 100, row % 10))
                .with("flag", Type.BOOLEAN, row -> row % 13 == 0 ? null : random.nextDouble() < 0.3 + shift / 4)
                .with("day", Type.DATE, row -> LocalDate.EPOCH.plusDays((long) (9000 * random.nextGaussian())))
                .with("second", Type.TIMESTAMP, row -> time(random))
                .with("moment", Type.TIMESTAMP_ZONE, row -> time(random) + "+00:00");
    }

    private static Double wrong(int row, double x) {
        return switch (row % 10) {
            case 0 -> null;
            case 1 -> Double.NaN;
            case 2 -> Double.POSITIVE_INFINITY;
            case 3 -> row % 20 == 3 ? Double.NEGATIVE_INFINITY : Double.valueOf(-x);
            default -> x;
        };
    }

    private static double widest(int row, Random random) {
        return switch (row) {
            case 0 -> Double.MAX_VALUE;
            case 1 -> -Double.MAX_VALUE;
            case 2 -> Double.MIN_VALUE;
            default -> row % 5 == 0 ? row * 1e-318 : (2 * random.nextDouble() - 1) * 1e308;
        };
    }

    private static String time(Random random) {
        return LocalDateTime.of(2001, 9, 9, 1, 46, 40)
                .plusNanos((long) (1e18 * random.nextGaussian()) / 1000 * 1000)
                .toString()
                .replace('T', ' ');
    }

    /** Numbers that are counted on grids, round by round. */
    private static SameTable many(String name, long seed, double shift) {
        Random random = new Random(seed);
        return new SameTable(name, MANY)
                .with("normal", Type.DOUBLE, row -> random.nextGaussian() + shift)
                .with("tail", Type.DOUBLE, row -> tail(row, random))
                .with("rare", Type.DOUBLE, row -> random.nextInt(20) > 0 ? 0 : random.nextDouble() + shift)
                .with("wrong", Type.DOUBLE, row -> wrong(row, random.nextGaussian()))
                .with("item", Type.INTEGER, row -> Math.abs((int) (30_000 * (random.nextGaussian() + shift))));
    }

    private static double tail(int row, Random random) {
        return row % 50_000 == 7 ? 1e308 : Math.exp(8 * random.nextGaussian());
    }

    private static Driver driver(String url) throws SQLException {
        return DriverManager.getDriver(url);
    }

    private record Result(TablePair pair, DriftReport report) {}

    private record Both(SameTable reference, SameTable current) {
        Result inFiles() throws SQLException, IOException {
            Path directory = FOLDER.getRoot().toPath();
            return files(reference.parquet(directory), current.parquet(directory));
        }

        Result inPostgres() throws SQLException, IOException {
            RealPostgres postgres = RealPostgres.running();
            try (Connection connection = postgres.connect()) {
                reference.intoPostgres(connection);
                current.intoPostgres(connection);
            }
            return in(new Database(postgres.url(), RealPostgres.USER, postgres.password(), LONGEST));
        }

        Result inTrino() throws SQLException, IOException {
            RealTrino trino = RealTrino.running();
            try (Connection connection = trino.connect()) {
                reference.intoTrino(connection);
                current.intoTrino(connection);
            }
            return in(new Database(trino.url(), RealTrino.USER, "", LONGEST));
        }

        private Result in(Database database) throws SQLException, IOException {
            try (JdbcTables tables = database.open(driver(database.url()))) {
                return result(new TableReader(tables, DriftSettings.defaults())
                        .compared(
                                tables.relation("reference", reference.name()),
                                tables.relation("current", current.name())));
            }
        }

        private static Result files(Path reference, Path current) throws IOException {
            FileTables.DataFile before = new FileTables.DataFile(reference, "reference");
            FileTables.DataFile now = new FileTables.DataFile(current, "current");
            try (FileTables tables = FileTables.open(List.of(before, now))) {
                return result(new TableReader(tables, DriftSettings.defaults())
                        .compared(
                                tables.relation("reference", List.of(before)),
                                tables.relation("current", List.of(now))));
            }
        }

        private static Result result(TablePair pair) {
            TablePair same = new TablePair(comparable(pair.reference()), comparable(pair.current()), pair.rows());
            return new Result(same, DriftChecker.check(same, DriftSettings.defaults(), Instant.EPOCH));
        }
    }

    /** Without what differs by its nature: names of types, and when it was. */
    private static DatasetProfile comparable(DatasetProfile profile) {
        return new DatasetProfile(
                profile.label(),
                0,
                profile.rows(),
                profile.columns().stream()
                        .map(column -> new ColumnProfile(
                                column.name(),
                                column.kind(),
                                "",
                                column.rows(),
                                column.nulls(),
                                column.invalid(),
                                column.oddities(),
                                column.numbers(),
                                column.categories(),
                                column.lengths(),
                                column.vocabulary(),
                                column.vectors()))
                        .toList());
    }

    private static void assertSame(Result other, Result expected) {
        assertSame(other.pair().reference(), expected.pair().reference());
        assertSame(other.pair().current(), expected.pair().current());
        for (int i = 0; i < expected.report().columns().size(); i++) {
            ColumnDrift column = expected.report().columns().get(i);
            assertThat(other.report().columns().get(i)).as(column.name()).isEqualTo(column);
        }
        assertThat(other.pair().rows())
                .as("what rows told")
                .isEqualTo(expected.pair().rows());
        assertThat(other.report()).isEqualTo(expected.report());
    }

    private static void assertSame(DatasetProfile other, DatasetProfile expected) {
        assertThat(other.columns())
                .extracting(ColumnProfile::name)
                .isEqualTo(expected.columns().stream().map(ColumnProfile::name).toList());
        for (ColumnProfile column : expected.columns()) {
            assertThat(other.column(column.name()))
                    .as(column.name() + " in the " + expected.label())
                    .contains(column);
        }
        assertThat(other).isEqualTo(expected);
    }

    @Test
    public void onOddValuesOfAllTypes() throws Exception {
        Both both = new Both(odd("odd_before", 1, 0), odd("odd_now", 2, 0.3));
        Result files = both.inFiles();
        assertThat(files.pair()
                        .reference()
                        .column("widest")
                        .orElseThrow()
                        .numbers()
                        .inCells())
                .isPresent();
        assertThat(files.pair().rows().text("story").orElseThrow().referenceTexts())
                .as("texts of a sample")
                .isLessThan(ODD);
        assertSame(both.inPostgres(), files);
        assertSame(both.inTrino(), files);
    }

    /** From the year 1 to 9999, to the microsecond. */
    private static LocalDateTime anyTime(Random random) {
        return LocalDateTime.of(1, 1, 1, 0, 0)
                .plusSeconds(random.nextLong(9_998L * 365 * 86_400))
                .plusNanos(1000L * random.nextInt(1_000_000));
    }

    private static String text(LocalDateTime time) {
        return time.toString().replace('T', ' ');
    }

    private static SameTable times(String name, long seed) {
        Random random = new Random(seed);
        return new SameTable(name, TIMES)
                .with("near", Type.TIMESTAMP, row -> time(random))
                .with("far", Type.TIMESTAMP, row -> text(anyTime(random)))
                .with("near_zone", Type.TIMESTAMP_ZONE, row -> time(random) + "-03:30")
                .with("far_zone", Type.TIMESTAMP_ZONE, row -> text(anyTime(random)) + "+00:00")
                .with("day", Type.DATE, row -> anyTime(random).toLocalDate());
    }

    /** Whatever time it is where somebody asks. */
    private static void inNewYork(Callable<Void> test) throws Exception {
        TimeZone here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            test.call();
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    public void onTimesToTheLastBitOfTheirSeconds() throws Exception {
        inNewYork(() -> {
            Both both = new Both(times("times_before", 5), times("times_now", 6));
            Result files = both.inFiles();
            assertThat(files.pair().reference().column("far").orElseThrow().numbers())
                    .as("sums of places, not single values")
                    .extracting(Numbers::inCells)
                    .isNotEqualTo(Optional.empty());
            assertSame(both.inPostgres(), files);
            assertSame(both.inTrino(), files);
            return null;
        });
    }

    private static SameTable nanos(String name) {
        Random random = new Random(7);
        return new SameTable(name, 3000)
                .with("nanos", Type.NANOS, row -> nanos(random))
                .with("zone", Type.NANOS_ZONE, row -> nanos(random) + "+00:00");
    }

    private static String nanos(Random random) {
        return time(random).substring(0, 19) + ".%09d".formatted(random.nextInt(1_000_000_000));
    }

    @Test
    public void onNanosecondsWhichAreCutOff() throws Exception {
        inNewYork(() -> {
            Both both = new Both(nanos("nanos_before"), nanos("nanos_now"));
            assertSame(both.inTrino(), both.inFiles());
            return null;
        });
    }

    private static SameTable endless(String name) {
        return new SameTable(name, 60)
                .with(
                        "moment",
                        Type.TIMESTAMP,
                        row -> row % 3 == 0 ? "infinity" : "1999-12-31 23:59:%02d".formatted(row))
                .with("zone", Type.TIMESTAMP_ZONE, row -> row % 4 == 0 ? "-infinity" : "2001-01-01 00:00:00+00:00")
                .with("day", Type.DATE, row -> row % 5 == 0 ? "infinity" : "1969-12-%02d".formatted(1 + row % 31));
    }

    @Test
    public void onTimesWithoutEndWhichAreNone() throws Exception {
        Both both = new Both(endless("endless_before"), endless("endless_now"));
        Result files = both.inFiles();
        assertThat(files.pair().reference().columns())
                .extracting(ColumnProfile::invalid)
                .containsExactly(20L, 15L, 12L);
        assertSame(both.inPostgres(), files);
    }

    @Test
    public void onManyDifferentNumbers() throws Exception {
        Both both = new Both(many("many_before", 3, 0), many("many_now", 4, 0.2));
        Result files = both.inFiles();
        Numbers tail = files.pair().reference().column("tail").orElseThrow().numbers();
        assertThat(tail.inCells().orElseThrow().grid().rounds()).as("rounds").hasSizeGreaterThan(3);
        assertThat(files.report().columns()).extracting(ColumnDrift::outcome).contains(Outcome.DRIFT, Outcome.NO_DRIFT);
        assertSame(both.inPostgres(), files);
        assertSame(both.inTrino(), files);
    }

    /** More texts than are looked at. */
    private static SameTable stories(String name, long seed, String more) {
        Random random = new Random(seed);
        return new SameTable(name, ODD)
                .with(
                        "story",
                        Type.TEXT,
                        row -> random.nextInt(5) == 0
                                ? "ß none given 🙂"
                                : "é" + random.nextInt(100) + " was seen in " + random.nextInt(5000) + more);
    }

    @Test
    public void onTextsThatAreDrawn() throws Exception {
        Both both = new Both(stories("stories_before", 7, ""), stories("stories_now", 8, "文"));
        Result files = both.inFiles();
        assertThat(files.pair().rows().text("story").orElseThrow().referenceTexts())
                .isBetween(3500L, 4096L);
        assertThat(files.report().columns().get(0).outcome()).isEqualTo(Outcome.DRIFT);
        assertSame(both.inPostgres(), files);
        assertSame(both.inTrino(), files);
    }

    private static SameTable vectors(String name, long seed, double shift) {
        Random random = new Random(seed);
        return new SameTable(name, 1000)
                .with(
                        "v",
                        Type.VECTOR,
                        row -> row % 100 == 0
                                ? null
                                : row % 100 == 1
                                        ? "[]"
                                        : List.of(random.nextGaussian() + shift, random.nextDouble() * 1e-7, 1e20));
    }

    @Test
    public void onVectors() throws Exception {
        Both both = new Both(vectors("vectors_before", 9, 0), vectors("vectors_now", 10, 1));
        Result files = both.inFiles();
        assertThat(files.report().columns().get(0).score().method()).isEqualTo("mmd");
        assertSame(both.inPostgres(), files);
        assertSame(both.inTrino(), files);
    }

    @Test
    public void onTheExample() throws Exception {
        Path data = Checkout.file("examples/health-insurance/data");
        Path train = data.resolve("train.parquet");
        for (String name : List.of("later.csv.gz", "cost-sharing.parquet")) {
            Path file = data.resolve(name);
            String table = name.replaceAll("\\W.*", "");
            Both both = new Both(SameTable.of("train_for_" + table, train, train), SameTable.of(table, file, train));
            Result files = Both.files(train, file);
            assertSame(both.inPostgres(), files);
            assertSame(both.inTrino(), files);
        }
    }
}
