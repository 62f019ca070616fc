package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.cli.Shell.Result;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** Tables in many files: directories, patterns, and partitions as Hive, Spark and DuckDB write them. */
public class DriftDirectoriesTest {
    /** Six days, four shops and two or three countries. */
    private static final String SALES = "SELECT i AS id, hash(i) %% 1000 + %s AS price,"
            + " DATE '2026-01-01' + CAST(i %% 6 AS INTEGER) AS day, ['DE', 'FR', 'DK'][1 + CAST(hash(i, 2) %% %s AS INTEGER)] AS country,"
            + " i %% 4 AS shop FROM range(%s) t (i)";

    @Rule
    public Shell shell = new Shell();

    private void write(String query, String directory, String options) throws SQLException, IOException {
        Files.createDirectories(shell.path(directory).getParent());
        duckDb("COPY (" + query + ") TO '" + shell.path(directory) + "' (" + options + ")");
    }

    private static void duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DatasetProfile profile(String... arguments) throws IOException {
        String[] command = {"drift", "profile", "--save-profile", "kept.json"};
        Result result = shell.run(concat(command, arguments));
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return JsonFile.read(shell.path("kept.json"), DatasetProfile.class, DatasetProfile.SCHEMA);
    }

    private static String[] concat(String[] one, String... other) {
        return List.of(List.of(one), List.of(other)).stream()
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    /** But types, which a path doesn't have. */
    private static void assertSame(DatasetProfile partitioned, DatasetProfile whole) {
        assertThat(partitioned.rows()).isEqualTo(whole.rows());
        for (ColumnProfile column : whole.columns()) {
            assertThat(partitioned.column(column.name()))
                    .as(column.name())
                    .get()
                    .usingRecursiveComparison()
                    .ignoringFields("type")
                    .isEqualTo(column);
        }
        assertThat(partitioned.columns()).hasSameSizeAs(whole.columns());
    }

    @Test
    public void partitionsAreColumnsAsIfTheyStoodInTheFiles() throws Exception {
        String sales = SALES.formatted(0, 3, 20_000);
        write(sales, "whole.parquet", "FORMAT parquet");
        DatasetProfile whole = profile("--current", "whole.parquet");
        for (String format : List.of("parquet", "csv", "json")) {
            if (format.equals("json")) {
                // DuckDB writes these as single files only.
                for (Path file : files("parquet")) {
                    write(
                            "SELECT * EXCLUDE (day, country, shop) FROM '"
                                    + shell.path("parquet").resolve(file) + "'",
                            "json/" + file.toString().replace(".parquet", ".json"),
                            "FORMAT json");
                }
            } else {
                write(sales, format, "FORMAT " + format + ", PARTITION_BY (day, country, shop)");
            }
            assertThat(shell.path(format + "/day=2026-01-05/country=DK")).isDirectory();

            assertSame(profile("--current", format), whole);
            assertSame(profile("--current", format + "/day=*/*/shop=*/*"), whole);
            assertSame(
                    profile(
                            "--current",
                            format + "/day=2026-01-0*",
                            "--current",
                            format + "/day=2026-01-?1*",
                            "--current",
                            format + "/day=2026-01-*",
                            "--current",
                            format + "/**/*." + format),
                    whole);
        }
        assertThat(whole.columns()).extracting(ColumnProfile::kind).contains(Kind.TIME, Kind.TEXT, Kind.NUMBER);
    }

    private List<Path> files(String directory) throws IOException {
        Path root = shell.path(directory);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(root::relativize).toList();
        }
    }

    @Test
    public void whatIsLeftOutStaysOut() throws Exception {
        write(SALES.formatted(0, 3, 100), "sales", "FORMAT parquet, PARTITION_BY (day, country)");
        Files.writeString(shell.path("sales/_SUCCESS"), "");
        Files.writeString(shell.path("sales/day=2026-01-01/.part-0.parquet.crc"), "crc");
        Files.createDirectories(shell.path("sales/_temporary/day=2026-01-01/country=DE"));
        Files.writeString(shell.path("sales/_temporary/day=2026-01-01/country=DE/part"), "half a file");

        DatasetProfile profile = profile("--current", "sales", "--columns", "price,country");
        assertThat(profile.rows()).isEqualTo(100);
        assertThat(profile.columns()).extracting(ColumnProfile::name).containsExactly("price", "country");
        assertThat(profile("--current", "sales/day=2026-01-?5").rows()).isEqualTo(16);
    }

    @Test
    public void thePathIsRightWhereAFileHasTheColumnToo() throws Exception {
        for (String format : List.of("parquet", "csv", "json")) {
            write(
                    "SELECT 'wrong' AS Country, range AS id FROM range(3)",
                    format + "/country=DE/a." + format,
                    "FORMAT " + format);
            write(
                    "SELECT 'wrong' AS Country, range AS id FROM range(3)",
                    format + "/country=__HIVE_DEFAULT_PARTITION__/a." + format,
                    "FORMAT " + format);
            ColumnProfile country =
                    profile("--current", format).column("country").orElseThrow();
            assertThat(country.nulls()).isEqualTo(3);
            assertThat(country.categories().counts())
                    .as(format)
                    .extracting("value", "count")
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("DE", 3L));
            assertThat(profile("--current", format).columns()).hasSize(2);
        }
    }

    @Test
    public void namesInPathsAreJustNames() throws Exception {
        String key = "it's \"🙂\"; drop%2Ftable";
        String value = "'); [*] --";
        for (String format : List.of("parquet", "csv")) {
            String directory = "data-" + format + "/" + key + "=" + value;
            Files.createDirectories(shell.path(directory));
            duckDb("COPY (SELECT range AS x FROM range(5)) TO '"
                    + shell.path("x").toString() + "' (FORMAT " + format + ")");
            Files.move(shell.path("x"), shell.path(directory + "/a." + format));
            ColumnProfile column = profile("--current", "data-" + format)
                    .column("it's \"🙂\"; drop/table")
                    .orElseThrow();
            assertThat(column.categories().counts()).extracting("value").containsExactly(value);
        }
    }

    @Test
    public void aChangedShareOfPartitionsIsDrift() throws Exception {
        write(SALES.formatted(0, 2, 20_000), "before", "FORMAT parquet, PARTITION_BY (country)");
        write(SALES.formatted(0, 3, 20_000), "now", "FORMAT parquet, PARTITION_BY (country)");

        Result result = shell.run("drift", "--reference", "before", "--current", "now");
        assertThat(result.out()).contains("'country' drifted");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    public void aDayThatWasChosenIsNoDrift() throws Exception {
        write(SALES.formatted(0, 3, 200_000), "s", "FORMAT parquet, PARTITION_BY (shop, country)");

        String[] compare = {"drift", "--reference", "s/shop=2", "--current", "s/shop=3"};
        Result result = shell.run(compare);
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("shop", "not judged");
        assertThat(shell.run("drift", "--reference", "s", "--current", "s/shop=3")
                        .code())
                .isZero();
        assertThat(shell.run(concat(compare, "--columns", "shop,price")).out()).contains("'shop' drifted");
    }

    @Test
    public void pathsOfDifferentKinds() throws Exception {
        write(SALES.formatted(0, 3, 20), "s", "FORMAT parquet, PARTITION_BY (country)");
        write(SALES.formatted(0, 3, 20), "s/rest.parquet", "FORMAT parquet");

        assertThat(shell.run("drift", "--current", "s").complaint())
                .containsExactly("ai-delivery: the tables can't be compared: s/rest.parquet doesn't have the format and"
                        + " columns of s/country=DE/data_0.parquet");
        write(
                "SELECT id, price, day, shop FROM (" + SALES.formatted(0, 3, 20) + ")",
                "s/rest.parquet",
                "FORMAT parquet");
        assertThat(shell.run("drift", "--current", "s").complaint())
                .containsExactly(
                        "ai-delivery: the tables can't be compared: s/rest.parquet has no partition in its path,"
                                + " where s/country=DE/data_0.parquet has 'country='");
    }

    @Test
    public void aColumnWithTheEnginesOwnNameForFiles() throws Exception {
        write("SELECT 1 AS File_Index", "s/country=DE/a.parquet", "FORMAT parquet");
        assertThat(shell.run("drift", "--current", "s").complaint())
                .singleElement()
                .asString()
                .contains("column 'file_index' has the engine's name", "'country='");
        assertThat(profile("--current", "s", "--ignore", "country").rows()).isEqualTo(1);
    }

    @Test
    public void anEmptyDirectory() throws Exception {
        Files.createDirectories(shell.path("nothing/_here"));
        Files.writeString(shell.path("nothing/_here/x.csv"), "a\n1\n");
        assertThat(shell.run("drift", "--current", "nothing").complaint())
                .containsExactly("ai-delivery: there is no file in the directory 'nothing'");
        assertThat(shell.run("drift", "--current", "noth*/").complaint())
                .containsExactly("ai-delivery: no file matches 'noth*/'");
    }
}
