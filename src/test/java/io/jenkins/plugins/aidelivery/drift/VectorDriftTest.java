package io.jenkins.plugins.aidelivery.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.DriftSettings.ColumnRule;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.Missing;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Columns of vectors, such as embeddings. */
public class VectorDriftTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static final DriftSettings DEFAULTS = DriftSettings.defaults();

    private static DriftSettings with(Preset preset, Optional<Method> method, Optional<Double> threshold) {
        Map<String, ColumnRule> rules = method.isPresent() || threshold.isPresent()
                ? Map.of("v", new ColumnRule(method, threshold, 1, false))
                : Map.of();
        return new DriftSettings("", preset, List.of(), List.of(), 0.05, 0.5, rules, Missing.FAIL);
    }

    /** Vectors around (shift, 1, 1 …). */
    private static IntFunction<String> around(double shift, long seed) {
        return around(shift, 8, seed);
    }

    private static IntFunction<String> around(double shift, int dimensions, long seed) {
        Random random = new Random(seed);
        return row -> IntStream.range(0, dimensions)
                .mapToObj(k -> String.valueOf(random.nextGaussian() + (k == 0 ? shift : 1)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Every component somewhere else. */
    private static IntFunction<String> elsewhere(long seed) {
        Random random = new Random(seed);
        return row -> IntStream.range(0, 8)
                .mapToObj(k -> String.valueOf(random.nextGaussian() + k - 3))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private DataFile json(String name, int rows, IntFunction<String> vectors) throws IOException {
        return new Tables(folder)
                .text(
                        name,
                        IntStream.range(0, rows)
                                .mapToObj(row -> "{\"v\": " + vectors.apply(row) + "}\n")
                                .collect(Collectors.joining()));
    }

    private DataFile parquet(String name, String type, int rows, IntFunction<String> vectors) throws SQLException {
        Path file = folder.getRoot().toPath().resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (v " + type + ")");
            statement.execute(IntStream.range(0, rows)
                    .mapToObj(row -> "(" + vectors.apply(row) + ")")
                    .collect(Collectors.joining(", ", "INSERT INTO t VALUES ", "")));
            statement.execute("COPY t TO '" + file + "' (FORMAT parquet)");
        }
        return new DataFile(file, name);
    }

    private static ColumnDrift compared(DataFile reference, DataFile current, DriftSettings settings)
            throws IOException {
        return only(Tables.pair(reference, current, settings), settings);
    }

    private static ColumnDrift only(TablePair pair, DriftSettings settings) {
        return DriftChecker.check(pair, settings, Instant.EPOCH).columns().get(0);
    }

    @Test
    public void embeddingsInJsonAreVectorsAndDrift() throws IOException {
        ColumnDrift drifted =
                compared(json("a.jsonl", 800, around(0, 1)), json("b.jsonl", 800, around(1, 2)), DEFAULTS);
        assertThat(drifted.kind()).isEqualTo(Kind.VECTOR);
        assertThat(drifted.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(drifted.score().method()).isEqualTo("mmd");
        assertThat(drifted.reason()).startsWith("mean discrepancy MMD² 0.0").contains("≥ 0.005, p < 1e-12");
        assertThat(drifted.statistics())
                .containsEntry("components", 8.0)
                .containsEntry("reference vectors looked at", 800.0)
                .containsEntry("share of components that moved", 0.125);

        ColumnDrift same = compared(json("a.jsonl", 800, around(0, 1)), json("b.jsonl", 800, around(0, 3)), DEFAULTS);
        assertThat(same.outcome()).isEqualTo(Outcome.NO_DRIFT);
    }

    @Test
    public void soDoThoseInParquetWhateverTheirType() throws Exception {
        for (String type : List.of("FLOAT[]", "DOUBLE[]", "FLOAT[8]")) {
            ColumnDrift drifted = compared(
                    parquet("a.parquet", type, 500, around(0, 1)),
                    parquet("b.parquet", type, 500, around(1, 2)),
                    DEFAULTS);
            assertThat(drifted.kind()).as(type).isEqualTo(Kind.VECTOR);
            assertThat(drifted.outcome()).as(type).isEqualTo(Outcome.DRIFT);
        }
    }

    @Test
    public void aKeptProfileIsEnough() throws IOException {
        DataFile before = json("a.jsonl", 600, around(0, 1));
        for (double shift : new double[] {0, 1}) {
            DataFile now = json("b.jsonl", 600, around(shift, 2));
            try (FileTables tables = FileTables.open(List.of(before, now))) {
                TableReader reader = new TableReader(tables, DEFAULTS);
                byte[] kept = JsonFile.MAPPER.writeValueAsBytes(reader.profile(tables.relation("a", List.of(before))));
                TablePair pair = reader.compared(
                        JsonFile.read(kept, "kept", DatasetProfile.class, DatasetProfile.SCHEMA),
                        tables.relation("b", List.of(now)));
                ColumnDrift found = only(pair, DEFAULTS);
                assertThat(found.outcome()).isEqualTo(shift > 0 ? Outcome.DRIFT : Outcome.NO_DRIFT);
                ColumnDrift direct = compared(before, now, DEFAULTS);
                assertThat(found.score().value()).isEqualTo(direct.score().value());
            }
        }
    }

    @Test
    public void everyMethodSeesALargeShiftAndNoneInEqualData() throws IOException {
        DataFile before = json("a.jsonl", 700, around(0, 1));
        TablePair same = Tables.pair(before, json("b.jsonl", 700, around(0, 5)), DEFAULTS);
        TablePair other = Tables.pair(before, json("c.jsonl", 700, elsewhere(6)), DEFAULTS);
        for (Method method : Method.values()) {
            if (method.comparesVectors()) {
                DriftSettings settings = with(Preset.DEFAULT, Optional.of(method), Optional.empty());
                assertThat(only(same, settings).outcome()).as(method.id()).isEqualTo(Outcome.NO_DRIFT);
                assertThat(only(other, settings).outcome()).as(method.id()).isEqualTo(Outcome.DRIFT);
                assertThat(only(other, settings).score().convention())
                        .as(method.id())
                        .startsWith(method.label());
            }
        }
    }

    @Test
    public void whatEvidentlyWouldSay() throws IOException {
        ColumnDrift drifted = compared(
                json("a.jsonl", 300, around(0, 1)),
                json("b.jsonl", 300, around(0.6, 2)),
                with(Preset.EVIDENTLY, Optional.empty(), Optional.empty()));
        assertThat(drifted.score().convention()).isEqualTo("distance of the means (in the vectors' unit)");
        assertThat(drifted.score().rule()).isEqualTo(">");
        assertThat(drifted.score().threshold()).isEqualTo(0.2);
        assertThat(drifted.outcome()).isEqualTo(Outcome.DRIFT);
    }

    @Test
    public void soFewVectorsCanNotTell() throws IOException {
        for (Method method : List.of(
                Method.MEAN_DISCREPANCY, Method.MEAN_DISTANCE, Method.COSINE_DISTANCE, Method.COMPONENT_SHARE)) {
            ColumnDrift few = compared(
                    json("a.jsonl", 12, around(0, 1)),
                    json("b.jsonl", 12, around(0, 2)),
                    with(Preset.DEFAULT, Optional.of(method), Optional.empty()));
            assertThat(few.outcome()).as(method.id()).isEqualTo(Outcome.UNDERPOWERED);
            assertThat(few.score().needed()).as(method.id()).isBetween(13L, 100_000L);
        }
    }

    private void assertNotComparable(DataFile reference, DataFile current, String reason) throws IOException {
        ColumnDrift column = compared(reference, current, DEFAULTS);
        assertThat(column.outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(column.reason()).contains(reason);
    }

    @Test
    public void whatCanNotBeComparedSaysSo() throws Exception {
        DataFile good = json("good.jsonl", 100, around(0, 1));
        assertNotComparable(
                good, json("longer.jsonl", 100, around(0, 9, 2)), "had 8 components in the reference and have 9 now");
        assertNotComparable(
                json("equal.jsonl", 100, row -> "[1, 2, 3]"),
                json("other.jsonl", 100, row -> "[1, 2, 4]"),
                "all vectors of the reference are equal");
        assertNotComparable(
                parquet("a.parquet", "FLOAT[]", 50, around(0, 1)),
                parquet("b.parquet", "FLOAT[]", 50, row -> "[]"),
                "fewer than two of its vectors can be used now: 50 without components");
        assertNotComparable(
                parquet("a.parquet", "DOUBLE[]", 50, around(0, 1)),
                parquet("b.parquet", "DOUBLE[]", 50, row -> "['NaN'::DOUBLE, NULL]"),
                "50 with components that are missing, NaN or beyond 1e140");
        assertNotComparable(good, json("text.jsonl", 100, row -> "\"not a vector\""), "fewer than two of its vectors");
        assertNotComparable(
                parquet("a.parquet", "DOUBLE[]", 50, around(0, 1)),
                parquet("b.parquet", "DOUBLE", 50, row -> "1.5"),
                "it held vectors in the reference and holds numbers now");
    }

    @Test
    public void brokenVectorsAreCountedAndManyMoreOfThemAreDrift() throws Exception {
        DataFile good = parquet("a.parquet", "DOUBLE[]", 600, around(0, 1));
        IntFunction<String> vectors = around(0, 2);
        ColumnDrift few = compared(
                good,
                parquet(
                        "b.parquet",
                        "DOUBLE[]",
                        600,
                        row -> row == 7 ? "[1, 2]" : row == 8 ? "NULL" : vectors.apply(row)),
                DEFAULTS);
        assertThat(few.outcome()).isEqualTo(Outcome.NO_DRIFT);
        assertThat(few.findings()).contains("not used now: 1 of another length");

        ColumnDrift many = compared(
                good, parquet("b.parquet", "DOUBLE[]", 600, row -> row % 5 == 0 ? "[]" : vectors.apply(row)), DEFAULTS);
        assertThat(many.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(many.reason()).isEqualTo("missing values went from 0 % to 20 % of the rows");
    }

    @Test
    public void largeAndTinyComponentsAreNoTrouble() throws Exception {
        for (String scale : List.of("1e130", "1e-130", "1e9")) {
            IntFunction<String> one = around(0, 1);
            IntFunction<String> other = around(1, 2);
            ColumnDrift column = compared(
                    parquet("a.parquet", "DOUBLE[]", 300, row -> scaled(one.apply(row), scale)),
                    parquet("b.parquet", "DOUBLE[]", 300, row -> scaled(other.apply(row), scale)),
                    DEFAULTS);
            assertThat(column.outcome()).as(scale).isEqualTo(Outcome.DRIFT);
        }
    }

    private static String scaled(String vector, String scale) {
        return "[x * " + scale + " FOR x IN " + vector + "]";
    }

    @Test
    public void listsOfDifferentLengthsInTextFilesStayTexts() throws IOException {
        IntFunction<String> items = row -> row % 2 == 0 ? "[1, 2]" : "[1, 2, 3]";
        ColumnDrift column = compared(json("a.jsonl", 100, items), json("b.jsonl", 100, items), DEFAULTS);
        assertThat(column.kind()).isEqualTo(Kind.TEXT);
    }

    @Test
    public void aSampleOfManyIsEnough() throws SQLException, IOException {
        ColumnDrift column = compared(
                parquet("a.parquet", "FLOAT[]", 9000, around(0, 3, 1)),
                parquet("b.parquet", "FLOAT[]", 9000, around(0.3, 3, 2)),
                DEFAULTS);
        assertThat(column.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(column.statistics().get("reference vectors looked at")).isBetween(3500.0, 4096.0);
        assertThat(column.referenceRows()).isEqualTo(9000);
    }
}
