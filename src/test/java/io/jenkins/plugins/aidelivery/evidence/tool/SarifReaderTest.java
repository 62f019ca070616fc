package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import org.junit.Rule;
import org.junit.Test;

public class SarifReaderTest {
    private static final String RUN =
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":%s}},\"results\":%s}]}";

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void countsTheLevelsOfEveryTool() throws Exception {
        // file, tool; total, error, warning, note, suppressed as ORIGIN.md has them
        check("ruff", "ruff", 16, 16, 0, 0, 0);
        check("ruff-syntax-error", "ruff", 2, 2, 0, 0, 0);
        check("bandit", "Bandit", 11, 2, 4, 5, 0);
        check("eslint", "ESLint", 8, 6, 2, 0, 0);
        check("eslint-suppressed", "ESLint", 1, 0, 1, 0, 1);
        check("gosec", "gosec", 4, 3, 1, 0, 0);
        check("semgrep", "Semgrep OSS", 3, 1, 1, 1, 1);
        check("spotbugs", "SpotBugs", 8, 2, 0, 6, 0);
    }

    private void check(String name, String tool, long total, long error, long warning, long note, long suppressed)
            throws Exception {
        Evidence found = folder.readFixture("sarif/" + name + ".sarif");
        for (String slice : new String[] {"", "[tool=" + tool + "]"}) {
            assertThat(found)
                    .isRead()
                    .has("findings.total" + slice, total, Unit.COUNT, Direction.LOWER)
                    .has("findings.error" + slice, error, Unit.COUNT, Direction.LOWER)
                    .has("findings.warning" + slice, warning, Unit.COUNT, Direction.LOWER)
                    .has("findings.note" + slice, note, Unit.COUNT, Direction.LOWER)
                    .has("findings.suppressed" + slice, suppressed, Unit.COUNT, Direction.LOWER);
        }
    }

    @Test
    public void aCleanScanHasCountsOfZero() throws Exception {
        for (String name : new String[] {"ruff-clean", "bandit-clean", "eslint-clean", "semgrep-clean"}) {
            assertThat(folder.readFixture("sarif/" + name + ".sarif"))
                    .isRead()
                    .has("findings.total", 0)
                    .has("findings.error", 0)
                    .has("findings.new", 0)
                    .has("findings.security.critical", 0)
                    .has("findings.security.high", 0);
        }
    }

    @Test
    public void theSameCleanScanTwiceIsNoDuplicate() throws Exception {
        folder.write("a.sarif", EvidenceFolder.text("sarif/ruff-clean.sarif"));
        folder.write("b.sarif", EvidenceFolder.text("sarif/ruff-clean.sarif"));
        assertThat(folder.read("*.sarif")).isRead().has("findings.total", 0);
    }

    @Test
    public void gradesByTheRulesSecuritySeverity() throws Exception {
        assertThat(folder.readFixture("sarif/semgrep.sarif"))
                .has("findings.security.critical", 1)
                .has("findings.security.high", 0)
                .has("findings.security.medium", 0)
                .has("findings.security.low", 0);
    }

    @Test
    public void gradesScannersWithoutANumberByTheirWordOrLevel() throws Exception {
        assertThat(folder.readFixture("sarif/bandit.sarif"))
                .has("findings.security.high", 2)
                .has("findings.security.medium", 4)
                .has("findings.security.low", 5);
        assertThat(folder.readFixture("sarif/gosec.sarif"))
                .has("findings.security.high", 0)
                .has("findings.security.medium", 3)
                .has("findings.security.low", 1);
        assertThat(folder.readFixture("sarif/ruff.sarif")).has("findings.security.high", 0);
    }

    @Test
    public void hasTheGradesOfGitHub() throws Exception {
        StringBuilder rules = new StringBuilder();
        StringBuilder results = new StringBuilder();
        for (String score : new String[] {"9.0", "8.9", "7.0", "6.9", "4.0", "3.9", "0.1", "0.0"}) {
            rules.append(",{'id':'r")
                    .append(score)
                    .append("','properties':{'security-severity':'")
                    .append(score)
                    .append("'}}");
            results.append(",{'ruleId':'r").append(score).append("'}");
        }
        assertThat(read(rules.substring(1), results.substring(1)))
                .isRead()
                .has("findings.total", 8)
                .has("findings.security.critical", 1)
                .has("findings.security.high", 2)
                .has("findings.security.medium", 2)
                .has("findings.security.low", 2);
    }

    @Test
    public void aResultsOwnSeverityAndLevelGoBeforeItsRules() throws Exception {
        String rules = "{'id':'a','defaultConfiguration':{'level':'note'},'properties':{'security-severity':5}}";
        assertThat(read(
                        rules,
                        "{'ruleId':'a','level':'error','properties':{'security-severity':'9.9'}},{'ruleId':'a'}"))
                .has("findings.error", 1)
                .has("findings.note", 1)
                .has("findings.security.critical", 1)
                .has("findings.security.medium", 1);
    }

    @Test
    public void aWordInPlaceOfTheSeverityIsUnderstood() throws Exception {
        String rules =
                "{'id':'a','properties':{'security-severity':'Critical'}},{'id':'b','properties':{'security-severity':'odd'}}";
        assertThat(read(rules, "{'ruleId':'a'},{'ruleId':'b','level':'error'}"))
                .has("findings.security.critical", 1)
                .has("findings.security.high", 1);
    }

    @Test
    public void findsRulesByIndexByIdAndInExtensions() throws Exception {
        String report = "{'version':'2.1.0','runs':[{'results':["
                + "{'ruleIndex':1},"
                + "{'rule':{'index':0}},"
                + "{'ruleId':'CA1000/1'},"
                + "{'ruleId':'x','rule':{'id':'x','index':0,'toolComponent':{'index':1}}},"
                + "{'ruleId':'unheard of','ruleIndex':77}],"
                + "'tool':{'driver':{'name':'T','rules':["
                + "{'id':'a','defaultConfiguration':{'level':'note'}},{'id':'b','defaultConfiguration':{'level':'error'}},"
                + "{'id':'CA1000','defaultConfiguration':{'level':'error'}}]},"
                + "'extensions':[{'rules':[]},{'rules':[{'id':'x','defaultConfiguration':{'level':'none'}}]}]}}]}";
        folder.write("a.sarif", report.replace('\'', '"'));
        assertThat(folder.read("a.sarif"))
                .isRead()
                .has("findings.total", 5)
                .has("findings.error", 2)
                .has("findings.note", 1)
                .has("findings.warning", 1);
    }

    @Test
    public void whatIsNotWrongDoesNotCount() throws Exception {
        assertThat(read(
                        "",
                        "{'kind':'pass'},{'kind':'open'},{'kind':'notApplicable'},{'kind':'fail'},"
                                + "{'baselineState':'absent'}"))
                .has("findings.total", 1);
    }

    @Test
    public void aSuppressionThatIsNotAcceptedDoesNotSuppress() throws Exception {
        assertThat(read(
                        "",
                        "{'suppressions':[{'kind':'external','status':'accepted'}]},"
                                + "{'suppressions':[{'kind':'external','status':'underReview'}]},"
                                + "{'suppressions':[{'kind':'inSource'},{'kind':'external','status':'rejected'}]},"
                                + "{'suppressions':[]}"))
                .has("findings.suppressed", 1)
                .has("findings.total", 3);
    }

    @Test
    public void newIsKnownOnlyWhereTheToolComparedWithABaseline() throws Exception {
        assertThat(read("", "{'baselineState':'new'},{'baselineState':'unchanged'},{'baselineState':'updated'}"))
                .has("findings.new", 1)
                .has("findings.total", 3);
        assertThat(folder.readFixture("sarif/ruff.sarif"))
                .hasUnusable("findings.new", Status.State.MISSING, "compared with no baseline");
    }

    @Test
    public void aCleanScanDoesNotHideThatAnotherComparedWithNothing() throws Exception {
        folder.copy("sarif/ruff-clean.sarif", "sarif/ruff.sarif");
        assertThat(folder.read("*.sarif"))
                .isRead()
                .has("findings.total", 16)
                .hasUnusable("findings.new", Status.State.MISSING, "no baseline");
    }

    @Test
    public void aToolThatDidNotFinishMakesErrorsOfItsCounts() throws Exception {
        assertThat(folder.readFixture("sarif/eslint-fatal.sarif"))
                .hasUnusable("findings.error", Status.State.ERROR, "ESLint", "did not finish", "Parsing error")
                .hasUnusable("findings.total[tool=ESLint]", Status.State.ERROR, "did not finish");
    }

    @Test
    public void aToolThatFailedSpoilsTheSumButNotTheOthersOwnCounts() throws Exception {
        folder.copy("sarif/eslint-fatal.sarif", "sarif/ruff.sarif");
        assertThat(folder.read("*.sarif"))
                .hasUnusable("findings.error", Status.State.ERROR, "ESLint")
                .has("findings.error[tool=ruff]", 16);
    }

    @Test
    public void whatTheToolCouldNotDoIsCountedAndTold() throws Exception {
        assertThat(folder.readFixture("sarif/bandit-parse-error.sarif"))
                .has("findings.total", 0)
                .has("findings.tool_errors", 1, Unit.COUNT, Direction.LOWER)
                .hasFile("bandit-parse-error.sarif", State.READ, "Bandit reports 1 error of its own", "syntax error");
    }

    @Test
    public void aRunWithoutAListOfResultsDidNotLook() throws Exception {
        folder.write("a.sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\"}}}]}");
        assertThat(folder.read("a.sarif")).hasUnusable("findings.total", Status.State.ERROR, "T did not look");
    }

    @Test
    public void severalRunsOfOneToolAddUp() throws Exception {
        String run = "{'tool':{'driver':{'name':'T'}},'results':[{'level':'error'}]}";
        folder.write("a.sarif", ("{'version':'2.1.0','runs':[" + run + "," + run + "]}").replace('\'', '"'));
        assertThat(folder.read("a.sarif")).has("findings.error", 2).has("findings.error[tool=T]", 2);
    }

    @Test
    public void aLevelThatDoesNotExistCountsAsAnError() throws Exception {
        assertThat(read("", "{'level':'critical'}"))
                .has("findings.error", 1)
                .hasFile("a.sarif", State.READ, "'critical'");
    }

    @Test
    public void noRunAtAllIsNoEvidence() throws Exception {
        folder.write("a.sarif", "{\"version\":\"2.1.0\",\"runs\":[]}");
        assertThat(folder.read("a.sarif")).isRefused("no tool has run");
    }

    @Test
    public void successThatIsNeitherTrueNorFalseIsComplainedOf() throws Exception {
        String report = EvidenceFolder.text("sarif/eslint-fatal.sarif")
                .replace("\"executionSuccessful\": false", "\"executionSuccessful\": \"false\"");
        folder.write("a.sarif", report);
        assertThat(folder.read("a.sarif"))
                .isRefused("/runs/0/invocations/0/executionSuccessful", "true or false was expected");
    }

    private Evidence read(String rules, String results) throws Exception {
        String report = String.format(RUN, "[" + rules + "]", "[" + results + "]");
        folder.write("a.sarif", report.replace('\'', '"'));
        return folder.read("a.sarif");
    }
}
