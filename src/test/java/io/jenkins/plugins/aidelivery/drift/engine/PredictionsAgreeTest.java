package io.jenkins.plugins.aidelivery.drift.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.QualityRules;
import io.jenkins.plugins.aidelivery.drift.TablePair;
import io.jenkins.plugins.aidelivery.drift.TableReader;
import io.jenkins.plugins.aidelivery.drift.engine.SameTable.Type;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.QualityProfile;
import io.jenkins.plugins.aidelivery.drift.profile.QualityQuestions;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import io.jenkins.plugins.aidelivery.drift.sql.Database;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.JdbcTables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The same predictions and whole rows are counted alike, whether DuckDB, PostgreSQL or Trino counts them. */
public class PredictionsAgreeTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final int ROWS = 6_000;

    private static SameTable table(String name, long seed) {
        Random random = new Random(seed);
        return new SameTable(name, ROWS)
                .with("label", Type.TEXT, row -> row % 9 == 0 ? null : random.nextInt(3) > 0 ? "no" : "yes")
                .with("said", Type.TEXT, row -> row % 11 == 0 ? null : random.nextInt(3) > 0 ? "no" : "yes")
                .with("flag", Type.BOOLEAN, row -> row % 13 == 0 ? null : random.nextBoolean())
                .with("code", Type.INTEGER, row -> random.nextInt(4))
                .with("guess", Type.DOUBLE, row -> row % 17 == 0 ? Double.NaN : random.nextInt(4) - 0.0)
                .with("p", Type.DOUBLE, row -> probability(row, random))
                .with("single", Type.REAL, row -> random.nextFloat())
                .with("visits", Type.DOUBLE, row -> number(row, 1e3 * random.nextGaussian()))
                .with("expected", Type.DOUBLE, row -> number(row + 5, 1e3 * random.nextGaussian()))
                .with("price", Type.DECIMAL, row -> "%d.%04d".formatted(random.nextLong(1L << 40), row))
                .with("tiny", Type.DOUBLE, row -> 1e-120 * random.nextGaussian())
                .with("id", Type.BIGINT, row -> row % 100 == 0 ? null : (long) random.nextInt(100_000))
                .with("day", Type.DATE, row -> LocalDate.EPOCH.plusDays(row % 7));
    }

    private static Double probability(int row, Random random) {
        double p = Math.pow(random.nextDouble(), 1 + row % 12);
        return switch (row % 20) {
            case 0 -> null;
            case 1 -> Double.NaN;
            case 2 -> 0.0;
            case 3 -> 1.0;
            case 4 -> -0.0;
            case 5 -> 0.5;
            case 6 -> 1.0 + Math.ulp(1.0);
            case 7 -> Double.MIN_VALUE;
            case 8 -> Math.scalb(1.0, -random.nextInt(20));
            case 9 -> 1 - Math.scalb(1.0, -random.nextInt(50));
            default -> row % 2 == 0 ? p : 1 - p;
        };
    }

    private static Double number(int row, double x) {
        return switch (row % 19) {
            case 0 -> null;
            case 1 -> Double.NaN;
            case 2 -> Double.POSITIVE_INFINITY;
            case 3 -> Double.NEGATIVE_INFINITY;
            default -> x;
        };
    }

    private record Counted(
            PerformanceProfile reference, PerformanceProfile current, QualityProfile before, QualityProfile now) {
        static Counted of(TablePair pair) {
            return new Counted(
                    pair.reference().model().orElse(null),
                    pair.current().model().orElse(null),
                    pair.reference().whole(),
                    pair.current().whole());
        }
    }

    private record Both(SameTable reference, SameTable current) {
        Counted inFiles(DriftSettings settings) throws SQLException, IOException {
            Path directory = FOLDER.getRoot().toPath();
            FileTables.DataFile before = new FileTables.DataFile(reference.parquet(directory), "reference");
            FileTables.DataFile now = new FileTables.DataFile(current.parquet(directory), "current");
            try (FileTables tables = FileTables.open(List.of(before, now))) {
                return Counted.of(new TableReader(tables, settings)
                        .compared(
                                tables.relation("reference", List.of(before)),
                                tables.relation("current", List.of(now))));
            }
        }

        Counted in(Database database, DriftSettings settings) throws SQLException, IOException {
            try (JdbcTables tables = database.open(DriverManager.getDriver(database.url()))) {
                return Counted.of(new TableReader(tables, settings)
                        .compared(
                                tables.relation("reference", reference.name()),
                                tables.relation("current", current.name())));
            }
        }
    }

    /** Columns in all roles that they can have. */
    private static final List<ModelColumns> MODELS = List.of(
            new ModelColumns("label", "said", "p", "yes", Task.AUTO),
            new ModelColumns("label", "", "single", "", Task.AUTO),
            new ModelColumns("flag", "code", "p", "", Task.AUTO),
            new ModelColumns("code", "guess", "", "", Task.AUTO),
            new ModelColumns("visits", "expected", "", "", Task.AUTO),
            new ModelColumns("price", "visits", "", "", Task.AUTO),
            new ModelColumns("tiny", "expected", "", "", Task.AUTO),
            new ModelColumns("tiny", "tiny", "", "", Task.REGRESSION));

    private static DriftSettings settings(ModelColumns model) {
        return DriftSettings.defaults().with(model);
    }

    private static final Both TABLES = new Both(table("predicted_before", 1), table("predicted_now", 2));

    @Test
    public void inPostgres() throws Exception {
        RealPostgres postgres = RealPostgres.running();
        try (Connection connection = postgres.connect()) {
            TABLES.reference().intoPostgres(connection);
            TABLES.current().intoPostgres(connection);
        }
        agree(new Database(postgres.url(), RealPostgres.USER, postgres.password(), Duration.ofMinutes(5)));
    }

    @Test
    public void inTrino() throws Exception {
        RealTrino trino = RealTrino.running();
        try (Connection connection = trino.connect()) {
            TABLES.reference().intoTrino(connection);
            TABLES.current().intoTrino(connection);
        }
        agree(new Database(trino.url(), RealTrino.USER, "", Duration.ofMinutes(5)));
    }

    private static void agree(Database database) throws SQLException, IOException {
        for (ModelColumns model : MODELS) {
            Counted files = TABLES.inFiles(settings(model));
            Counted there = TABLES.in(database, settings(model));
            assertThat(files.reference().complaint()).as(model.toString()).isEmpty();
            assertThat(files.reference().labelled()).as(model.toString()).isPositive();
            assertThat(there.reference()).as(model.toString()).isEqualTo(files.reference());
            assertThat(there.current()).as(model.toString()).isEqualTo(files.current());
        }
        for (QualityQuestions questions : List.of(
                new QualityQuestions(true, List.of(), true, true),
                new QualityQuestions(false, List.of("id", "day"), true, false),
                new QualityQuestions(true, List.of("label"), true, false))) {
            DriftSettings settings = DriftSettings.defaults().with(QualityRules.asking(questions));
            Counted files = TABLES.inFiles(settings);
            Counted there = TABLES.in(database, settings);
            assertThat(there.before()).as(questions.toString()).isEqualTo(files.before());
            assertThat(there.now()).as(questions.toString()).isEqualTo(files.now());
        }
    }
}
