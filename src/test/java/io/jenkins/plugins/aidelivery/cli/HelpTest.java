package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.aidelivery.Checkout;
import io.jenkins.plugins.aidelivery.cli.Shell.Result;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;

/** What the command line says of itself, of a gate, and of reports. */
public class HelpTest {
    @Rule
    public Shell shell = new Shell();

    @Test
    public void withoutACommandThereIsHelp() {
        assertThat(Shell.anywhere().out()).isEqualTo(Shell.anywhere("--help").out());
        assertThat(Shell.anywhere().code()).isZero();
        assertThat(Shell.anywhere("evidence").out())
                .isEqualTo(Shell.anywhere("evidence", "--help").out());
    }

    @Test
    public void helpNamesEveryCommandAndExitCode() {
        assertThat(Shell.anywhere("--help").out())
                .startsWith("Usage: ai-delivery ")
                .contains("  gate  ", "  drift  ", "  evidence  ", "  demo  ", "-C, --directory=DIR", "-V, --version")
                .containsPattern("0 +approved")
                .containsPattern("1 +rejected")
                .containsPattern("2 +conditional")
                .containsPattern("64 +the command, the specification or a table can't be used")
                .containsPattern("70 +an error in this program");
        assertThat(Shell.anywhere("gate", "--help").out()).contains("  explain  ", "  schema  ");
        assertThat(Shell.anywhere("drift", "--help").out()).contains("  plan  ", "  profile  ", "  schema  ");
        assertThat(Shell.anywhere("evidence", "--help").out()).contains("  list  ");
    }

    @Test
    public void everyOptionInTheDocumentsIsInTheHelp() throws IOException {
        for (String command : new String[] {"gate", "drift"}) {
            String page = Files.readString(Checkout.file("docs/" + command + ".md"));
            String usage = page.substring(page.indexOf("## Command line"));
            List<String> options = Pattern.compile("--[a-z-]+")
                    .matcher(usage.substring(0, usage.indexOf("It exits with")))
                    .results()
                    .map(MatchResult::group)
                    .toList();

            assertThat(options).hasSizeGreaterThan(8);
            String help = Shell.anywhere(command, "--help").out()
                    + (command.equals("drift")
                            ? Shell.anywhere(command, "plan", "--help").out()
                                    + Shell.anywhere(command, "profile", "--help")
                                            .out()
                            : "");
            assertThat(help).contains(options);
        }
    }

    @Test
    public void everyOptionHasADescription() {
        for (String[] command : new String[][] {
            {"--help"},
            {"gate", "--help"},
            {"gate", "explain", "--help"},
            {"gate", "schema", "--help"},
            {"drift", "--help"},
            {"drift", "plan", "--help"},
            {"drift", "profile", "--help"},
            {"drift", "schema", "--help"},
            {"evidence", "--help"},
            {"evidence", "list", "--help"},
            {"demo", "--help"}
        }) {
            Result help = Shell.anywhere(command);
            assertThat(help.code()).isZero();
            assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
            assertThat(help.out()).contains("-C, --directory=DIR").doesNotContain("${", "null", "<");
        }
    }

    @Test
    public void theVersionIsOneLine() {
        Result version = Shell.anywhere("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("ai-delivery \\S.*\\n");
        assertThat(Shell.anywhere("gate", "--version").out()).isEqualTo(version.out());
    }

    @Test
    public void theSchemaIsAJsonSchema() throws IOException {
        for (String command : new String[] {"gate", "drift"}) {
            Result schema = Shell.anywhere(command, "schema");

            assertThat(schema.code()).isZero();
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()))
                            .validate(JsonFile.MAPPER.readTree(schema.out())))
                    .isEmpty();
            assertThat(JsonFile.MAPPER.readTree(schema.out()).path("$schema").asText())
                    .isEqualTo(SpecVersion.VersionFlag.V202012.getId());
        }
    }

    @Test
    public void anExplanationNamesWhereValuesComeFrom() throws IOException {
        shell.write("gate.yml", Shell.GATE);

        Result result = shell.run("gate", "explain", "--environment", "production");

        assertThat(result.code()).isZero();
        assertThat(result.out()).containsPattern("overall: 90 +# gate\\.yml:7").contains("tests.success_rate");
        assertThat(shell.run("gate", "explain", "--model", "churn").out()).contains("churn");
        assertThat(shell.run("gate", "explain", "--preset", "ai-platform", "--evidence", "x.xml")
                        .out())
                .contains("ai_model_validation", "x.xml");
    }

    @Test
    public void evidenceIsListedWithItsMeasures() throws IOException {
        shell.tested("candidate");
        shell.write("notes.txt", "nothing");

        Result result = shell.run("evidence", "list", "reports/*.xml", "notes.txt");

        assertThat(result.out())
                .contains("reports/TEST-model.xml: read as junit")
                .containsPattern("  tests\\.success_rate +1 +reports/TEST-model\\.xml testcase \\(junit\\)")
                .contains("notes.txt: ");
    }

    @Test
    public void evidenceThatCannotBeReadIsToldAndExitsWith1() throws IOException {
        shell.write("broken.xml", "<testsuite><testcase");

        Result broken = shell.run("evidence", "list", "broken.xml");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).startsWith("broken.xml: broken");

        Result missing = shell.run("evidence", "list", "*.parquet");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.out()).startsWith("*.parquet: missing");

        assertThat(shell.run("evidence", "list", "../*.xml").code()).isEqualTo(1);
        assertThat(shell.run("evidence", "list", "/etc/passwd").out()).doesNotContain("root");
    }

    @Test
    public void noNameInAReportSteersTheTerminal() throws IOException {
        shell.write(
                "results.json",
                "{\"results\": {\"a\\u001b[2J\\u202eb\\nPASS\": {\"acc,none\": 0.5, \"acc_stderr,none\": 0.1, \"alias\": \"x\"}}, \"versions\": {}, \"config\": {}, \"n-shot\": {}, \"configs\": {}}");

        Result result = shell.run("evidence", "list", "results.json");

        assertThat(result.out()).contains("results.json: ").doesNotContainPattern("(?m)^PASS");
    }
}
