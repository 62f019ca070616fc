package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;

/** Tables in Parquet and JSON that are wrong, huge or hostile; see {@link BadTablesTest} for those in CSV. */
public class HostileTablesTest {
    /** Names and values that would be something else if anybody took them for SQL. */
    private static final List<String> HOSTILE = List.of(
            "it's",
            "\"quoted\"",
            "🙂",
            "'; DROP TABLE loaded0; --",
            "x\") FROM t; SELECT (\"1",
            "a\\",
            "*",
            "/* */",
            "$1",
            "?",
            "%s",
            "${x}");

    @Rule
    public Shell shell = new Shell();

    private Path write(String query, String file) throws SQLException, IOException {
        Path path = shell.path(file);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + path + "' (FORMAT "
                    + (file.endsWith("json") ? "json" : "parquet") + ")");
        }
        return path;
    }

    private Result compare(String reference, String current, String... more) {
        return shell.run(IntStream.range(0, more.length + 5)
                .mapToObj(i -> i < 5
                        ? List.of("drift", "--reference", reference, "--current", current)
                                .get(i)
                        : more[i - 5])
                .toArray(String[]::new));
    }

    private static String name(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Test
    public void namesOfColumns() throws Exception {
        String columns = HOSTILE.stream()
                .map(text -> "hash(i, " + literal(text) + ") % 10 AS " + name(text))
                .collect(Collectors.joining(", "));
        for (String file : List.of("names.parquet", "names.json")) {
            write("SELECT " + columns + " FROM range(9000) t (i)", file);
            Result result = compare(file, file, "--json", "d.json");
            assertThat(result.err()).isEmpty();
            assertThat(result.code()).as(file).isZero();
            assertThat(result.out())
                    .contains(HOSTILE.size() + " of " + HOSTILE.size() + " judged columns show no drift");
            assertThat(shell.read("d.json")).contains("DROP TABLE loaded0", "🙂");
        }
    }

    @Test
    public void valuesThatAreLookedForByName() throws Exception {
        String list = HOSTILE.stream().map(HostileTablesTest::literal).collect(Collectors.joining(", ", "[", "]"));
        write("SELECT " + list + "[1 + i % " + HOSTILE.size() + "] AS x FROM range(12000) t (i)", "before.parquet");
        // So many others that those of the reference aren't among the most frequent.
        String others = "SELECT CASE WHEN i < 60 THEN " + list + "[1 + i % " + HOSTILE.size()
                + "] ELSE 'other ' || (i % 5000)" + " END AS x FROM range(12000) t (i)";
        write(others, "now.parquet");
        Result result = compare("before.parquet", "now.parquet");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
        write(others, "now.json");
        write("SELECT x FROM (" + others + ")", "before.json");
        Result same = compare("before.json", "now.json");
        assertThat(same.code()).isZero();
    }

    @Test
    public void aCellOf100Megabytes() throws Exception {
        String cell =
                "SELECT CASE WHEN i = 3 THEN repeat('a', 100000000) ELSE 'b' END AS x, i % 4 AS y FROM range(4000) t (i)";
        write(cell, "big.parquet");
        assertThat(compare("big.parquet", "big.parquet", "--columns", "y").code())
                .isZero();
        Result whole = compare("big.parquet", "big.parquet", "--json", "d.json");
        assertThat(whole.code()).isZero();
        assertThat(Files.size(shell.path("d.json")))
                .as("no part of it comes along")
                .isLessThan(20_000);

        write(cell, "big.json");
        assertThat(compare("big.json", "big.json").complaint())
                .containsExactly("ai-delivery: the tables can't be compared: big.json: a row of more than 16 MiB");
    }

    @Test
    public void aMillionCategories() throws Exception {
        write("SELECT 'a' || (i % 1000000) AS x FROM range(1050000) t (i)", "a.parquet");
        write("SELECT 'b' || (i % 1000000) AS x FROM range(1050000) t (i)", "b.parquet");
        write("SELECT 'few' || (i % 3) AS x FROM range(9000) t (i)", "few.parquet");

        Result other = compare("a.parquet", "b.parquet");
        assertThat(other.err()).isEmpty();
        assertThat(other.out()).contains("1,050,000 rows");
        Result collapsed = compare("a.parquet", "few.parquet");
        assertThat(collapsed.code()).isEqualTo(1);
        assertThat(collapsed.out()).contains("'x' drifted");
    }

    @Test
    public void manyColumns() throws Exception {
        String columns = IntStream.range(0, 10_000)
                .mapToObj(i -> "(7 * i + " + i + ") % 9 AS c" + i)
                .collect(Collectors.joining(", "));
        write("SELECT " + columns + " FROM range(20) t (i)", "wide.parquet");

        Result some = compare("wide.parquet", "wide.parquet", "--columns", "c1,c99*", "--share", "100%");
        assertThat(some.err()).isEmpty();
        assertThat(some.out()).contains("wide.parquet (20 rows)", "112 underpowered");
    }

    @Test
    public void theEndsOfWhatADoubleHolds() throws Exception {
        String huge =
                "SELECT CASE i % 3 WHEN 0 THEN -1e308 WHEN 1 THEN 1.7976931348623157e308 ELSE 1e308 * (hash(i) % 1000) / 1000 END"
                        + " AS x FROM range(9000) t (i)";
        String tiny = "SELECT CAST('4.9e-324' AS DOUBLE) * (hash(i) % 50) AS x FROM range(9000) t (i)";
        String none = "SELECT CASE WHEN i % 2 = 0 THEN CAST('nan' AS DOUBLE) ELSE CAST('-infinity' AS DOUBLE) END AS x"
                + " FROM range(9000) t (i)";
        write(huge, "huge.parquet");
        write(tiny, "tiny.parquet");
        write(none, "none.parquet");

        assertThat(compare("huge.parquet", "huge.parquet").code()).isZero();
        assertThat(compare("tiny.parquet", "tiny.parquet").code()).isZero();
        assertThat(compare("huge.parquet", "tiny.parquet").out()).contains("'x' drifted");
        assertThat(compare("tiny.parquet", "none.parquet").out()).contains("no cell holds a usable value now");
        shell.run("drift", "profile", "--minimum-count", "10", "--current", "huge.parquet", "--save-profile", "p.json");
        assertThat(shell.run("drift", "--profile", "p.json", "--current", "huge.parquet")
                        .code())
                .isIn(0, 2);
        assertThat(shell.run("drift", "--profile", "p.json", "--current", "tiny.parquet")
                        .out())
                .contains("'x' drifted");
    }

    @Test
    public void oneRow() throws Exception {
        write("SELECT 1 AS x, 'a' AS t, TRUE AS b, DATE '2026-01-01' AS d, [1.5] AS v", "one.parquet");
        write("SELECT 2 AS x, 'b' AS t, FALSE AS b, DATE '2026-01-02' AS d, [2.5] AS v", "other.parquet");

        Result one = compare("one.parquet", "other.parquet");
        assertThat(one.err()).isEmpty();
        assertThat(one.code()).isEqualTo(2);
        assertThat(one.out()).contains("UNDERPOWERED");
    }

    @Test
    public void parquetThatIsBrokenInTheMiddle() throws Exception {
        Path file = write("SELECT i AS a, random() AS b, 'x' || i AS t FROM range(200000) t (i)", "fine.parquet");
        byte[] bytes = Files.readAllBytes(file);
        byte[] broken = bytes.clone();
        for (int i = bytes.length / 10; i < bytes.length / 10 + 3000; i++) {
            broken[i] ^= 0x5A;
        }
        Files.write(shell.path("broken.parquet"), broken);
        Result result = compare("fine.parquet", "broken.parquet", "--json", "d.json");
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.complaint())
                .singleElement()
                .asString()
                .startsWith("ai-delivery: the tables can't be compared: broken.parquet: ");
        assertThat(shell.path("d.json")).doesNotExist();
        Files.write(shell.path("cut.parquet"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(compare("fine.parquet", "cut.parquet").complaint())
                .singleElement()
                .asString()
                .startsWith("ai-delivery: the tables can't be compared: cut.parquet: not a readable Parquet file: ");
    }

    @Test
    public void jsonThatIsNoTable() throws Exception {
        shell.write("a.json", "{\"x\": 1}\n{\"x\": 2}\n");
        for (String text :
                List.of("1\n2\n", "[[1], [2]]", "{\"x\": 1}\n[2]\n", "{\"x\": 1", "{\"x\": 1}\n{\"x\": }\n", "\"x\"")) {
            shell.write("b.json", text);
            Result result = compare("a.json", "b.json");
            assertThat(result.code()).as(text).isEqualTo(64);
            assertThat(result.complaint())
                    .as(text)
                    .singleElement()
                    .asString()
                    .startsWith("ai-delivery: the tables can't be compared: b.json");
        }
    }
}
