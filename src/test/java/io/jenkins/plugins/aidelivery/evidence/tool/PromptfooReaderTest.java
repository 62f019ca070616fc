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

public class PromptfooReaderTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void countsRowsAlikeInAllItsForms() throws Exception {
        for (String form : new String[] {"results.json", "results.jsonl", "version-2.json"}) {
            assertThat(folder.readFixture("promptfoo/" + form))
                    .isRead()
                    .has("eval.total", 14, Unit.COUNT, Direction.HIGHER)
                    .has("eval.passed", 7, Unit.COUNT, Direction.HIGHER)
                    .has("eval.failed", 3, Unit.COUNT, Direction.LOWER)
                    .has("eval.errors", 4, Unit.COUNT, Direction.LOWER)
                    .has("eval.pass_rate", 0.5, Unit.RATIO, Direction.HIGHER)
                    .hasCounts("eval.pass_rate", 7, 14)
                    .hasCounts("eval.error_rate", 4, 14)
                    .has("eval.tokens", 108, Unit.COUNT, Direction.LOWER)
                    .has("eval.cost", 0.000216, Unit.DOLLARS, Direction.LOWER);
        }
    }

    @Test
    public void aRowThatErredDidNotPass() throws Exception {
        assertThat(folder.readFixture("promptfoo/results.json"))
                .hasCounts("eval.pass_rate[provider=rules-v1]", 3, 7)
                .hasCounts("eval.pass_rate[provider=rules-v2]", 4, 7)
                .hasCounts("eval.error_rate[provider=rules-v1]", 2, 7)
                .hasFile("results.json", State.READ, "4 rows ended in an error");
    }

    @Test
    public void scoresHaveAMeanAndItsStandardError() throws Exception {
        double[] scores = {1, 0.5, 0.85, 1, 2 / 3.0, 0, 0};
        double mean = 4.016666666666667 / 7;
        double squares = 0;
        for (double score : scores) {
            squares += (score - mean) * (score - mean);
        }
        assertThat(folder.readFixture("promptfoo/results.json"))
                .has("eval.score[provider=rules-v1]", mean, Unit.NUMBER, Direction.HIGHER)
                .hasMean("eval.score[provider=rules-v1]", 7, Math.sqrt(squares / 6 / 7));
    }

    @Test
    public void weighsNamedScoresByTheirAssertions() throws Exception {
        assertThat(folder.readFixture("promptfoo/results.json"))
                .has("eval.named.arithmetic[provider=rules-v1]", 1 / 3.0)
                .has("eval.named.arithmetic[provider=rules-v2]", 1)
                .has("eval.named.brevity", 0.4)
                .has("eval.named.coverage", 0)
                .hasShare("eval.named.arithmetic[provider=rules-v1]", 2, 9 / 5.0)
                .lacks("eval.named.robustness");
    }

    @Test
    public void latenciesAreThoseOfAnswers() throws Exception {
        // 4 8 4 7 7 of rules-v1, 5 7 3 6 6 of rules-v2; the rows that erred took 9 and 0 ms.
        assertThat(folder.readFixture("promptfoo/results.json"))
                .has("eval.latency.mean", 0.0057, Unit.SECONDS, Direction.LOWER)
                .has("eval.latency.p50", 0.006)
                .has("eval.latency.p95", 0.00755)
                .has("eval.latency.p50[provider=rules-v1]", 0.007);
    }

    @Test
    public void answersOutOfTheCacheHaveNoLatency() throws Exception {
        String report = EvidenceFolder.text("promptfoo/results.json")
                .replace("\"output\": \"5\",", "\"output\": \"5\", \"cached\": true,");
        folder.write("a.json", report);
        assertThat(folder.read("a.json"))
                .has("eval.latency.p50[provider=rules-v1]", 0.007)
                .has("eval.latency.mean[provider=rules-v1]", 0.0065)
                .hasFile("a.json", State.READ, "2 answers came out of promptfoo's cache");
    }

    @Test
    public void groupsTheRepeatsOfATest() throws Exception {
        for (String form : new String[] {"repeat-3.json", "version-2-repeat-3.json"}) {
            assertThat(folder.readFixture("promptfoo/" + form))
                    .isRead()
                    .has("eval.pass_rate", 2 / 3.0)
                    .hasCounts("eval.repeat_consistency", 0, 2)
                    .hasCounts("eval.repeat_pass_all", 0, 2)
                    .has("eval.repeat_pass_all", 0, Unit.RATIO, Direction.HIGHER)
                    .hasFile(form, State.READ, "6 rows are 2 tests");
        }
    }

    @Test
    public void repeatsThatAgreeAreConsistent() throws Exception {
        String report =
                EvidenceFolder.text("promptfoo/repeat-3.json").replace("\"success\": false", "\"success\": true");
        folder.write("a.json", report.replaceFirst("\"failures\": 2", "\"failures\": 0"));
        assertThat(folder.read("a.json"))
                .hasCounts("eval.repeat_consistency", 2, 2)
                .hasCounts("eval.repeat_pass_all", 2, 2)
                .hasShare("eval.pass_rate", 6, 2);
    }

    @Test
    public void repeatsAreNotWorthAsMuchAsTests() throws Exception {
        // Both tests pass 2 of 3: two tests that happen to agree are two observations, not six.
        assertThat(folder.readFixture("promptfoo/repeat-3.json")).hasShare("eval.pass_rate", 6, 2);
        String report = EvidenceFolder.text("promptfoo/repeat-3.json").replace("\"failures\": 2", "\"failures\": 1");
        int second = report.indexOf("\"success\": false") + 10;
        String lopsided = report.substring(0, second)
                + report.substring(second).replaceFirst("\"success\": false", "\"success\": true");
        folder.write("a.json", lopsided);
        double rate = 5 / 6.0;
        double deviations = Math.pow(2 - rate * 3, 2) + Math.pow(3 - rate * 3, 2);
        double variance = deviations * 2 / 36;
        assertThat(folder.read("a.json")).hasShare("eval.pass_rate", 6, rate * (1 - rate) / variance);
    }

    @Test
    public void aCleanRunHasNoRepeatsAndNoErrors() throws Exception {
        assertThat(folder.readFixture("promptfoo/clean.json"))
                .isRead()
                .hasCounts("eval.pass_rate", 2, 2)
                .has("eval.errors", 0)
                .has("eval.named.arithmetic", 1)
                .lacks("eval.repeat_consistency")
                .hasFile("clean.json", State.READ, "");
    }

    @Test
    public void severalPromptsAreSlices() throws Exception {
        String report = EvidenceFolder.text("promptfoo/clean.json")
                .replaceFirst("(\"label\": )\"\\{\\{question}}\"", "$1\"other\"");
        folder.write(
                "a.json",
                report.replace(
                        "\"raw\": \"What is 120 plus 3?\",\n          \"label\": \"{{question}}\"",
                        "\"raw\": \"\", \"label\": \"terse\""));
        assertThat(folder.read("a.json"))
                .hasCounts("eval.pass_rate[prompt=terse]", 1, 1)
                .hasCounts("eval.pass_rate[prompt={{question}}]", 1, 1);
    }

    @Test
    public void rowsThatLackAreMissed() throws Exception {
        String report = EvidenceFolder.text("promptfoo/results.json").replace("\"failures\": 3", "\"failures\": 5");
        folder.write("a.json", report);
        assertThat(folder.read("a.json")).isRefused("/results/stats", "9 failures and errors", "rows are missing");
    }

    @Test
    public void aRunOfNothingIsNoEvidence() throws Exception {
        folder.write("a.json", "{\"evalId\":\"x\",\"results\":{\"version\":3,\"results\":[],\"stats\":{}}}");
        assertThat(folder.read("a.json")).isRefused("/results/results", "no test was run");
    }

    @Test
    public void complainsOfARowWithoutAVerdict() throws Exception {
        String report = EvidenceFolder.text("promptfoo/results.json").replaceFirst("\"success\": false,", "");
        folder.write("a.json", report);
        assertThat(folder.read("a.json")).isRefused("/results/results/2", "'success'");
        folder.write(
                "a.json",
                EvidenceFolder.text("promptfoo/results.json")
                        .replaceFirst("\"success\": false", "\"success\": \"no\""));
        assertThat(folder.read("a.json")).isRefused("/results/results/2/success", "true or false");
        folder.write(
                "a.json",
                EvidenceFolder.text("promptfoo/results.json")
                        .replaceFirst("\"score\": 0.5,(?=\\s+\"success\")", "\"score\": \"0.5\","));
        assertThat(folder.read("a.json")).isRefused("/results/results/2/score", "the text \"0.5\"");
    }

    @Test
    public void itsTimeTellsTheAge() throws Exception {
        folder.copy("promptfoo/results.json");
        Instant later = Instant.parse("2026-11-21T10:00:00Z");
        assertThat(folder.read(new Freshness(later, later), List.of(EvidenceFolder.entry("results.json"))))
                .hasUnusable("eval.pass_rate", Status.State.STALE, "2026-11-21 09:18:27");
    }
}
