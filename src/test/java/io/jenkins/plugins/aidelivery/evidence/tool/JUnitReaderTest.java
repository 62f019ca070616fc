package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class JUnitReaderTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void countsTheCasesOfEveryToolOneByOne() throws Exception {
        // file; cases, passed, failures, errors, skipped as ORIGIN.md has them
        check("junit/pytest.xml", 20, 13, 2, 2, 3);
        check("junit/pytest-xunit1-logging.xml", 20, 13, 2, 2, 3);
        check("junit/pytest-all-passed.xml", 7, 7, 0, 0, 0);
        check("junit/pytest-collection-error.xml", 1, 0, 0, 1, 0);
        check("junit/gotestsum.xml", 9, 5, 3, 0, 1);
        check("junit/gotestsum-all-passed.xml", 5, 5, 0, 0, 0);
        check("junit/go-junit-report.xml", 7, 5, 1, 0, 1);
        check("junit/vitest.xml", 12, 6, 3, 0, 3);
        check("junit/jest-junit.xml", 6, 4, 1, 0, 1);
        check("junit/ruff.xml", 15, 0, 15, 0, 0);
        check("promptfoo/results.junit.xml", 14, 7, 3, 4, 0);
        check("promptfoo/clean.junit.xml", 2, 2, 0, 0, 0);
        check("promptfoo/repeat-3.junit.xml", 6, 4, 2, 0, 0);
    }

    private void check(String fixture, long total, long passed, long failed, long errors, long skipped)
            throws Exception {
        assertThat(folder.readFixture(fixture))
                .isRead()
                .has("tests.total", total, Unit.COUNT, Direction.HIGHER)
                .has("tests.passed", passed, Unit.COUNT, Direction.HIGHER)
                .has("tests.failed", failed, Unit.COUNT, Direction.LOWER)
                .has("tests.errors", errors, Unit.COUNT, Direction.LOWER)
                .has("tests.skipped", skipped, Unit.COUNT, Direction.LOWER)
                .hasCounts("tests.success_rate", passed, total - skipped);
    }

    @Test
    public void theReportIsAsOldAsItsEarliestSuite() throws Exception {
        for (String old : new String[] {"2026-11-21T09:00:00Z", "2026-11-21T10:00:00.5+01:00"}) {
            assertThat(judged("2026-11-21T12:00:00Z", old)).as(old).isEqualTo(State.STALE);
        }
        assertThat(judged("2026-11-21T12:00:00Z", "2026-11-21T11:30:00Z")).isEqualTo(State.READ);
    }

    /** Without a time zone nobody knows when that was, and nobody tested anything in the year 1. */
    @Test
    public void aTimeThatIsInDoubtDoesNotCount() throws Exception {
        for (String doubtful : new String[] {"2026-11-21T09:00:00", "0001-01-01T00:00:00Z", "yesterday", ""}) {
            assertThat(judged("2026-11-21T12:00:00Z", doubtful)).as(doubtful).isEqualTo(State.READ);
        }
    }

    /** In a build that started at 11. */
    private State judged(String one, String other) throws Exception {
        String suite = "<testsuite timestamp='%s'><testcase name='a'/></testsuite>";
        String name = folder.write(
                "TEST-a.xml",
                "<testsuites>" + String.format(suite, one) + String.format(suite, other) + "</testsuites>");
        Instant started = Instant.parse("2026-11-21T11:00:00Z");
        Files.setLastModifiedTime(folder.path().resolve(name), FileTime.from(started.plusSeconds(7200)));
        return folder.read(new Freshness(started.plusSeconds(7200), started), List.of(EvidenceFolder.entry(name)))
                .files()
                .get(0)
                .state();
    }

    @Test
    public void addsUpTheFilesOfOneRun() throws Exception {
        folder.copy("junit/surefire/TEST-example.RiskTest.xml", "junit/surefire/TEST-example.SetupFailsTest.xml");
        assertThat(folder.read("TEST-*.xml"))
                .isRead()
                .has("tests.total", 12)
                .has("tests.passed", 6)
                .has("tests.failed", 2)
                .has("tests.errors", 2)
                .has("tests.flaky", 0)
                .hasCounts("tests.success_rate", 6, 10);
    }

    @Test
    public void aCaseThatPassedWhenItWasRunAgainIsPassedAndFlaky() throws Exception {
        assertThat(folder.readFixture("junit/surefire-rerun/TEST-example.RiskTest.xml"))
                .has("tests.passed", 7)
                .has("tests.failed", 1)
                .has("tests.errors", 1)
                .has("tests.flaky", 1, Unit.COUNT, Direction.LOWER);
    }

    @Test
    public void sumsTheDurations() throws Exception {
        folder.write("a.xml", "<testsuite><testcase time='1,234.5'/><testcase time=''/><testcase/></testsuite>");
        assertThat(folder.read("a.xml")).has("tests.duration", 1234.5, Unit.SECONDS, Direction.LOWER);
    }

    @Test
    public void complainsOfADurationThatIsNone() throws Exception {
        folder.write("a.xml", "<testsuite>\n<testcase time='soon'/></testsuite>");
        assertThat(folder.read("a.xml")).isRefused("line 2", "'soon'");
        folder.write("a.xml", "<testsuite>\n<testcase time='NaN'/></testsuite>");
        assertThat(folder.read("a.xml")).isRefused("line 2", "'NaN'");
    }

    @Test
    public void aReportOfNothingIsNoEvidence() throws Exception {
        assertThat(folder.readFixture("junit/pytest-no-tests.xml")).isRefused("no test case");
    }

    @Test
    public void aReportOfNothingBesideOthersIsAllRight() throws Exception {
        folder.copy("junit/pytest-no-tests.xml", "junit/pytest-all-passed.xml");
        assertThat(folder.read("*.xml"))
                .isRead()
                .hasFile("pytest-no-tests.xml", State.READ, "no test case")
                .has("tests.total", 7);
    }

    @Test
    public void reportsOfNothingOnlyAreMissing() throws Exception {
        folder.copy("junit/pytest-no-tests.xml");
        folder.write("b.xml", "<testsuite tests='0'/>");
        assertThat(folder.read("*.xml")).hasNoMeasures().hasFile("*.xml", State.MISSING, "holds a result");
    }

    @Test
    public void aRunThatSkippedEverythingHasNoSuccessRate() throws Exception {
        folder.write("a.xml", "<testsuite><testcase><skipped/></testcase></testsuite>");
        assertThat(folder.read("a.xml"))
                .isRead()
                .has("tests.skipped", 1)
                .lacks("tests.success_rate")
                .hasFile("a.xml", State.READ, "every test case was skipped");
    }

    @Test
    public void promptfoosXmlIsNoJUnitReport() throws Exception {
        folder.copy("promptfoo/clean.xml", "promptfoo/clean.junit.xml");
        assertThat(folder.read("*.xml")).has("tests.total", 2).hasFile("clean.xml", State.IGNORED);
    }
}
