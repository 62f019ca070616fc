package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class CoverageReadersTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void readsJacocosCountersOfTheWhole() throws Exception {
        assertThat(folder.readFixture("jacoco/jacoco.xml"))
                .isRead()
                .has("coverage.line", 12 / 17.0, Unit.RATIO, Direction.HIGHER)
                .hasCounts("coverage.instruction", 72, 113)
                .hasCounts("coverage.branch", 9, 16)
                .hasCounts("coverage.line", 12, 17)
                .hasCounts("coverage.complexity", 5, 14)
                .hasCounts("coverage.method", 3, 6)
                .hasCounts("coverage.class", 1, 3);
    }

    @Test
    public void countsTheGroupsOfAnAggregateOnce() throws Exception {
        assertThat(folder.readFixture("jacoco/jacoco-aggregate.xml"))
                .isRead()
                .hasCounts("coverage.line", 17, 22)
                .hasCounts("coverage.branch", 13, 20);
    }

    @Test
    public void codeWithoutBranchesHasNoBranchCoverage() throws Exception {
        assertThat(folder.readFixture("jacoco/jacoco-no-branches.xml"))
                .isRead()
                .hasCounts("coverage.line", 2, 2)
                .lacks("coverage.branch");
    }

    @Test
    public void readsWhatKoverWritesWithoutJacocosDoctype() throws Exception {
        String report = EvidenceFolder.text("jacoco/jacoco.xml").replaceFirst("<!DOCTYPE[^>]*>", "");
        folder.write("kover.xml", report);
        assertThat(folder.read("kover.xml")).isRead().hasCounts("coverage.line", 12, 17);
    }

    @Test
    public void poolsTheCountsOfSeveralFiles() throws Exception {
        folder.copy("jacoco/jacoco.xml", "jacoco/jacoco-no-branches.xml");
        assertThat(folder.read("*.xml"))
                .isRead()
                .hasCounts("coverage.line", 14, 19)
                .hasCounts("coverage.branch", 9, 16);
    }

    @Test
    public void anotherToolsReportIsNotJacocos() throws Exception {
        folder.write("other.xml", "<report name='sales'><row/></report>");
        folder.copy("jacoco/jacoco.xml");
        assertThat(folder.read("*.xml")).hasFile("other.xml", State.IGNORED).hasCounts("coverage.line", 12, 17);
    }

    @Test
    public void jacocosLastSessionTellsTheAge() throws Exception {
        folder.copy("jacoco/jacoco.xml");
        Instant afterTheSession = Instant.parse("2026-11-21T09:04:10Z");
        Freshness freshness = new Freshness(afterTheSession, afterTheSession);
        assertThat(folder.read(freshness, List.of(EvidenceFolder.entry("jacoco.xml"))))
                .hasFile("jacoco.xml", State.STALE, "older than this build");
    }

    @Test
    public void aJacocoReportOfNothingIsNoEvidence() throws Exception {
        folder.write(
                "a.xml", "<!DOCTYPE report PUBLIC \"-//JACOCO//DTD Report 1.1//EN\" \"report.dtd\"><report name='a'/>");
        assertThat(folder.read("a.xml")).isRefused("covers no code");
    }

    @Test
    public void complainsOfACounterWithoutACount() throws Exception {
        folder.write("a.xml", EvidenceFolder.text("jacoco/jacoco.xml").replace("missed=\"5\"", "missed=\"-5\""));
        assertThat(folder.read("a.xml")).isRefused("line 1", "<counter>", "missed=\"-5\"");
        folder.write("a.xml", EvidenceFolder.text("jacoco/jacoco.xml").replace("missed=\"5\"", ""));
        assertThat(folder.read("a.xml")).isRefused("<counter>", "no missed");
        folder.write(
                "a.xml",
                EvidenceFolder.text("jacoco/jacoco.xml").replace("missed=\"5\"", "missed=\"" + "9".repeat(400) + "\""));
        assertThat(folder.read("a.xml")).isRefused("a count was expected");
    }

    @Test
    public void readsCoberturaOfEveryTool() throws Exception {
        assertThat(folder.readFixture("cobertura/coverage-py.xml"))
                .isRead()
                .has("coverage.line", 29 / 72.0, Unit.RATIO, Direction.HIGHER)
                .hasCounts("coverage.line", 29, 72)
                .hasCounts("coverage.branch", 9, 20);
        assertThat(folder.readFixture("cobertura/gcovr.xml"))
                .isRead()
                .hasCounts("coverage.line", 8, 12)
                .hasCounts("coverage.branch", 4, 14);
        assertThat(folder.readFixture("cobertura/vitest-v8.xml"))
                .isRead()
                .hasCounts("coverage.line", 9, 10)
                .hasCounts("coverage.branch", 8, 12);
    }

    @Test
    public void branchesThatWereNotMeasuredAreNotZeroPerCent() throws Exception {
        assertThat(folder.readFixture("cobertura/coverage-py-no-branches.xml"))
                .isRead()
                .hasCounts("coverage.line", 29, 72)
                .lacks("coverage.branch");
        assertThat(folder.readFixture("cobertura/gocover.xml"))
                .isRead()
                .hasCounts("coverage.line", 3, 12)
                .lacks("coverage.branch");
    }

    @Test
    public void countsLinesWhereAToolLeavesTheSumsOut() throws Exception {
        String report = EvidenceFolder.text("cobertura/gcovr.xml")
                .replaceFirst(
                        "lines-covered=\"8\" lines-valid=\"12\" branches-covered=\"4\" branches-valid=\"14\"", "");
        folder.write("a.xml", report);
        assertThat(folder.read("a.xml"))
                .isRead()
                .hasCounts("coverage.line", 8, 12)
                .hasCounts("coverage.branch", 4, 14);
    }

    @Test
    public void complainsOfMoreCoveredThanThereIs() throws Exception {
        folder.write(
                "a.xml",
                EvidenceFolder.text("cobertura/gcovr.xml").replace("lines-covered=\"8\"", "lines-covered=\"80\""));
        assertThat(folder.read("a.xml")).isRefused("80 of 12");
    }

    @Test
    public void aCoberturaReportOfNothingIsNoEvidence() throws Exception {
        folder.write("a.xml", "<coverage line-rate='0' lines-valid='0' lines-covered='0'/>");
        assertThat(folder.read("a.xml")).isRefused("covers no code");
    }

    @Test
    public void coberturasTimeIsInSecondsOrMilliseconds() throws Exception {
        Instant later = Instant.parse("2026-11-21T09:30:00Z");
        for (String fixture : List.of("coverage-py.xml", "gcovr.xml")) {
            folder.copy("cobertura/" + fixture);
            assertThat(folder.read(new Freshness(later, later), List.of(EvidenceFolder.entry(fixture))))
                    .hasFile(fixture, State.STALE, "2026-11-21 09:");
        }
    }
}
