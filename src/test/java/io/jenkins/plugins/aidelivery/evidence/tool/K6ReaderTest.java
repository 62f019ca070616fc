package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

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

public class K6ReaderTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void givesHttpFiguresNamesThatAnyLoadTestCouldHave() throws Exception {
        assertThat(folder.readFixture("k6/all-passed-handle-summary.json"))
                .isRead()
                .has("load_test.success_rate", 1, Unit.RATIO, Direction.HIGHER)
                .has("load_test.checks.success_rate", 256 / 300.0, Unit.RATIO, Direction.HIGHER)
                .has("load_test.thresholds.crossed", 0, Unit.COUNT, Direction.LOWER)
                .hasFile("all-passed-handle-summary.json", State.READ, "");
    }

    @Test
    public void convertsMillisecondsToSeconds() throws Exception {
        String report = EvidenceFolder.text("k6/handle-summary.json").replace("\"ok\": false", "\"ok\": true");
        folder.write("a.json", report);
        assertThat(folder.read("a.json"))
                .has("load_test.latency.p95", 0.001779081149999999, Unit.SECONDS, Direction.LOWER)
                .has("load_test.latency.p99", 0.00512294866)
                .has("load_test.latency.mean", 0.0005878508480392153)
                .has("load_test.latency.median", 0.000335163)
                .has("load_test.latency.min", 0.000062193)
                .has("load_test.latency.max", 0.008568155)
                .has("load_test.latency.p90", 0.0010162102000000002)
                .has("load_test.http_req_duration.p95", 0.001779081149999999, Unit.SECONDS, Direction.LOWER)
                .has("load_test.http_req_duration.count", 204, Unit.COUNT, Direction.NONE)
                .has("load_test.latency.max[name=score]", 0.003207588)
                .has("load_test.requests", 204, Unit.COUNT, Direction.HIGHER)
                .has("load_test.throughput", 5599.848035496449, Unit.PER_SECOND, Direction.HIGHER)
                .has("load_test.data_received.count", 34344, Unit.BYTES, Direction.NONE)
                .has("load_test.model_score.mean", 0.4592910282042634, Unit.NUMBER, Direction.NONE)
                .has("load_test.scoring_time.p95", 0.0016400421499999995, Unit.SECONDS, Direction.LOWER)
                .has("load_test.model_version.value", 3, Unit.NUMBER, Direction.NONE)
                .has("load_test.model_risky.rate", 0.44, Unit.RATIO, Direction.NONE)
                .has("load_test.rows_scored.count", 100)
                .lacks("load_test.latency.count");
    }

    @Test
    public void failedRequestsAreWhatTheirRateIsTrueOf() throws Exception {
        String report = EvidenceFolder.text("k6/handle-summary.json").replace("\"ok\": false", "\"ok\": true");
        folder.write("a.json", report);
        assertThat(folder.read("a.json"))
                .hasCounts("load_test.success_rate", 200, 204)
                .hasCounts("load_test.http_req_failed.rate", 4, 204)
                .has("load_test.http_req_failed.rate", 4 / 204.0, Unit.RATIO, Direction.LOWER)
                .hasCounts("load_test.checks.success_rate", 256, 304);
    }

    @Test
    public void thresholdsThatWereCrossedFailTheirMetricInBothForms() throws Exception {
        for (String form : new String[] {"handle-summary", "handle-summary-full", "summary-export"}) {
            assertThat(folder.readFixture("k6/" + form + ".json"))
                    .isRead()
                    .hasUnusable("load_test.success_rate", Status.State.FAILED, "rate<0.01", "http_req_failed")
                    .hasUnusable("load_test.http_req_failed.rate", Status.State.FAILED, "was crossed")
                    .hasUnusable("load_test.latency.p95", Status.State.FAILED, "avg<0.001", "http_req_duration")
                    .has("load_test.checks.success_rate", 256 / 304.0)
                    .hasFile(
                            form + ".json",
                            State.READ,
                            "avg<0.001 of http_req_duration",
                            "rate<0.01 of http_req_failed")
                    .has("load_test.thresholds.crossed", 2)
                    .hasCounts("load_test.thresholds.success_rate", 6, 8);
        }
    }

    @Test
    public void thresholdsThatWereKeptFailNothingInBothForms() throws Exception {
        for (String form : new String[] {"all-passed-handle-summary", "all-passed-summary-export"}) {
            assertThat(folder.readFixture("k6/" + form + ".json"))
                    .isRead()
                    .has("load_test.success_rate", 1)
                    .has("load_test.thresholds.success_rate", 1)
                    .has("load_test.thresholds.crossed", 0);
        }
    }

    @Test
    public void theFlatFormKnowsTheUnitsOfK6sOwnMetricsOnly() throws Exception {
        assertThat(folder.readFixture("k6/summary-export.json"))
                .has("load_test.iteration_duration.p95", 0.004047024699999999, Unit.SECONDS, Direction.LOWER)
                .has("load_test.data_sent.count", 19752, Unit.BYTES, Direction.NONE)
                .has("load_test.scoring_time.p95", 1.6400421499999995, Unit.NUMBER, Direction.NONE)
                .has("load_test.model_version.max", 3)
                .has("load_test.model_risky.rate", 0.44);
    }

    @Test
    public void readsTheNewMachineReadableForm() throws Exception {
        for (String form : new String[] {
            "machine-readable-handle-summary", "machine-readable-full-handle-summary", "machine-readable-summary-export"
        }) {
            assertThat(folder.readFixture("k6/" + form + ".json"))
                    .isRead()
                    .has("load_test.requests", 204)
                    .hasCounts("load_test.success_rate", 200, 204)
                    .hasCounts("load_test.checks.success_rate", 256, 304)
                    .lacks("load_test.thresholds.success_rate")
                    .hasFile(form + ".json", State.READ, "does not say whether thresholds were kept");
        }
        assertThat(folder.readFixture("k6/machine-readable-handle-summary.json"))
                .has("load_test.latency.p95", 0.0011384491, Unit.SECONDS, Direction.LOWER)
                .has("load_test.latency.max[name=score]", 0.001308392)
                .has("load_test.throughput", 204 / 0.038537688, Unit.PER_SECOND, Direction.HIGHER);
    }

    @Test
    public void theNewFormTellsItsAge() throws Exception {
        String name = folder.copy("k6/machine-readable-handle-summary.json");
        Instant later = Instant.parse("2026-11-21T10:00:00Z");
        assertThat(folder.read(new Freshness(later, later), List.of(EvidenceFolder.entry(name))))
                .hasFile(name, State.STALE, "2026-11-21 09:15:27");
    }

    @Test
    public void aTestWithoutRequestsHasNoSuccess() throws Exception {
        for (String form : new String[] {"no-requests-handle-summary", "no-requests-summary-export"}) {
            assertThat(folder.readFixture("k6/" + form + ".json"))
                    .isRead()
                    .lacks(
                            "load_test.success_rate",
                            "load_test.http_req_failed.rate",
                            "load_test.thresholds.success_rate")
                    .hasFile(form + ".json", State.READ, "http_req_failed was never recorded");
        }
    }

    @Test
    public void tagsMayHoldColonsAndMayHaveNoName() throws Exception {
        String report = EvidenceFolder.text("k6/handle-summary.json")
                .replace("http_req_duration{name:score}", "http_req_duration{url:http://a/b, odd}");
        folder.write("a.json", report);
        assertThat(folder.read("a.json")).has("load_test.latency.max[tag=odd,url=http://a/b]", 0.003207588);
    }

    @Test
    public void complainsOfFiguresThatCannotBe() throws Exception {
        String whole = EvidenceFolder.text("k6/handle-summary.json");
        folder.write("a.json", whole.replace("\"passes\": 256", "\"passes\": -256"));
        assertThat(folder.read("a.json")).isRefused("/metrics/checks/values/passes", "-256");
        folder.write("a.json", whole.replace("\"count\": 34344", "\"count\": -1"));
        assertThat(folder.read("a.json")).isRefused("/metrics/data_received/values/count", "-1");
        folder.write("a.json", whole.replace("\"count\": 34344", "\"count\": \"34344\""));
        assertThat(folder.read("a.json")).isRefused("the text \"34344\"");
        folder.write("a.json", whole.replaceFirst("\"type\": \"trend\"", "\"type\": \"trendy\""));
        assertThat(folder.read("a.json")).isRefused("/type", "a type of metric");
        folder.write("a.json", whole.replaceFirst("\"ok\": true", "\"ok\": \"yes\""));
        assertThat(folder.read("a.json")).isRefused("true or false");
        folder.write(
                "a.json",
                EvidenceFolder.text("k6/machine-readable-handle-summary.json")
                        .replace("\"matches\": 4,", "\"matches\": 400,"));
        assertThat(folder.read("a.json")).isRefused("as many hits as trials");
    }

    @Test
    public void aValueThatIsNotFiniteIsAnError() throws Exception {
        folder.write("a.json", EvidenceFolder.text("k6/handle-summary.json").replace("34344", "1e400"));
        assertThat(folder.read("a.json")).hasUnusable("load_test.data_received.count", Status.State.ERROR, "finite");
    }

    @Test
    public void aSummaryOfNothingIsNoEvidence() throws Exception {
        folder.write("a.json", "{\"root_group\":{\"path\":\"\"},\"metrics\":{}}");
        assertThat(folder.read("a.json")).isRefused("k6 recorded nothing");
    }
}
