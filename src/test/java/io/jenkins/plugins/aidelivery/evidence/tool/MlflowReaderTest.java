package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class MlflowReaderTest {
    private static final String FINISHED = "mlflow/runs-get-finished.json";

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void readsTheMetricsOfAFinishedRun() throws Exception {
        assertThat(folder.readFixture(FINISHED))
                .isRead()
                .has("mlflow.accuracy", 0.9777777777777777, Unit.RATIO, Direction.HIGHER)
                .has("mlflow.log_loss", 0.1648971137426569, Unit.NUMBER, Direction.LOWER)
                .has("mlflow.rows", 45, Unit.NUMBER, Direction.NONE)
                .has("mlflow.late", 0.5);
    }

    @Test
    public void valuesThatAreNotFiniteAreErrors() throws Exception {
        assertThat(folder.readFixture(FINISHED))
                .hasUnusable("mlflow.calibration_slope", Status.State.ERROR, "NaN")
                .hasUnusable("mlflow.max_weight", Status.State.ERROR, "infinite", "1.7976931348623157E308")
                .hasUnusable("mlflow.min_weight", Status.State.ERROR, "infinite");
    }

    @Test
    public void onlyAFinishedRunIsEvidence() throws Exception {
        for (String state : new String[] {"failed", "killed", "running", "deleted"}) {
            assertThat(folder.readFixture("mlflow/runs-get-" + state + ".json"))
                    .hasUnusable(
                            "mlflow.accuracy",
                            Status.State.ERROR,
                            "the run '",
                            "finish".substring(0, state.equals("deleted") ? 0 : 6));
        }
        assertThat(folder.readFixture("mlflow/runs-get-deleted.json"))
                .hasUnusable("mlflow.accuracy", Status.State.ERROR, "is deleted");
        folder.write("a.json", EvidenceFolder.text(FINISHED).replace("\"FINISHED\"", "\"\""));
        assertThat(folder.read("a.json")).hasUnusable("mlflow.accuracy", Status.State.ERROR, "has no status");
    }

    @Test
    public void severalRunsAreSlices() throws Exception {
        assertThat(folder.readFixture("mlflow/runs-search.json"))
                .has("mlflow.accuracy[run=candidate]", 0.9777777777777777)
                .hasUnusable("mlflow.accuracy[run=running]", Status.State.ERROR, "RUNNING")
                .hasUnusable("mlflow.accuracy[run=failing]", Status.State.ERROR, "FAILED")
                .lacks("mlflow.accuracy");
    }

    @Test
    public void runsOfOneNameAreToldApartByTheirIds() throws Exception {
        String report = EvidenceFolder.text("mlflow/runs-search.json")
                .replace("\"run_name\": \"running\"", "\"run_name\": \"candidate\"");
        folder.write("a.json", report);
        assertThat(folder.read("a.json"))
                .has("mlflow.accuracy[run=12e2229fbfa744adb396c482bb5ba469]", 0.9777777777777777)
                .hasUnusable("mlflow.accuracy[run=8feb333f9bed49258d2e15eb75ae7121]", Status.State.ERROR);
    }

    @Test
    public void onePageOfASearchSaysSo() throws Exception {
        folder.copy("mlflow/runs-search-page-1.json");
        assertThat(folder.read("runs-search-page-1.json"))
                .hasFile("runs-search-page-1.json", State.READ, "there are more runs than these 2");
    }

    @Test
    public void aSearchWithOneRunHasNoSlices() throws Exception {
        String run = EvidenceFolder.text(FINISHED).strip();
        String inner = run.substring(run.indexOf(':') + 1, run.length() - 1);
        folder.write("a.json", "{\"runs\":[" + inner + "]}");
        assertThat(folder.read("a.json")).isRead().has("mlflow.accuracy", 0.9777777777777777);
    }

    @Test
    public void anAnswerThatIsAnErrorIsToldAsIs() throws Exception {
        assertThat(folder.readFixture("mlflow/runs-get-unknown.json"))
                .isRefused("RESOURCE_DOES_NOT_EXIST", "not found");
    }

    @Test
    public void anAnswerOfNothingIsNoEvidence() throws Exception {
        assertThat(folder.readFixture("mlflow/runs-search-none.json")).isRefused("not a report in any format");
    }

    @Test
    public void aHistoryIsNoRun() throws Exception {
        folder.copy(FINISHED, "mlflow/get-history-accuracy.json");
        assertThat(folder.read("*.json"))
                .hasFile("get-history-accuracy.json", State.IGNORED)
                .has("mlflow.accuracy", 0.9777777777777777);
    }

    @Test
    public void theLargestStepIsTheLastValue() throws Exception {
        folder.write(
                "a.json",
                run("{'key':'m','value':1,'step':'10','timestamp':'5'},{'key':'m','value':2,'step':2,'timestamp':9},"
                        + "{'key':'k','value':3,'timestamp':'7'},{'key':'k','value':4,'timestamp':'8'}"));
        assertThat(folder.read("a.json")).isRead().has("mlflow.m", 1).has("mlflow.k", 4);
    }

    @Test
    public void metricsOfSeveralDataSetsAreSlices() throws Exception {
        folder.write(
                "a.json",
                run("{'key':'m','value':1,'dataset_name':'test'},{'key':'m','value':2,'dataset_name':'train'}"));
        assertThat(folder.read("a.json")).has("mlflow.m[dataset=test]", 1).has("mlflow.m[dataset=train]", 2);
    }

    @Test
    public void aRunWithoutMetricsIsNoEvidence() throws Exception {
        folder.write("a.json", run("").replace("FINISHED", "RUNNING"));
        assertThat(folder.read("a.json")).isRefused("no metrics", "not finished");
    }

    @Test
    public void complainsOfATextWhereANumberBelongs() throws Exception {
        folder.write("a.json", run("{'key':'m','value':'0.93'}"));
        assertThat(folder.read("a.json")).isRefused("/run/data/metrics/0/value", "\"0.93\"");
    }

    @Test
    public void itsEndTellsTheAge() throws Exception {
        folder.copy(FINISHED);
        Instant later = Instant.parse("2026-11-21T10:00:00Z");
        EvidenceEntry entry = new EvidenceEntry("runs-get-finished.json", "", 86400, new EvidenceEntry.Reports());
        Freshness freshness = new Freshness(later, later);
        assertThat(folder.read(freshness, List.of(EvidenceFolder.entry("runs-get-finished.json"))))
                .hasUnusable("mlflow.accuracy", Status.State.STALE, "2026-11-21 09:23:19");
        assertThat(folder.read(freshness, List.of(entry))).isRead().has("mlflow.accuracy", 0.9777777777777777);
    }

    private static String run(String metrics) {
        return ("{'run':{'info':{'run_id':'x','run_name':'r','status':'FINISHED'},'data':{'metrics':[" + metrics
                        + "]}}}")
                .replace('\'', '"');
    }
}
