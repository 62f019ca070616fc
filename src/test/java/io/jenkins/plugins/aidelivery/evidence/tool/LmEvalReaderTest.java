package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class LmEvalReaderTest {
    private static final String FULL = "lm-eval/charngram-14/results_2026-11-21T09-20-14.884426.json";
    private static final String LIMITED = "lm-eval/charngram-14-limited/results_2026-11-21T09-20-35.468379.json";
    private static final String ONE = "lm-eval/one_2026-11-21T09-20-44.874456.json";

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void readsTasksWithFiltersAsSlices() throws Exception {
        assertThat(folder.readFixture(FULL))
                .isRead()
                .has("eval.colours.acc", 0.75, Unit.RATIO, Direction.HIGHER)
                .has("eval.colours.acc_norm", 0.75)
                .has("eval.sums.exact_match[filter=strict-match]", 0.1, Unit.RATIO, Direction.HIGHER)
                .has("eval.sums.exact_match[filter=flexible-extract]", 0.3)
                .lacks("eval.sums.exact_match", "eval.colours.sample_len", "eval.colours.acc_stderr");
    }

    @Test
    public void anAccuracyIsAShareOfItsDocuments() throws Exception {
        assertThat(folder.readFixture(FULL))
                .hasShare("eval.colours.acc", 12, 12)
                .hasShare("eval.sums.exact_match[filter=strict-match]", 10, 10)
                .hasShare("eval.sums.exact_match[filter=flexible-extract]", 10, 10);
    }

    @Test
    public void aMeanOfOtherValuesKeepsItsStandardError() throws Exception {
        String graded = EvidenceFolder.text(FULL)
                .replace("\"acc_stderr,none\": 0.1305582419667734", "\"acc_stderr,none\": 0.09");
        folder.write("r.json", graded);
        assertThat(folder.read("r.json"))
                .hasMean("eval.colours.acc", 12, 0.09)
                .hasMean("eval.small_suite.acc", 12, 0.09);
    }

    @Test
    public void losersAreLowerAndKnowNoPrecision() throws Exception {
        assertThat(folder.readFixture(FULL))
                .has("eval.prose.bits_per_byte", 5.8180211836901785, Unit.NUMBER, Direction.LOWER)
                .has("eval.prose.word_perplexity", 266470245.61370322, Unit.NUMBER, Direction.LOWER)
                .hasSampling("eval.prose.bits_per_byte", Sampling.UNKNOWN);
    }

    @Test
    public void aGroupsMetricIsOfTheDocumentsThatHaveIt() throws Exception {
        assertThat(folder.readFixture(FULL))
                .has("eval.small_suite.acc", 0.75)
                .hasShare("eval.small_suite.acc", 12, 12)
                .hasShare("eval.small_suite.exact_match[filter=strict-match]", 10, 10);
    }

    @Test
    public void fiveOfFiveIsNotCertain() throws Exception {
        assertThat(folder.readFixture(LIMITED)).has("eval.colours.acc", 1).hasShare("eval.colours.acc", 5, 5);
        assertThat(folder.readFixture(ONE)).has("eval.colours.acc", 1).hasShare("eval.colours.acc", 1, 1);
    }

    @Test
    public void tellsThatALimitWasSet() throws Exception {
        folder.copy(LIMITED);
        assertThat(folder.read("results_*.json"))
                .isRead()
                .hasFile(
                        "results_2026-11-21T09-20-35.468379.json",
                        State.READ,
                        "--limit",
                        "colours 5 of 12",
                        "sums 5 of 10");
    }

    @Test
    public void directionsThatNobodyTellsAreThoseThatEverybodyKnows() throws Exception {
        String report = EvidenceFolder.text(FULL)
                .replaceAll("\"(acc|acc_norm|exact_match)\": true", "\"$1\": null")
                .replaceAll("\"(word_perplexity|bits_per_byte)\": false", "\"$1\": null");
        folder.write("r.json", report);
        assertThat(folder.read("r.json"))
                .has("eval.colours.acc", 0.75, Unit.RATIO, Direction.HIGHER)
                .has("eval.prose.bits_per_byte", 5.8180211836901785, Unit.NUMBER, Direction.NONE);
    }

    @Test
    public void readsTheKeysOfOldVersions() throws Exception {
        String report = EvidenceFolder.text(FULL).replace(",none\":", "\":");
        folder.write("r.json", report);
        assertThat(folder.read("r.json"))
                .isRead()
                .has("eval.colours.acc", 0.75)
                .hasShare("eval.colours.acc", 12, 12)
                .lacks("eval.colours.acc_stderr", "eval.colours.sample_len");
        folder.write(
                "old.json",
                "{\"results\":{\"t\":{\"acc\":0.5,\"acc_stderr\":0.1}},\"versions\":{\"t\":0},\"config\":{\"model\":\"x\"}}");
        assertThat(folder.read("old.json")).isRead().has("eval.t.acc", 0.5).hasSampling("eval.t.acc", Sampling.UNKNOWN);
    }

    @Test
    public void groupsOfOldVersionsStandApart() throws Exception {
        folder.write(
                "r.json",
                "{\"results\":{\"t\":{\"alias\":\"t\",\"acc,none\":0.5}},\"groups\":{\"g\":{\"acc,none\":0.25}},\"n-shot\":{}}");
        assertThat(folder.read("r.json")).has("eval.g.acc", 0.25).has("eval.t.acc", 0.5);
    }

    @Test
    public void aValueThatIsNoneIsAnError() throws Exception {
        String report = EvidenceFolder.text(FULL)
                .replace("\"acc,none\": 0.75", "\"acc,none\": \"0.75\"")
                .replace("\"acc_norm,none\": 0.75", "\"acc_norm,none\": NaN");
        folder.write("r.json", report);
        assertThat(folder.read("r.json"))
                .hasUnusable("eval.colours.acc", Status.State.ERROR, "\"0.75\"")
                .hasUnusable("eval.colours.acc_norm", Status.State.ERROR, "not a finite number");
    }

    @Test
    public void thedateTellsTheAge() throws Exception {
        folder.write("results.json", EvidenceFolder.text(FULL));
        Instant later = Instant.parse("2026-11-21T09:30:00Z");
        assertThat(folder.read(new Freshness(later, later), List.of(EvidenceFolder.entry("results.json"))))
                .hasFile("results.json", State.STALE, "2026-11-21 09:20")
                .hasUnusable("eval.colours.acc", Status.State.STALE, "older than this build");
    }

    @Test
    public void twoModelsUnderOneNameContradictEachOther() throws Exception {
        folder.copy(FULL, "lm-eval/charngram-4/results_2026-11-21T09-20-25.469720.json");
        assertThat(folder.read("results_*.json"))
                .hasUnusable("eval.colours.acc", Status.State.ERROR, "measured twice", "'name'");
    }

    @Test
    public void twoModelsCanBeToldApartByName() throws Exception {
        String small = "results_2026-11-21T09-20-25.469720.json";
        folder.copy(FULL, "lm-eval/charngram-4/" + small);
        assertThat(folder.read(EvidenceFolder.entry("results_*14.884426.json"), EvidenceFolder.entry(small, "small")))
                .isRead()
                .has("eval.colours.acc", 0.75)
                .has("small.colours.acc", 1 / 3.0);
    }
}
