package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.w3c.dom.Element;

public class JUnitXmlTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void everyCriterionAndFileIsATestCase() {
        Html xml = xml(SampleScorecards.rejecting());

        assertThat(cases(xml))
                .containsExactly(
                        "gate verdict failure",
                        "model f1 failure",
                        "model roc_auc failure",
                        "model accuracy[each age_band] failure",
                        "software tests.success_rate ",
                        "software coverage.line ",
                        "serving load_test.latency.p99 error",
                        "evidence reports/TEST-all.xml ",
                        "evidence eval/predictions.parquet ");
        assertThat(xml.elements("testsuites").get(0).getAttribute("name")).isEqualTo("gate fraud-detector 1.4.2");
        assertThat(xml.elements("error").get(0).getAttribute("message"))
                .isEqualTo("line 12, column 3: the file ends in the middle of a value; it seems to be cut off");
        assertThat(xml.attributes("type")).containsExactly("FAIL", "fail", "fail", "fail", "error");
    }

    @Test
    public void whatIsOpenIsSkipped() {
        assertThat(cases(xml(SampleScorecards.conditional()))).contains("gate verdict skipped", "model f1 skipped");
        assertThat(xml(SampleScorecards.passing()).elements("skipped")).isEmpty();
    }

    @Test
    public void aRejectionFailsEvenIfEveryCriterionIsMet() {
        Scorecard scorecard = gate("overall: 90", "criteria: [{ measure: f1, target: 0.9 }]")
                .given(ratio("f1", 0.6))
                .judge();

        assertThat(scorecard.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(cases(xml(scorecard))).containsExactly("gate verdict failure", "quality f1 ");
        assertThat(xml(scorecard).elements("failure").get(0).getAttribute("message"))
                .startsWith("FAIL: the overall score is 66.6 and needs 90");
    }

    @Test
    public void countsAreThoseOfTheCases() {
        for (Scorecard scorecard : List.of(
                SampleScorecards.passing(),
                SampleScorecards.conditional(),
                SampleScorecards.rejecting(),
                SampleScorecards.hostile())) {
            assertCountsAreThoseOfTheCases(xml(scorecard));
        }
    }

    private static void assertCountsAreThoseOfTheCases(Html xml) {
        for (Element suite : xml.elements("testsuite")) {
            assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
            assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
            assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
            assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
        }
    }

    @Test
    public void everyColumnIsATestCase() {
        Html xml = Html.parse(JUnitXml.of(SampleDriftReports.rejecting()));

        assertThat(cases(xml))
                .containsExactly(
                        "drift verdict failure",
                        "columns id skipped",
                        "columns amount ",
                        "columns empty error",
                        "columns rate skipped",
                        "columns age failure",
                        "columns country failure",
                        "columns income failure");
        assertThat(xml.elements("testsuites").get(0).getAttribute("name")).isEqualTo("drift fraud");
        assertThat(xml.elements("error").get(0).getAttribute("message"))
                .isEqualTo("not comparable: all cells are empty in the reference");
        assertCountsAreThoseOfTheCases(xml);
        assertCountsAreThoseOfTheCases(Html.parse(JUnitXml.of(SampleDriftReports.hostile())));
    }

    @Test
    public void driftThatCantBeToldIsSkipped() {
        assertThat(cases(Html.parse(JUnitXml.of(SampleDriftReports.skipped()))))
                .containsExactly("drift verdict skipped");
        assertThat(cases(Html.parse(JUnitXml.of(SampleDriftReports.conditional()))))
                .contains("drift verdict skipped", "columns tenure skipped", "columns age failure");
        assertThat(cases(Html.parse(JUnitXml.of(SampleDriftReports.passing()))))
                .containsExactly("drift verdict ", "columns amount ", "columns country ");
    }

    @Test
    public void ourOwnReaderCountsTheSame() throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve("gate.xml"), JUnitXml.of(SampleScorecards.rejecting()));

        Evidence evidence = new EvidenceCollector(folder.getRoot().toPath(), Freshness.any())
                .collect(List.of(new EvidenceEntry("gate.xml", "", 0, new EvidenceEntry.Reports())));

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.files()).extracting(EvidenceFile::format).containsExactly("junit");
        assertThat(value(evidence, "tests.total")).isEqualTo(9);
        assertThat(value(evidence, "tests.failed")).isEqualTo(4);
        assertThat(value(evidence, "tests.errors")).isEqualTo(1);
        assertThat(value(evidence, "tests.skipped")).isZero();
    }

    @Test
    public void whatXmlCannotWriteIsReplaced() {
        String evil = "a\0b\u0001c\u001bd\ufffee\ud83df <&>\"'\t\n👾\u0085";
        Scorecard scorecard = gate("criteria: [{ measure: f1, min: 0.5 }]")
                .given(ratio("f1", 0.6))
                .file(evil, EvidenceFile.State.BROKEN, evil)
                .judge();

        Element broken = xml(scorecard).elements("testcase").get(2);

        assertThat(broken.getAttribute("name")).isEqualTo("a?b?c?d?e?f <&>\"'\t\n👾\u0085");
        assertThat(((Element) broken.getFirstChild()).getAttribute("message"))
                .isEqualTo("a?b?c?d?e?f <&>\"'\t\n👾\u0085");
    }

    private static Html xml(Scorecard scorecard) {
        return Html.parse(JUnitXml.of(scorecard));
    }

    private static List<String> cases(Html xml) {
        List<String> cases = new ArrayList<>();
        for (Element one : xml.elements("testcase")) {
            String outcome = one.hasChildNodes() ? one.getFirstChild().getNodeName() : "";
            cases.add(one.getAttribute("classname") + " " + one.getAttribute("name") + " " + outcome);
        }
        return cases;
    }

    private static String count(Element suite, String name) {
        return Integer.toString(suite.getElementsByTagName(name).getLength());
    }

    private static double value(Evidence evidence, String name) {
        return evidence.measures()
                .find(MeasureId.of(name))
                .orElseThrow()
                .amount()
                .value();
    }
}
