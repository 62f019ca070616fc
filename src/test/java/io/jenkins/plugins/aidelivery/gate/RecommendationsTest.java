package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.tuple;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.share;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.gate.Scorecard.Recommendation;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.Test;

/** What to do (M11): what is wrong, by how much, and what usually fixes it; the most urgent first. */
public class RecommendationsTest {
    @Test
    public void everythingThatIsNotMetHasOneTheMostUrgentFirst() {
        Scorecard scorecard = gate(
                        "criteria:",
                        "  - { measure: good, min: 0.5 }",
                        "  - { measure: open, min: 0.8, confidence: 95% }",
                        "  - { measure: bad, min: 0.5 }",
                        "  - { measure: nobody, min: 0.5 }",
                        "  - { measure: worst, min: 0.5, critical: true }")
                .given(ratio("good", 1), share("open", 82, 100), ratio("bad", 0.1), ratio("worst", 0.1))
                .file("a.xml", State.BROKEN, "cut off")
                .judge();

        assertThat(scorecard).recommends("worst", "a.xml", "nobody", "bad", "open");
        assertThat(scorecard.recommendations())
                .extracting(Recommendation::dimension, Recommendation::problem)
                .contains(
                        tuple("", "cut off"),
                        tuple("quality", "0.1 < 0.5: 0.4 too low"),
                        tuple("quality", "no evidence has 'nobody'"));
    }

    @Test
    public void theSpecificationsOwnAdviceComesFirst() {
        assertThat(remedy("{ measure: f1, min: 0.9, advice: ask Ada }", "f1")).isEqualTo("ask Ada");
    }

    /** It is about a value that is not good enough, and there is none. */
    @Test
    public void whereTheEvidenceIsMissingThatIsTheAdvice() {
        assertThat(only(gate("criteria: [{ measure: f1, min: 0.9, advice: ask Ada }]")
                                .judge())
                        .remedy())
                .startsWith("Run the step that measures it");
    }

    @Test
    public void aCriterionThatDoesNotFitItsMeasureIsToBeCorrected() {
        Scorecard scorecard = gate("criteria: [{ measure: p99, max: 200 }]")
                .given(seconds("p99", 1))
                .judge();

        assertThat(only(scorecard).problem()).startsWith("the limit 200 has no unit");
        assertThat(only(scorecard).remedy()).startsWith("Correct the criterion");
    }

    @Test
    public void whatTwoFilesContradictEachOtherInIsToBeNamed() {
        Scorecard scorecard = gate("criteria: [{ measure: f1, min: 0.5 }]")
                .given(ratio("f1", 0.9), ratio("f1", 0.8))
                .judge();

        assertThat(only(scorecard).remedy()).startsWith("Two files give one measure different values");
    }

    @Test
    public void elseItIsWhatUsuallyFixesSuchAMeasure() {
        assertThat(remedy("{ measure: f1, min: 0.9 }", "f1")).contains("per-class and per-group");
        assertThat(remedy("{ measure: valid.recall_macro, min: 0.9 }", "valid.recall_macro"))
                .contains("decision threshold");
        assertThat(remedy("{ measure: precision, min: 0.9 }", "precision")).contains("hard negatives");
        assertThat(remedy("{ measure: roc_auc, min: 0.9 }", "roc_auc")).contains("separate the classes");
        assertThat(remedy("{ measure: model.fairness.disparate_impact, min: 0.9 }", "model.fairness.disparate_impact"))
                .startsWith("Look at the groups'");
        assertThat(remedy("{ measure: load_test.latency.p99, max: 0 }", "load_test.latency.p99"))
                .contains("Profile");
        assertThat(remedy("{ measure: findings.security.high, max: 0 }", "findings.security.high"))
                .contains("scanner");
        assertThat(remedy("{ measure: findings.error, max: 0 }", "findings.error"))
                .contains("analysis");
        assertThat(remedy("{ measure: coverage.line, min: 0.9 }", "coverage.line"))
                .contains("Write tests");
        assertThat(remedy("{ measure: integration_coverage.line, min: 0.9 }", "integration_coverage.line"))
                .contains("Write tests");
        assertThat(remedy("{ measure: load_test.success_rate, min: 0.9 }", "load_test.success_rate"))
                .contains("status codes");
        assertThat(remedy("{ measure: core.success_rate, min: 0.9 }", "core.success_rate"))
                .contains("first failing case");
        assertThat(remedy("{ measure: eval.gsm8k.exact_match, min: 0.9 }", "eval.gsm8k.exact_match"))
                .contains("few-shot");
        assertThat(remedy("{ measure: log_loss, max: 0 }", "log_loss")).contains("Recalibrate");
        assertThat(remedy("{ measure: rmse, max: 0 }", "rmse")).contains("residuals");
        assertThat(remedy("{ measure: memory.peak, max: 0 }", "memory.peak")).contains("leak");
        assertThat(remedy("{ measure: cost.per_request, max: 0 }", "cost.per_request"))
                .contains("prompts");
        assertThat(remedy("{ measure: load_test.throughput, min: 0.9 }", "load_test.throughput"))
                .contains("concurrency");
        assertThat(remedy("{ measure: something.else, min: 0.9 }", "something.else"))
                .contains("last accepted build");
    }

    @Test
    public void evidenceThatCannotBeUsedHasItsOwn() {
        assertThat(only(gate("criteria: [{ measure: f1, min: 0.9 }]").judge()).remedy())
                .startsWith("Run the step that measures it");
        assertThat(only(gate("criteria: [{ measure: f1, min: 0.9 }]")
                                .given(ratio("f1", 1).with(Status.error("cut off")))
                                .judge())
                        .remedy())
                .startsWith("Open the file");
        assertThat(only(gate("criteria: [{ measure: f1, min: 0.9 }]")
                                .given(ratio("f1", 1).with(Status.stale("old")))
                                .judge())
                        .remedy())
                .startsWith("Make the report again");
        assertThat(only(gate("overall: 0", "criteria: [{ measure: f1, min: 0.9, confidence: 95% }]")
                                .given(share("f1", 91, 100))
                                .judge())
                        .remedy())
                .startsWith("Measure on more data");
        for (State state : State.values()) {
            if (state.isProblem()) {
                Scorecard scorecard = gate("criteria: [{ measure: f1, min: 0 }]")
                        .given(ratio("f1", 1))
                        .file("a.xml", state, "so")
                        .judge();
                assertThat(only(scorecard).remedy()).as(state.text()).isNotBlank();
            }
        }
    }

    /** A target fails nothing; but where a score is too low, what costs most must be named. */
    @Test
    public void aMissedThresholdIsPutDownToTheCriteriaThatCostMost() {
        Scorecard scorecard = gate(
                        "criteria:",
                        "  - { measure: core.success_rate, target: 100%, weight: 0.5 }",
                        "  - { measure: coverage.line, target: 100%, weight: 0.3 }",
                        "  - { measure: fine, target: 100%, weight: 0.2 }")
                .given(ratio("core.success_rate", 0.9), ratio("coverage.line", 0.4), ratio("fine", 1))
                .judge();

        assertThat(scorecard).isRejected().recommends("coverage.line", "core.success_rate");
        assertThat(scorecard.recommendations().get(0).problem())
                .isEqualTo("0.4 is 40 % of the target 1: costs 18 points");
        assertThat(scorecard.recommendations().get(0).remedy()).contains("Write tests");
    }

    @Test
    public void aMissedOverallScoreIsPutDownToTheCriteriaThatCostMost() {
        Scorecard scorecard = gate(
                        "overall: 95",
                        "dimensions:",
                        "  a: { threshold: 90, criteria: [{ measure: a, target: 100% }] }",
                        "  b: { threshold: 90, criteria: [{ measure: b, target: 100% }] }")
                .given(ratio("a", 0.92), ratio("b", 1))
                .judge();

        assertThat(scorecard).isApproved().recommendsNothing();
        assertThat(gate(
                                "overall: 97",
                                "dimensions:",
                                "  a: { threshold: 90, criteria: [{ measure: a, target: 100% }] }",
                                "  b: { threshold: 90, criteria: [{ measure: b, target: 100% }] }")
                        .given(ratio("a", 0.92), ratio("b", 1))
                        .judge())
                .isRejected()
                .recommends("a");
    }

    @Test
    public void aPenaltyHasOneForItsDimension() {
        Scorecard scorecard = gate(
                        "overall: 0",
                        "dimensions:",
                        "  speed:",
                        "    title: Speed of answers",
                        "    criteria: [{ measure: p99, max: 1h }]",
                        "    penalties: [{ measure: r, per-percent: 2, max: 30 }]")
                .given(seconds("p99", 1), number("r", 0.1, Direction.LOWER))
                .judge();

        assertThat(scorecard).recommends("Speed of answers");
        assertThat(only(scorecard).problem()).isEqualTo("20 points off: r is 10 % worse than the baseline");
    }

    @Test
    public void noAdviceIsWrittenThatNobodyReads() throws IOException {
        Properties texts = new Properties();
        try (InputStream in = Advice.class.getResourceAsStream("Advice.properties")) {
            texts.load(in);
        }
        TreeSet<String> unused = new TreeSet<>(texts.stringPropertyNames());
        unused.removeAll(Advice.keys());

        assertThat(unused).isEmpty();
        assertThat(texts.stringPropertyNames()).containsAll(Advice.keys());
    }

    private static String remedy(String criterion, String measure) {
        Scorecard scorecard = gate("criteria: [" + criterion + "]")
                .given(number(measure, 0.5, Direction.NONE))
                .judge();
        assertThat(scorecard).isRejected();
        return only(scorecard).remedy();
    }

    private static Recommendation only(Scorecard scorecard) {
        List<Recommendation> all = scorecard.recommendations();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
