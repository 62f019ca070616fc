package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.paired;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.share;
import static io.jenkins.plugins.aidelivery.measure.Measured.slice;

import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.util.List;
import org.junit.Test;

/** Weights, weighted means, and points off for regressions. */
public class ScoresTest {
    @Test
    public void aDimensionsScoreIsTheWeightedMeanOfItsCriteria() {
        assertThat(gate(
                                "overall: 0",
                                "criteria:",
                                "  - { measure: a, target: 100%, weight: 0.7 }",
                                "  - { measure: b, target: 100%, weight: 0.3 }")
                        .given(ratio("a", 0.8), ratio("b", 0.5))
                        .judge())
                .hasScore("quality", 71)
                .hasScore(71);
    }

    @Test
    public void withoutWeightsEveryCriterionHasTheSameShare() {
        assertThat(gate(
                                "overall: 0",
                                "criteria: [{ measure: a, target: 1 }, { measure: b, target: 1 }, { measure: c, target: 1 }]")
                        .given(ratio("a", 0.9), ratio("b", 0.6), ratio("c", 0.3))
                        .judge())
                .hasScore(60);
    }

    @Test
    public void theOverallScoreIsTheWeightedMeanOfTheDimensions() {
        Gate gate = gate(
                "overall: 0",
                "dimensions:",
                "  a: { weight: 0.8, threshold: 0, criteria: [{ measure: a, target: 1 }] }",
                "  b: { weight: 0.2, threshold: 0, criteria: [{ measure: b, target: 1 }] }");

        assertThat(gate.given(ratio("a", 0.9), ratio("b", 0.4)).judge())
                .hasScore("a", 90)
                .hasScore("b", 40)
                .hasScore(80);
    }

    @Test
    public void whatDoesNotCountLeavesItsWeightToTheOthers() {
        Gate gate = gate(
                "overall: 0",
                "missing-evidence: conditional",
                "dimensions:",
                "  a:",
                "    weight: 0.5",
                "    criteria:",
                "      - { measure: a, target: 1, weight: 0.2 }",
                "      - { measure: b, target: 1, weight: 0.2 }",
                "      - { measure: nobody, target: 1, weight: 0.6 }",
                "  c: { weight: 0.5, criteria: [{ measure: nobody, target: 1 }] }");

        assertThat(gate.given(ratio("a", 0.9), ratio("b", 0.4)).judge())
                .hasScore("a", 65)
                .hasScore(65)
                .hasOutcome("c", Outcome.MISSING);
    }

    @Test
    public void aDimensionWithoutThresholdNeedsWhatTheWholeNeeds() {
        Scorecard scorecard = gate(
                        "overall: 60",
                        "dimensions:",
                        "  a: { criteria: [{ measure: a, target: 1 }] }",
                        "  b: { threshold: 20, criteria: [{ measure: a, target: 1 }] }")
                .given(ratio("a", 0.7))
                .judge();

        assertThat(scorecard).hasThreshold("a", 60).hasThreshold("b", 20).isApproved();
        assertThat(gate("criteria: [{ measure: a, target: 1 }]")
                        .given(ratio("a", 0.9))
                        .judge())
                .hasThreshold("quality", 85);
    }

    /** 0.1 + 0.2 + 0.7 is 0.9999999999999999. */
    @Test
    public void theLastBitsOfASumDecideNothing() {
        assertThat(gate(
                                "overall: 100",
                                "criteria:",
                                "  - { measure: a, min: 1, weight: 0.1 }",
                                "  - { measure: b, min: 1, weight: 0.2 }",
                                "  - { measure: c, min: 1, weight: 0.7 }")
                        .given(ratio("a", 1), ratio("b", 1), ratio("c", 1))
                        .judge())
                .isApproved();
    }

    @Test
    public void aDimensionWithoutATitleIsCalledByItsName() {
        Scorecard scorecard = gate(
                        "dimensions:",
                        "  ai_model-validation: { criteria: [{ measure: a, min: 0 }] }",
                        "  b: { title: Security, criteria: [{ measure: a, min: 0 }] }")
                .given(ratio("a", 1))
                .judge();

        assertThat(scorecard.dimensions())
                .extracting(Scorecard.DimensionResult::title)
                .containsExactly("Ai model validation", "Security");
    }

    // --- penalties

    private static final String[] PENALTY = {
        "overall: 0",
        "dimensions:",
        "  speed:",
        "    criteria: [{ measure: p99, max: 1h }]",
        "    penalties: [{ measure: speed.regression, per-percent: 2, max: 30, tolerance: 5% }]"
    };

    @Test
    public void aRegressionCostsPointsBeyondWhatIsTolerated() {
        Gate gate = gate(PENALTY).given(seconds("p99", 1));

        assertThat(gate.judge()).hasScore("speed", 100);
        assertThat(gate.given(regression(0.05)).judge()).hasScore("speed", 100);
        assertThat(gate.given(regression(0.06)).judge()).hasScore("speed", 88);
        assertThat(gate.given(regression(0.14)).judge()).hasScore("speed", 72);
        assertThat(gate.given(regression(0.15)).judge()).hasScore("speed", 70);
        assertThat(gate.given(regression(0.9)).judge()).hasScore("speed", 70);
        assertThat(gate.given(regression(-0.9)).judge()).hasScore("speed", 100);
    }

    @Test
    public void aPenaltySaysWhatItIsFor() {
        assertThat(penalties(
                        gate(PENALTY).given(seconds("p99", 1), regression(0.08)).judge()))
                .containsExactly("16 points off: speed.regression is 8 % worse than the baseline");
        assertThat(penalties(gate(PENALTY)
                        .given(seconds("p99", 1), regression(0.0504))
                        .judge()))
                .containsExactly("10.1 points off: speed.regression is 5.04 % worse than the baseline");
    }

    @Test
    public void aRegressionThatCannotBeReadIsNotTakenForNone() {
        Scorecard scorecard = gate(PENALTY)
                .given(seconds("p99", 1), regression(0).with(Status.error("cut off")))
                .judge();

        assertThat(scorecard).hasScore("speed", 70);
        assertThat(penalties(scorecard)).containsExactly("30 points off: speed.regression can't be used: cut off");
    }

    @Test
    public void withoutEvidenceOfARegressionTheLargestAgainstTheBaselineCounts() {
        Gate gate = gate(
                "overall: 0",
                "dimensions:",
                "  speed:",
                "    criteria: [{ measure: p99, max: 1h }, { measure: rps, min: 0 }, { measure: odd, min: 0 }]",
                "    penalties: [{ measure: speed.regression, per-percent: 2, max: 30, tolerance: 5% }]");

        assertThat(gate.given(
                                seconds("p99", 1.08),
                                number("rps", 90, Direction.HIGHER),
                                number("odd", 1, Direction.NONE))
                        .accepted(
                                seconds("p99", 1),
                                number("rps", 100, Direction.HIGHER),
                                number("odd", 100, Direction.NONE))
                        .judge())
                .hasScore("speed", 80);
    }

    /** 1.05 against 1 is 5.000000000000004 %. */
    @Test
    public void theLastBitsOfARegressionCostNothing() {
        assertThat(gate(PENALTY)
                        .given(seconds("p99", 1.05))
                        .accepted(seconds("p99", 1))
                        .judge())
                .hasScore("speed", 100);
    }

    @Test
    public void fromZeroEveryWorseningIsARegression() {
        Scorecard scorecard = gate(PENALTY)
                .given(seconds("p99", 0.1))
                .accepted(seconds("p99", 0))
                .judge();

        assertThat(scorecard).hasScore("speed", 70);
        assertThat(penalties(scorecard)).containsExactly("30 points off: p99 was 0 in the baseline and is worse");
        assertThat(gate(PENALTY)
                        .given(seconds("p99", 0))
                        .accepted(seconds("p99", 0))
                        .judge())
                .hasScore("speed", 100);
    }

    @Test
    public void aComparisonOnTheSameRowsAndEverySliceCountAsWell() {
        Gate gate = gate(
                "overall: 0",
                "dimensions:",
                "  quality:",
                "    criteria: [{ measure: f1, each: class, min: 0 }]",
                "    penalties: [{ measure: regression, per-percent: 2, max: 30 }]");

        assertThat(gate.given(slice(ratio("f1", 0.9), "class", "a"), slice(ratio("f1", 0.45), "class", "b"))
                        .accepted(slice(ratio("f1", 0.9), "class", "a"), slice(ratio("f1", 0.5), "class", "b"))
                        .judge())
                .hasScore("quality", 80);
        assertThat(gate(
                                "overall: 0",
                                "dimensions:",
                                "  quality:",
                                "    criteria: [{ measure: f1, min: 0 }]",
                                "    penalties: [{ measure: regression, per-percent: 2, max: 30 }]")
                        .given(paired(share("f1", 90, 100), 1.0, 100, 0.01))
                        .accepted(share("f1", 90, 100))
                        .judge())
                .hasScore("quality", 80);
    }

    @Test
    public void aScoreIsNeverBelowZero() {
        assertThat(gate(
                                "overall: 0",
                                "dimensions:",
                                "  speed:",
                                "    criteria: [{ measure: p99, target: 1s }]",
                                "    penalties:",
                                "      - { measure: r, per-percent: 2, max: 100 }",
                                "      - { measure: r, per-percent: 2, max: 100 }")
                        .given(seconds("p99", 2), number("r", 0.4, Direction.NONE))
                        .judge())
                .hasScore("speed", 0);
    }

    private static Measure regression(double share) {
        return number("speed.regression", share, Direction.LOWER);
    }

    private static List<String> penalties(Scorecard scorecard) {
        return scorecard.dimensions().get(0).penalties();
    }
}
