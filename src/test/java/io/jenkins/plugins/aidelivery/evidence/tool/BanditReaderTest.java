package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import org.junit.Rule;
import org.junit.Test;

public class BanditReaderTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void gradesAsBanditsOwnSarifDoes() throws Exception {
        assertThat(folder.readFixture("bandit/bandit.json"))
                .isRead()
                .has("findings.total", 11)
                .has("findings.error", 2)
                .has("findings.warning", 4)
                .has("findings.note", 5)
                .has("findings.security.critical", 0)
                .has("findings.security.high", 2)
                .has("findings.security.medium", 4)
                .has("findings.security.low[tool=Bandit]", 5);
    }

    @Test
    public void tellsWhatItCouldNotScan() throws Exception {
        assertThat(folder.readFixture("bandit/bandit.json"))
                .has("findings.tool_errors", 1)
                .hasFile("bandit.json", State.READ, "could not scan ./syntax_error.py", "syntax error");
    }

    @Test
    public void aCleanScanHasCountsOfZero() throws Exception {
        assertThat(folder.readFixture("bandit/bandit-clean.json"))
                .isRead()
                .has("findings.total", 0)
                .has("findings.security.high", 0)
                .has("findings.tool_errors", 0)
                .lacks("findings.new", "findings.suppressed");
    }

    @Test
    public void complainsOfASeverityThatDoesNotExist() throws Exception {
        String report = EvidenceFolder.text("bandit/bandit.json")
                .replaceFirst("\"issue_severity\": \"LOW\"", "\"issue_severity\": \"DIRE\"");
        folder.write("a.json", report);
        assertThat(folder.read("a.json")).isRefused("/results/0/issue_severity", "\"DIRE\"");
    }
}
