package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.cli.Shell.Result;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** {@code ai-delivery gate} with every option, in its own process's place. */
public class GateCommandTest {
    private static final String COMPARING = """
            model: fraud-detector
            evidence: [reports/*.xml]
            criteria:
              - { measure: tests.success_rate, baseline: { max-drop: 1% } }
            """;

    @Rule
    public Shell shell = new Shell();

    @Before
    public void aGateAndAReport() throws IOException {
        shell.write("gate.yml", Shell.GATE);
        shell.tested("candidate");
    }

    @Test
    public void aPassExitsWith0() {
        Result result = shell.run("gate");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("gate fraud-detector").contains("PASS  score 100 (needs 85), low risk");
        assertThat(result.err()).isEmpty();
    }

    @Test
    public void aRejectionExitsWith1() throws IOException {
        shell.tested("weak");

        Result result = shell.run("gate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("FAIL  score 0 (needs 85)", "tests.success_rate 95.24 % < 100 %");
        assertThat(result.err()).isEmpty();
    }

    @Test
    public void conditionsExitWith2() throws IOException {
        shell.write(
                "gate.yml",
                Shell.GATE.replace(
                        "environments:",
                        "  - { measure: f1, min: 0.8 }\nmissing-evidence: conditional\nenvironments:"));

        Result result = shell.run("gate");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).contains("CONDITIONAL  score 100 (needs 85), medium risk", "no evidence has 'f1'");
    }

    @Test
    public void missingEvidenceExitsWith1() throws IOException {
        Files.delete(shell.path("reports/TEST-model.xml"));

        Result result = shell.run("gate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("reports/*.xml: missing");
    }

    @Test
    public void theDirectoryMayBeNamedAnywhere() {
        String directory = shell.getRoot().toString();

        assertThat(Shell.anywhere("-C", directory, "gate").code()).isZero();
        assertThat(Shell.anywhere("gate", "-C", directory).code()).isZero();
        assertThat(Shell.anywhere("--directory=" + directory, "gate").code()).isZero();
        assertThat(Shell.anywhere("gate", "explain", "-C", directory).code()).isZero();
        assertThat(Shell.anywhere("evidence", "list", "-C", directory, "reports/*.xml")
                        .code())
                .isZero();
    }

    @Test
    public void anEnvironmentHasItsThreshold() {
        assertThat(shell.run("gate", "--environment", "staging").out())
                .contains("gate fraud-detector (staging)", "(needs 70)");
        assertThat(shell.run("gate", "--environment", "production").out()).contains("(needs 90)");
    }

    @Test
    public void whatTheCallerSaysTakesThePlaceOfTheFile() throws IOException {
        Files.move(shell.path("reports"), shell.path("other reports"));

        Result result = shell.run(
                "gate", "--evidence", "other reports/*.xml", "--model", "churn", "--model-version", "@1.2${x}%s");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("gate churn @1.2${x}%s ");
    }

    @Test
    public void anArgumentWithAnAtSignIsNoFile() throws IOException {
        shell.write("secret", "--json=stolen.json");

        Result result = shell.run("gate", "@" + shell.path("secret"));

        assertThat(result.code()).isEqualTo(64);
        assertThat(shell.files()).doesNotContain("stolen.json");
        assertThat(result.err()).doesNotContain("stolen");
    }

    @Test
    public void severalPatternsMayBeGiven() throws IOException {
        shell.write("more/TEST-more.xml", "<testsuite name='m' tests='1'><testcase name='a'/></testsuite>");

        Result result =
                shell.run("gate", "--json", "s.json", "--evidence", "reports/*.xml", "--evidence", "more/*.xml");

        assertThat(result.code()).isZero();
        assertThat(JsonFile.MAPPER.readTree(shell.read("s.json")).path("evidence"))
                .hasSize(2);
    }

    @Test
    public void anotherFileAndAPresetAreGates() throws IOException {
        shell.write(
                "ci/other.json",
                "{\"model\": \"other\", \"evidence\": [\"reports/*.xml\"], \"criteria\": [{\"measure\": \"tests.total\", \"min\": 1}]}");

        assertThat(shell.run("gate", "--spec", "ci/other.json").out()).startsWith("gate other ");
        assertThat(shell.run("gate", "--spec", shell.path("ci/other.json").toString())
                        .code())
                .isZero();
        Result preset = shell.run("gate", "--preset", "service-readiness", "--evidence", "reports/*.xml");
        assertThat(preset.code()).isEqualTo(1);
        assertThat(preset.out()).contains("code_quality", "no evidence has 'coverage.line'");
    }

    @Test
    public void evidenceFromBeforeTheBuildIsStale() {
        Result result = shell.run("gate", "--not-before", "2099-01-01T00:00:00Z");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("STALE");
        assertThat(shell.run("gate", "--not-before", "2001-01-01T00:00:00Z").code())
                .isZero();
    }

    @Test
    public void aPassBecomesTheBaselineOfTheNextOne() throws IOException {
        Result first = shell.run("gate", "--baseline", "kept/accepted.json", "--model-version", "1");

        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("there was no baseline yet", "Baseline: " + shell.path("kept/accepted.json"));
        Baseline accepted = baseline("kept/accepted.json");
        assertThat(accepted.origin().model()).isEqualTo("fraud-detector");
        assertThat(accepted.origin().version()).isEqualTo("1");
        assertThat(accepted.find(MeasureId.of("tests.success_rate"))).isPresent();

        Result second = shell.run("gate", "--baseline", "kept/accepted.json", "--model-version", "2");

        assertThat(second.out()).contains("compared with the accepted version 1");
        assertThat(baseline("kept/accepted.json").origin().version()).isEqualTo("2");
    }

    @Test
    public void aBaselineThatIsKeptIsNeverWritten() throws IOException {
        assertThat(shell.run("gate", "--baseline", "accepted.json", "--keep-baseline")
                        .code())
                .isZero();
        assertThat(shell.files()).doesNotContain("accepted.json");
        shell.run("gate", "--baseline", "accepted.json", "--model-version", "1");

        shell.run("gate", "--baseline", "accepted.json", "--model-version", "2", "--keep-baseline");

        assertThat(baseline("accepted.json").origin().version()).isEqualTo("1");
    }

    @Test
    public void aRejectionLeavesTheBaseline() throws IOException {
        shell.run("gate", "--baseline", "accepted.json", "--model-version", "1");
        shell.tested("weak");

        Result result = shell.run("gate", "--baseline", "accepted.json", "--model-version", "2");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).doesNotContain("Baseline:");
        assertThat(baseline("accepted.json").origin().version()).isEqualTo("1");
    }

    /** Otherwise there would never be one. */
    @Test
    public void aFirstRunThatOnlyComparesMakesTheBaseline() throws IOException {
        shell.write("gate.yml", COMPARING);

        Result first = shell.run("gate", "--baseline", "accepted.json");
        assertThat(first.code()).isEqualTo(2);
        assertThat(first.out()).contains("there was no baseline yet", "Baseline: ");

        assertThat(shell.run("gate", "--baseline", "accepted.json").code()).isZero();
        shell.tested("weak");
        assertThat(shell.run("gate", "--baseline", "accepted.json").code()).isEqualTo(2);
    }

    @Test
    public void aBaselineThatCannotBeReadIsNoFirstRun() throws IOException {
        for (String text : new String[] {"", "{", "{}", "[1]", "{\"schema\": 1}", "{\"schema\": 99}"}) {
            shell.write("accepted.json", text);

            Result result = shell.run("gate", "--baseline", "accepted.json");

            assertThat(result.code()).isEqualTo(64);
            assertThat(result.complaint())
                    .singleElement()
                    .asString()
                    .startsWith("ai-delivery: the baseline can't be used: accepted.json ");
            assertThat(shell.read("accepted.json")).isEqualTo(text);
        }
    }

    private Baseline baseline(String name) throws IOException {
        return JsonFile.read(shell.path(name), Baseline.class, Baseline.SCHEMA);
    }
}
