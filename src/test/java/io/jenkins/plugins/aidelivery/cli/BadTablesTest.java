package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.cli.Shell.Result;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;

/** Tables that are wrong, odd or hostile: a sentence and an exit code, never a crash, nothing half. */
public class BadTablesTest {
    @Rule
    public Shell shell = new Shell();

    private static String column(String name, int rows, java.util.function.IntFunction<String> cell) {
        return name + "\n" + IntStream.range(0, rows).mapToObj(cell).collect(Collectors.joining("\n")) + "\n";
    }

    private Result compare(String reference, String current, String... more) throws IOException {
        shell.write("a.csv", reference);
        shell.write("b.csv", current);
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("drift", "--reference", "a.csv", "--current", "b.csv"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return shell.run(arguments);
    }

    @Test
    public void aMissingColumn() throws IOException {
        String two = "x,y\n" + "1,2\n2,3\n".repeat(500);
        String one = "x\n" + "1\n2\n".repeat(500);

        Result gone = compare(two, one);
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.out()).contains("column 'y' can't be compared: the column is missing now");
        assertThat(compare(one, two, "--json", "d.json").code()).isZero();
        assertThat(shell.read("d.json")).contains("the reference doesn't have this column");
        assertThat(compare(one, two, "--columns", "y").code()).isEqualTo(1);
    }

    @Test
    public void aColumnThatNobodyHas() throws IOException {
        String one = "x\n" + "1\n2\n".repeat(500);

        Result named = compare(one, one, "--columns", "x", "--columns", "amout", "--columns", "city_*");

        assertThat(named.code()).isEqualTo(1);
        assertThat(named.out())
                .contains("column 'amout' can't be compared: neither table has this column")
                .contains("column 'city_*' can't be compared: neither table has this column");
    }

    @Test
    public void aTypeThatChanged() throws IOException {
        String numbers = column("x", 200, i -> String.valueOf(i / 7.0));

        Result texts = compare(numbers, column("x", 200, i -> i % 2 == 0 ? "many" : "few"));
        assertThat(texts.code()).isEqualTo(1);
        assertThat(texts.out()).contains("no cell holds a usable value now");
        Result some = compare(numbers, column("x", 200, i -> i % 2 == 0 ? "many" : String.valueOf(i / 7.0)));
        assertThat(some.code()).isEqualTo(1);
        assertThat(some.out()).contains("missing values went from 0 % to 50 % of the rows");
    }

    @Test
    public void anEmptyTable() throws IOException {
        String numbers = column("x", 200, i -> String.valueOf(i / 7.0));

        Result now = compare(numbers, "x\n");
        assertThat(now.code()).isEqualTo(1);
        assertThat(now.out()).contains("the table has no rows now");
        assertThat(compare("x\n", numbers).out()).contains("the table has no rows in the reference");
        Result both = compare("x\n", "x\n");
        assertThat(both.code()).isEqualTo(1);
        assertThat(both.out()).contains("no column could be judged");
        assertThat(compare(numbers, "").complaint())
                .containsExactly("ai-delivery: the tables can't be compared: b.csv: the file is empty");
    }

    @Test
    public void nothingButEmptyCells() throws IOException {
        String numbers = "x,y\n" + "1,1.5\n2,2.5\n3,3.5\n".repeat(50);

        Result now = compare(numbers, "x,y\n" + "1,\n2,\n3,\n".repeat(50));
        assertThat(now.code()).isEqualTo(1);
        assertThat(now.out()).contains("column 'y' can't be compared: all cells are empty now");
    }

    @Test
    public void aConstantColumn() throws IOException {
        String constant = column("x", 9000, i -> "7.25");

        assertThat(compare(constant, constant).code()).isZero();
        Result other = compare(constant, column("x", 9000, i -> "7.5"));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("'x' drifted");
    }

    @Test
    public void oneRow() throws IOException {
        Result one = compare("x,y\n1,a\n", "x,y\n2,b\n");

        assertThat(one.out()).contains("UNDERPOWERED");
        assertThat(one.code()).isEqualTo(2);
    }

    @Test
    public void theLargestAndTheSmallestNumbers() throws IOException {
        Random random = new Random(1);
        String huge = column("x", 10_000, i -> String.valueOf((2 * random.nextDouble() - 1) * 1.79e308));
        String tiny = column("x", 10_000, i -> String.valueOf(Double.MIN_VALUE * random.nextInt(50)));

        assertThat(compare(huge, huge).code()).isZero();
        assertThat(compare(tiny, tiny).code()).isZero();
        for (String preset : new String[] {"default", "seed", "evidently", "nannyml", "tfdv", "deepchecks"}) {
            assertThat(compare(huge, tiny, "--preset", preset).code())
                    .as(preset)
                    .isEqualTo(1);
            assertThat(compare(tiny, huge, "--preset", preset).code())
                    .as(preset)
                    .isEqualTo(1);
        }
    }

    @Test
    public void numbersThatAreNone() throws IOException {
        String fine = column("x", 300, i -> String.valueOf(i));
        String odd = column("x", 300, i -> i % 3 == 0 ? "nan" : i % 3 == 1 ? "inf" : "-inf");
        String some = column("x", 300, i -> i < 20 ? "NaN" : String.valueOf(i));

        assertThat(compare(fine, odd).out()).contains("no cell holds a usable value now");
        assertThat(compare(fine, odd).code()).isEqualTo(1);
        assertThat(compare(fine, some).out()).contains("missing values went from 0 % to 6.7 % of the rows");
        assertThat(compare(odd, odd).code()).isEqualTo(1);
    }

    @Test
    public void aWrongDelimiter() throws IOException {
        String commas = "x,y\n" + "1,2\n2,3\n3,1\n".repeat(500);

        assertThat(compare(commas, commas.replace(',', ';')).code()).isZero();
        Result wrong = compare(commas, commas.replace(',', '#'));
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).contains("column 'x' can't be compared: the column is missing now");
        assertThat(compare(commas, "x,y\n1,2\n1,2,3\n").complaint())
                .singleElement()
                .asString()
                .startsWith("ai-delivery: the tables can't be compared: b.csv: line 3: 3 cells where the header has 2");
    }

    @Test
    public void brokenParquet() throws IOException {
        shell.write("a.csv", "x\n1\n");
        shell.write("cut.parquet", "PAR1 and then nothing of the kind");

        Result cut = shell.run("drift", "--reference", "a.csv", "--current", "cut.parquet");

        assertThat(cut.code()).isEqualTo(64);
        assertThat(cut.complaint())
                .singleElement()
                .asString()
                .startsWith("ai-delivery: the tables can't be compared: cut.parquet: not a readable Parquet file: ");
        assertThat(cut.out()).isEmpty();
    }

    @Test
    public void nothingIsWrittenWhereNothingWasCompared() throws IOException {
        shell.write("a.csv", "x\n1\n");
        shell.write("b.csv", "x,y\n1\n");

        Result result = shell.run(
                "drift",
                "--reference",
                "a.csv",
                "--current",
                "b.csv",
                "--json",
                "d.json",
                "--html",
                "d.html",
                "--save-profile",
                "p.json");

        assertThat(result.code()).isEqualTo(64);
        assertThat(shell.files()).containsExactly("a.csv", "b.csv");
    }

    @Test
    public void namesOfAnyKind() throws IOException {
        String names =
                "\"a \"\"quoted\"\" one\",🙂 emoji,'; DROP TABLE loaded0; --,\"x\"\") FROM t; SELECT (\"\"1\",*\n";
        String rows = "1.5,ä,1,2,x\n2.5,🙂,2,3,y\n3.5,'; --,3,4,z\n".repeat(600);

        Result result = compare(names + rows, names + rows);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("5 of 5 judged columns show no drift");
        assertThat(compare(names + rows, names + rows, "--columns", "🙂 emoji").out())
                .contains("1 of 1 judged columns");
    }

    @Test
    public void fileNamesOfAnyKind() throws IOException {
        String text = "x\n" + "1\n2\n3\n4\n".repeat(500);
        for (String name : new String[] {"a b.csv", "it's.csv", "🙂.csv", "[1].csv", "star*.csv", "-x.csv"}) {
            shell.write(name, text);
            assertThat(shell.run("drift", "--reference=" + name, "--current=" + name)
                            .code())
                    .as(name)
                    .isZero();
        }
    }

    @Test
    public void filesThatAreNone() throws IOException {
        shell.write("a.csv", "x\n1\n");

        assertThat(shell.run("drift", "--reference", "a.csv", "--current", "b.csv")
                        .complaint())
                .containsExactly("ai-delivery: there is no file 'b.csv'");
        assertThat(shell.run("drift", "--reference", "a.csv", "--current", "no/*.csv")
                        .complaint())
                .containsExactly("ai-delivery: no file matches 'no/*.csv'");
        assertThat(shell.run("drift", "--reference", "a.csv", "--current", "/dev/null")
                        .complaint())
                .containsExactly("ai-delivery: '/dev/null' is no regular file; its bytes are read more than once");
        assertThat(shell.run("drift", "--reference", "a.csv").complaint())
                .containsExactly("ai-delivery: there is nothing to look at; name a table with --current, or 'current'"
                        + " in drift.yml");
        assertThat(shell.run("drift", "--profile", "p.json", "--current", "a.csv")
                        .complaint())
                .singleElement()
                .asString()
                .startsWith("ai-delivery: there is no profile at ");
        assertThat(shell.run("drift", "--profile", "p.json", "--reference", "a.csv", "--current", "a.csv")
                        .code())
                .isEqualTo(64);
    }

    @Test
    public void profilesThatAreNone() throws IOException {
        shell.write("a.csv", column("x", 300, String::valueOf));
        shell.run("drift", "profile", "--current", "a.csv", "--save-profile", "p.json");
        String fine = shell.read("p.json");
        String[] damaged = {
            "",
            "{}",
            "[]",
            "no JSON",
            "{\"schema\":1}",
            "{\"schema\":99}",
            fine.substring(0, fine.length() / 2),
            fine.replace("\"oddities\"", "\"oddity\""),
            fine.replace("\"NUMBER\"", "\"NUMBERS\""),
            fine.replace("\"kind\":\"NUMBER\"", "\"kind\":null"),
            fine.replace("\"name\":\"x\"", "\"name\":null"),
            fine.replace("\"counts\":[1", "\"counts\":[-1"),
            fine.replace("\"counts\":[1,", "\"counts\":["),
            fine.replace("\"values\":[0.0", "\"values\":[9e99"),
            fine.replace("\"rows\":300", "\"rows\":-300"),
            fine.replace("\"columns\":[{", "\"columns\":[null,{")
        };
        for (String text : damaged) {
            assertThat(text).isNotEqualTo(fine);
            shell.write("p.json", text);
            Result result = shell.run("drift", "--profile", "p.json", "--current", "a.csv");
            assertThat(result.code()).as(text + "\n" + result.out()).isEqualTo(64);
            assertThat(result.complaint()).singleElement().asString().contains("the profile can't be used: p.json ");
        }
    }

    @Test
    public void connectionsAreJenkins() throws IOException {
        shell.write("drift.yml", "reference: { connection: c, table: t }\ncurrent: a.csv\n");
        shell.write("a.csv", "x\n1\n");

        assertThat(shell.run("drift").complaint())
                .containsExactly("ai-delivery: connections to databases are Jenkins'; here, name files with"
                        + " --reference and --current");
    }

    @Test
    public void everyFaultOfACheckIsOneLineWithItsPlace() throws IOException {
        shell.write("drift.yml", "curent: a.csv\npreset: evidentaly\n");

        Result result = shell.run("drift");

        assertThat(result.code()).isEqualTo(64);
        assertThat(result.err().lines())
                .containsExactly(
                        "ai-delivery: the drift check is refused:",
                        "drift.yml:1: curent: unknown key; did you mean 'current'?",
                        "drift.yml:2: preset: one of default, seed, evidently, nannyml, tfdv, deepchecks was expected,"
                                + " not 'evidentaly'; did you mean 'evidently'?");
        assertThat(shell.run("drift", "--spec", "other.yml").complaint())
                .containsExactly("ai-delivery: there is no drift check at " + shell.path("other.yml")
                        + "; name one with --spec, or say all with --reference and --current");
        assertThat(shell.run("drift", "--preset", "x", "schema").complaint())
                .containsExactly("ai-delivery: --preset belongs behind 'drift schema'");
    }

    @Test
    public void aCellOf100Megabytes() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(shell.path("big.csv"))) {
            out.write("x\n");
            String part = "a".repeat(1 << 20);
            for (int i = 0; i < 100; i++) {
                out.write(part);
            }
            out.write("\n");
        }
        shell.write("a.csv", "x\nb\n");

        Result result = shell.run("drift", "--reference", "a.csv", "--current", "big.csv");

        assertThat(result.code()).isEqualTo(64);
        assertThat(result.complaint())
                .containsExactly("ai-delivery: the tables can't be compared: big.csv: line 2: a row of more than 2 MB;"
                        + " leave columns of long texts out");
    }

    @Test
    public void aMillionCategories() throws IOException {
        for (String side : new String[] {"a", "b"}) {
            try (BufferedWriter out = Files.newBufferedWriter(shell.path(side + ".csv"))) {
                out.write("x\n");
                for (int i = 0; i < 1_050_000; i++) {
                    out.write(side + (i % 1_000_000) + "\n");
                }
            }
        }

        Result result = shell.run("drift", "--reference", "a.csv", "--current", "b.csv");

        assertThat(result.code()).isIn(0, 1, 2);
        assertThat(result.out()).contains("(1,050,000 rows)");
    }

    @Test
    public void tenThousandColumns() throws IOException {
        String names = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Random random = new Random(1);
        String rows = IntStream.range(0, 20)
                .mapToObj(row ->
                        random.ints(10_000, 0, 9).mapToObj(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));

        Result result = compare(names + "\n" + rows + "\n", names + "\n" + rows + "\n");

        assertThat(result.code()).isEqualTo(64);
        assertThat(result.complaint())
                .containsExactly(
                        "ai-delivery: the tables can't be compared: a.csv: the table needs more memory than the"
                                + " 512MiB that it may have; it has 10,000 columns: name those to judge, or write it as Parquet");
        assertThat(shell.run(
                                "drift",
                                "--reference",
                                "a.csv",
                                "--current",
                                "b.csv",
                                "--columns",
                                "c1,c99*",
                                "--share",
                                "100%")
                        .out())
                .contains("a.csv (20 rows)", "112 underpowered");
    }
}
