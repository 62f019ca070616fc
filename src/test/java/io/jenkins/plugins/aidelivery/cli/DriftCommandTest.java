package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.cli.Shell.Result;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What {@code drift} does for somebody at a shell. */
public class DriftCommandTest {
    @Rule
    public Shell shell = new Shell();

    /** Two tables alike, one that moved in one of three columns, one that moved in all. */
    @Before
    public void tables() throws IOException {
        shell.write("train.csv", table(1, 0, 0));
        shell.write("same.csv", table(2, 0, 0));
        shell.write("older.csv", table(3, 5, 0));
        shell.write("other.csv", table(4, 5, 0.5));
    }

    private static String table(long seed, double older, double more) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("age,income,city\n");
        for (int i = 0; i < 8000; i++) {
            text.append(Math.round(40 + older + 10 * random.nextGaussian()))
                    .append(',')
                    .append(Math.round(1000 * Math.exp(more + random.nextGaussian())))
                    .append(',')
                    .append((char) ('A' + Math.min(3, (int) (random.nextDouble() * (4 - 2 * more)))))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    public void theExitCodeIsTheVerdict() {
        assertThat(shell.run("drift", "--reference", "train.csv", "--current", "same.csv")
                        .code())
                .isZero();
        Result some = shell.run("drift", "--reference", "train.csv", "--current", "older.csv");
        assertThat(some.code()).isEqualTo(2);
        assertThat(some.out()).startsWith("drift train.csv").contains("CONDITIONAL", "'age' drifted");
        Result all = shell.run("drift", "--reference", "train.csv", "--current", "other.csv");
        assertThat(all.code()).isEqualTo(1);
        assertThat(all.out()).contains("FAIL");
    }

    @Test
    public void withoutAReferenceNothingIsJudgedAndThatIsSaid() {
        Result skipped = shell.run("drift", "--current", "same.csv");

        assertThat(skipped.code()).isZero();
        assertThat(skipped.out()).contains("SKIPPED", "there is no reference and no baseline to compare with");
        assertThat(shell.run("drift", "--current", "same.csv", "--require-reference")
                        .code())
                .isEqualTo(1);
    }

    @Test
    public void aProfileTakesThePlaceOfTheReference() {
        Result kept = shell.run("drift", "profile", "--current", "train.csv", "--save-profile", "kept/train.json");
        assertThat(kept.code()).isZero();
        assertThat(kept.out()).contains("train.csv: 8,000 rows, 3 columns", "Profile: ");

        Result against = shell.run("drift", "--profile", "kept/train.json", "--current", "other.csv");
        Result direct = shell.run("drift", "--reference", "train.csv", "--current", "other.csv");

        assertThat(against.code()).isEqualTo(1);
        assertThat(against.out()).isEqualTo(direct.out());
    }

    @Test
    public void aMinimumCountKeepsFewRowsOutOfWhatIsWritten() throws IOException {
        String rare = "97,1234567.89,Svalbard\n";
        shell.write("train.csv", shell.read("train.csv") + rare);
        shell.write("same.csv", shell.read("same.csv") + rare.repeat(3));
        shell.write("drift.yml", "minimumCount: 10");

        shell.run("drift", "profile", "--current", "train.csv", "--save-profile", "kept.json");
        assertThat(shell.read("kept.json")).doesNotContain("Svalbard", "1234567", "1.23456789E6");
        Result result = shell.run(
                "drift",
                "--profile",
                "kept.json",
                "--current",
                "same.csv",
                "--json",
                "d.json",
                "--html",
                "d.html",
                "--save-profile",
                "kept.json");
        assertThat(result.code()).isZero();
        for (String file : List.of("kept.json", "d.json", "d.html")) {
            assertThat(shell.read(file))
                    .as(file)
                    .contains("city")
                    .doesNotContain("Svalbard", "1234567", "1.23456789E6");
        }
        assertThat(shell.read("d.json"))
                .contains("rare categories of the reference")
                .doesNotContain("new categor");
        assertThat(shell.run("drift", "--profile", "kept.json", "--current", "other.csv")
                        .code())
                .isEqualTo(1);

        shell.run("drift", "profile", "--minimum-count", "0", "--current", "train.csv", "--save-profile", "all.json");
        assertThat(shell.read("all.json")).contains("Svalbard", "1234567.89");
    }

    @Test
    public void theFirstTableBecomesTheBaselineAndADriftedOneNever() throws IOException {
        String[] today = {"drift", "--profile", "base.json", "--save-profile", "base.json", "--current"};

        Result first = shell.run(with(today, "train.csv"));
        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("SKIPPED", "Profile: ");
        String kept = shell.read("base.json");

        assertThat(shell.run(with(today, "older.csv")).out()).contains("Profile: not kept");
        assertThat(shell.read("base.json")).isEqualTo(kept);

        assertThat(shell.run(with(today, "same.csv")).code()).isZero();
        assertThat(shell.read("base.json")).isNotEqualTo(kept);
    }

    @Test
    public void theReportIsWrittenInEveryForm() throws IOException {
        Result result = shell.run(
                "drift",
                "--reference",
                "train.csv",
                "--current",
                "older.csv",
                "--name",
                "customers",
                "--html",
                "out/d.html",
                "--json",
                "out/d.json",
                "--junit",
                "out/d.xml");

        assertThat(result.out()).contains("HTML: ", "JSON: ", "JUnit XML: ").startsWith("drift customers");
        assertThat(shell.read("out/d.html")).startsWith("<!DOCTYPE html>").contains("customers", "age");
        assertThat(shell.read("out/d.xml")).contains("<testsuite", "age");
        DriftReport report = JsonFile.read(shell.path("out/d.json"), DriftReport.class, DriftReport.SCHEMA);
        assertThat(report.decision().verdict()).isEqualTo(DriftReport.Verdict.CONDITIONAL);
        JsonNode subject = JsonFile.MAPPER.readTree(shell.read("out/d.json")).path("subject");
        assertThat(subject.path("reference").asText()).isEqualTo("train.csv");
        assertThat(subject.path("currentRows").asLong()).isEqualTo(8000);
    }

    @Test
    public void aFileSaysWhatTheOptionsDoNotSay() throws IOException {
        shell.write("drift.yml", """
                name: customers
                reference: train.csv
                current: older.csv
                rules:
                  age: { critical: true }
                environments:
                  lenient: { rules: { age: { threshold: 0.5 } } }
                """);

        assertThat(shell.run("drift").code()).isEqualTo(1);
        assertThat(shell.run("drift").out()).contains("critical column 'age' drifted");
        assertThat(shell.run("drift", "--environment", "lenient").code()).isZero();
        assertThat(shell.run("drift", "--current", "same.csv").code()).isZero();
        assertThat(shell.run("drift", "--ignore", "income,city").code()).isEqualTo(1);
    }

    @Test
    public void manyFilesAreOneTable() throws IOException {
        shell.write("days/day=1/part-0.csv", shell.read("train.csv"));
        shell.write("days/day=2/part-0.csv", shell.read("same.csv"));
        shell.write("days/_SUCCESS", "");
        shell.write("days/.part-0.crc", "x");

        String absolute = shell.path("days").resolve("*/part-*.csv").toString();
        for (String days : new String[] {"days", "days/", "days/*/*.csv", "days/**/part-?.csv", "./days", absolute}) {
            assertThat(shell.run("drift", "--reference", "train.csv", "--current", days)
                            .out())
                    .as(days)
                    .contains("(16,000 rows)");
        }
        assertThat(shell.run("drift", "--reference", "train.csv", "--current", "train.csv", "--current", "same.csv")
                        .out())
                .contains("train.csv, same.csv (16,000 rows)");
    }

    @Test
    public void aLinkLeadsWhereTheCallerMayRead() throws IOException {
        Files.createDirectories(shell.path("elsewhere"));
        Files.move(shell.path("same.csv"), shell.path("elsewhere/same.csv"));
        Files.createDirectories(shell.path("here"));
        Files.createSymbolicLink(shell.path("here/link.csv"), shell.path("elsewhere/same.csv"));

        assertThat(shell.run("drift", "--reference", "train.csv", "--current", "here/*.csv")
                        .code())
                .isZero();
    }

    @Test
    public void otherToolsConventionsAreAnOption() {
        Result evidently =
                shell.run("drift", "--reference", "train.csv", "--current", "older.csv", "--preset", "evidently");

        assertThat(evidently.out()).contains("preset evidently", "Wasserstein");
        assertThat(shell.run("drift", "--reference", "train.csv", "--current", "older.csv", "--share", "30%")
                        .code())
                .isEqualTo(1);
    }

    @Test
    public void aPlanSaysHowManyRowsAnEffectNeeds() {
        Result plan = shell.run("drift", "plan", "--effect", "0.1");

        assertThat(plan.code()).isZero();
        assertThat(plan.out())
                .startsWith("rows in each table to see it in 90 % of comparisons, at level 5 %:")
                .containsPattern(" [0-9],[0-9]{3}  numbers whose mean moves by 0\\.1 standard deviations")
                .contains("Jensen–Shannon distance of 0.1", "population stability index of 0.1");
        assertThat(shell.run("drift", "plan", "--effect", "3").out()).doesNotContain("Jensen");
        for (String[] wrong : new String[][] {
            {"--effect", "0"}, {"--effect", "x"}, {"--effect", "1", "--alpha", "0.7"}, {"--effect", "1", "--power", "1"}
        }) {
            Result refused = shell.run(java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("drift", "plan"), java.util.stream.Stream.of(wrong))
                    .toArray(String[]::new));
            assertThat(refused.code()).isEqualTo(64);
            assertThat(refused.complaint()).hasSize(1);
        }
    }

    @Test
    public void theExampleSaysWhatItsReadmeSays() throws IOException {
        String example = io.jenkins.plugins.aidelivery.Checkout.file("examples/health-insurance")
                .toString();
        String readme =
                Files.readString(io.jenkins.plugins.aidelivery.Checkout.file("examples/health-insurance/README.md"));

        Result later = Shell.anywhere("-C", example, "drift");
        Result other = Shell.anywhere("-C", example, "drift", "--environment", "cost-sharing");

        assertThat(later.code()).isZero();
        assertThat(other.code()).isEqualTo(1);
        assertThat(readme).contains(later.out().indent(4)).contains(other.out().indent(4));

        Result model = Shell.anywhere("-C", example, "drift", "--spec", "model.yml");
        Result paying = Shell.anywhere("-C", example, "drift", "--spec", "model.yml", "--environment", "cost-sharing");
        Result early = Shell.anywhere("-C", example, "drift", "--spec", "model.yml", "--environment", "unlabelled");

        assertThat(List.of(model.code(), paying.code(), early.code())).containsExactly(0, 1, 2);
        for (Result result : List.of(model, paying, early)) {
            assertThat(readme).contains(result.out().indent(4));
        }
    }

    @Test
    public void aModelsColumnsAreNamedByOptions() throws IOException {
        String data = io.jenkins.plugins.aidelivery.Checkout.file("examples/health-insurance/data")
                .toString();
        Result result = Shell.anywhere(
                "-C",
                data,
                "drift",
                "--reference",
                "scored-train.parquet",
                "--current",
                "scored-later.parquet",
                "--target",
                "visits",
                "--prediction",
                "said",
                "--score",
                "probability",
                "--positive",
                "true");

        assertThat(result.out()).contains("good: Accuracy 0.6845 (0.6938), F1 0.8121 (0.8187)");
        assertThat(result.code()).isZero();
    }

    @Test
    public void earlierReportsAreTheHistoryOfLimits() throws IOException {
        Files.writeString(shell.path("drift.yml"), "name: people\nthresholds: { from: history, at-least: 2 }\n");
        for (int day = 1; day <= 2; day++) {
            shell.run("drift", "--reference", "train.csv", "--current", "same.csv", "--json", "past/" + day + ".json");
        }
        Result result = shell.run(
                "drift",
                "--reference",
                "train.csv",
                "--current",
                "same.csv",
                "--history",
                "past",
                "--json",
                "now.json");

        assertThat(result.code()).isZero();
        assertThat(Files.readString(shell.path("now.json")))
                .contains("held against the mean and 3 standard deviations of accepted results");
        assertThat(shell.run("drift", "--reference", "train.csv", "--current", "same.csv", "--history", "train.csv")
                        .err())
                .contains("the history can't be used: train.csv is no JSON");
    }

    @Test
    public void theTicketsSayWhatTheirReadmeSays() throws IOException {
        Path example = io.jenkins.plugins.aidelivery.Checkout.file("examples/support-tickets");
        String readme = Files.readString(example.resolve("README.md"));
        String kept = shell.path("may.json").toString();

        Result june = Shell.anywhere("-C", example.toString(), "drift");
        Result release = Shell.anywhere("-C", example.toString(), "drift", "--environment", "release");
        Shell.anywhere(
                "-C", example.toString(), "drift", "profile", "--current", "data/may.csv", "--save-profile", kept);
        Result words = Shell.anywhere("-C", example.toString(), "drift", "--profile", kept, "--environment", "release");

        assertThat(june.code()).isZero();
        assertThat(release.code()).isEqualTo(1);
        assertThat(words.code()).isEqualTo(1);
        assertThat(readme)
                .contains(june.out().indent(4))
                .contains(release.out().indent(4))
                .contains(words.out().indent(4));
    }

    @Test
    public void allColumnsTogetherAreLookedAtIfSomebodyAsks() throws IOException {
        Result both = shell.run("drift", "--reference", "train.csv", "--current", "other.csv", "--multivariate");
        assertThat(both.out()).contains("Domain classifier").contains("Reconstruction from principal components");
        Result one = shell.run("drift", "--reference", "train.csv", "--current", "other.csv", "--multivariate=pca");
        assertThat(one.out()).doesNotContain("Domain classifier").contains("Reconstruction");
        assertThat(shell.run("drift", "--reference", "train.csv", "--current", "other.csv", "--multivariate=umap")
                        .complaint())
                .anyMatch(line -> line.contains("domain-classifier, pca were expected, not 'umap'"));
    }

    @Test
    public void progressIsSaidOnlyIfAskedFor() {
        assertThat(shell.run("drift", "--reference", "train.csv", "--current", "same.csv")
                        .err())
                .isEmpty();
        assertThat(new TableEngine.Scan(250, 1000).words(4096)).isEqualTo("250 of about 1,000 rows, 1 KiB of 4 KiB");
        assertThat(new TableEngine.Scan(21, 44).words(4096))
                .as("parts of a text file, not rows")
                .isEqualTo("1.909 KiB of 4 KiB");
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }
}
