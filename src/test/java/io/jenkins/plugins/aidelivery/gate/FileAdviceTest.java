package io.jenkins.plugins.aidelivery.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import java.io.IOException;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

/** What to do about a file that can't be read, as the readers really complain of it. */
public class FileAdviceTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void aFileThatIsCutOffIsToBeWrittenAgain() throws IOException {
        folder.write("a.xml", "<testsuite><testcase name='a'>");
        folder.write("b.json", "");

        assertThat(advice("a.xml")).startsWith("Run the tool that writes it again");
        assertThat(advice("b.json")).startsWith("Run the tool that writes it again");
    }

    @Test
    public void aWrongColumnIsToBeCorrectedWhereItIsNamed() throws IOException {
        folder.write("p.csv", "y,p\n1,1\n0,1\n");

        for (String entry : new String[] {
            "{ predictions: p.csv, label: label, prediction: p }",
            "{ predictions: p.csv, label: y, prediction: p, groups: city }",
            "{ predictions: p.csv, label: y, prediction: p, positive: ham }"
        }) {
            assertThat(advice(entry)).as(entry).startsWith("Correct the names and settings of this entry");
        }
    }

    @Test
    public void anEntityIsToBeLeftOut() throws IOException {
        folder.write(
                "a.xml",
                "<!DOCTYPE testsuite [<!ENTITY x 'y'>]><testsuite><testcase name='a'><failure>&x;</failure></testcase></testsuite>");

        assertThat(advice("a.xml")).contains("without a DOCTYPE");
    }

    @Test
    public void aPipeIsToBecomeAFile() throws IOException, InterruptedException {
        boolean made;
        try {
            made = new ProcessBuilder("mkfifo", folder.path().resolve("a.xml").toString())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            made = false;
        }
        assumeTrue("needs mkfifo", made || "1".equals(System.getenv("AI_DELIVERY_CI")));
        assertThat(made).isTrue();

        assertThat(advice("a.xml")).startsWith("Write the report to a plain file");
    }

    @Test
    public void whatIsNoSuchReportIsToBeCorrectedOrLeftOut() throws IOException {
        folder.write("a.json", "{\"a\": nonsense}");

        assertThat(advice("a.json")).startsWith("Correct what is named there");
    }

    /** Of the only file that is evidence. */
    private String advice(String entry) {
        GateSpec spec = Gate.spec("evidence: [" + entry + "]\ncriteria: [{ measure: x, min: 0 }]\n", "");
        Scorecard scorecard = GateEvaluator.evaluate(
                spec,
                new EvidenceCollector(folder.path(), Freshness.any()).collect(spec.evidence()),
                Optional.empty(),
                Gate.NOW);
        assertThat(scorecard.evidence())
                .as("evidence")
                .anyMatch(file -> file.state().isProblem());
        return scorecard.recommendations().get(0).remedy();
    }
}
