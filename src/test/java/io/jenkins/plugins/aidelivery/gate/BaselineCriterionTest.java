package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.measure.Measured.meanSeconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.paired;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.share;

import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.util.List;
import org.junit.Test;

/** Not worse than the accepted version, as far as chance lets one tell (M5). */
public class BaselineCriterionTest {
    private static final Gate FIVE_PER_CENT = gate("criteria: [{ measure: auc, baseline: true }]");

    @Test
    public void plainTrueTolerates5PerCentOfTheBaseline() {
        assertThat(FIVE_PER_CENT
                        .given(ratio("auc", 0.76))
                        .accepted(ratio("auc", 0.8))
                        .judge())
                .passes("auc")
                .says("auc", "was 0.8: drop 5 % ≤ 5 %");
        assertThat(FIVE_PER_CENT
                        .given(ratio("auc", 0.75))
                        .accepted(ratio("auc", 0.8))
                        .judge())
                .fails("auc")
                .says("auc", "was 0.8: drop 6.3 % > 5 %: 0.01 beyond what is tolerated");
        assertThat(FIVE_PER_CENT
                        .given(ratio("auc", 0.9))
                        .accepted(ratio("auc", 0.8))
                        .judge())
                .passes("auc")
                .says("auc", "was 0.8: rise 12.5 %");
        assertThat(FIVE_PER_CENT
                        .given(ratio("auc", 0.8))
                        .accepted(ratio("auc", 0.8))
                        .judge())
                .passes("auc")
                .says("auc", "was 0.8: unchanged");
    }

    @Test
    public void worseIsMoreWhereLessIsBetter() {
        Gate gate = gate("criteria: [{ measure: p99, baseline: { tolerance: 15% } }]");

        assertThat(gate.given(seconds("p99", 0.115))
                        .accepted(seconds("p99", 0.1))
                        .judge())
                .passes("p99");
        assertThat(gate.given(seconds("p99", 0.116))
                        .accepted(seconds("p99", 0.1))
                        .judge())
                .fails("p99");
        assertThat(gate.given(seconds("p99", 0.01))
                        .accepted(seconds("p99", 0.1))
                        .judge())
                .passes("p99");
    }

    @Test
    public void perCentAreRelativeAndPlainNumbersAbsolute() {
        Measure before = ratio("auc", 0.5);
        Measure now = ratio("auc", 0.494);

        assertThat(gate("criteria: [{ measure: auc, baseline: { max-drop: 1% } }]")
                        .given(now)
                        .accepted(before)
                        .judge())
                .fails("auc");
        assertThat(gate("criteria: [{ measure: auc, baseline: { max-drop: 0.01 } }]")
                        .given(now)
                        .accepted(before)
                        .judge())
                .passes("auc")
                .says("auc", "was 0.5: drop 0.006 ≤ 0.01");
    }

    @Test
    public void dropAndRiseAreLimitedWhateverIsBetter() {
        Gate drop = gate("criteria: [{ measure: x, baseline: { max-drop: 1 } }]");
        Gate rise = gate("criteria: [{ measure: x, baseline: { max-rise: 1 } }]");
        for (Direction direction : Direction.values()) {
            Measure before = number("x", 10, direction);
            assertThat(drop.given(number("x", 8, direction)).accepted(before).judge())
                    .fails("x");
            assertThat(drop.given(number("x", 12, direction)).accepted(before).judge())
                    .passes("x");
            assertThat(rise.given(number("x", 12, direction)).accepted(before).judge())
                    .fails("x");
            assertThat(rise.given(number("x", 8, direction)).accepted(before).judge())
                    .passes("x");
        }
    }

    @Test
    public void toleranceNeedsADirection() {
        assertThat(gate("criteria: [{ measure: x, baseline: true }]")
                        .given(number("x", 8, Direction.NONE))
                        .accepted(number("x", 8, Direction.NONE))
                        .judge())
                .cannotUse("x")
                .says(
                        "x",
                        "nobody said which way this measure gets better: give max-drop or max-rise instead of tolerance");
    }

    @Test
    public void anAbsoluteToleranceHasTheMeasuresUnit() {
        assertThat(gate("criteria: [{ measure: p99, baseline: { max-rise: 10 } }]")
                        .given(seconds("p99", 0.1))
                        .accepted(seconds("p99", 0.1))
                        .judge())
                .cannotUse("p99");
        assertThat(gate("criteria: [{ measure: p99, baseline: { max-rise: 10ms } }]")
                        .given(seconds("p99", 0.105))
                        .accepted(seconds("p99", 0.1))
                        .judge())
                .passes("p99")
                .says("p99", "was 100 ms: rise 5 ms ≤ 10 ms");
        assertThat(gate("criteria: [{ measure: p99, baseline: { max-rise: 0 } }]")
                        .given(seconds("p99", 0.105))
                        .accepted(seconds("p99", 0.1))
                        .judge())
                .fails("p99");
    }

    @Test
    public void aBaselineInAnotherUnitIsAnError() {
        assertThat(FIVE_PER_CENT
                        .given(ratio("auc", 0.8))
                        .accepted(seconds("auc", 0.8))
                        .judge())
                .cannotUse("auc")
                .says("auc", "the baseline's value is in seconds, the candidate's in ratio");
    }

    @Test
    public void withoutBaselineNothingIsComparedAndNothingHeldAgainstIt() {
        assertThat(FIVE_PER_CENT.given(ratio("auc", 0.8)).judge())
                .doesNotCompare("auc")
                .doesNotCount("auc")
                .says("auc", "no baseline to compare with yet");
        assertThat(FIVE_PER_CENT
                        .given(ratio("auc", 0.8))
                        .accepted(ratio("other", 0.8))
                        .judge())
                .doesNotCompare("auc");
        assertThat(FIVE_PER_CENT
                        .given(ratio("auc", 0.8))
                        .accepted(ratio("auc", 0.8).with(Status.error("broken")))
                        .judge())
                .doesNotCompare("auc");
    }

    @Test
    public void aLimitBesidesIsJudgedOnTheFirstRun() {
        Gate gate = gate("criteria: [{ measure: auc, min: 0.7, baseline: true }]");

        assertThat(gate.given(ratio("auc", 0.8)).judge())
                .isApproved()
                .passes("auc")
                .says("auc", "0.8 ≥ 0.7; no baseline to compare with yet");
        assertThat(gate.given(ratio("auc", 0.6)).judge()).fails("auc");
    }

    @Test
    public void aDropThatChanceExplainsIsUndecided() {
        Gate gate = gate("criteria: [{ measure: auc, baseline: { max-drop: 1% } }]");
        // 4 points of 100: chance. 4 points of 100,000: not.
        assertThat(gate.given(share("auc", 86, 100))
                        .accepted(share("auc", 90, 100))
                        .judge())
                .leavesOpen("auc");
        assertThat(gate.given(share("auc", 86_000, 100_000))
                        .accepted(share("auc", 90_000, 100_000))
                        .judge())
                .fails("auc");
        // Within the tolerance nothing is to be proved.
        assertThat(gate.given(share("auc", 90, 100))
                        .accepted(share("auc", 90, 100))
                        .judge())
                .passes("auc");
    }

    @Test
    public void howLikelyChanceIsDependsOnTheGatesConfidence() {
        // 0.90 to 0.88 of 2,000 each: p ≈ 0.043.
        Measure before = share("auc", 1800, 2000);
        Measure now = share("auc", 1760, 2000);
        String criteria = "criteria: [{ measure: auc, baseline: { max-drop: 0 } }]";

        assertThat(gate(criteria).given(now).accepted(before).judge()).fails("auc");
    }

    @Test
    public void withConfidenceOfItsOwnTheToleranceMustBeProved() {
        Gate gate = gate("criteria: [{ measure: auc, baseline: { max-drop: 1% }, confidence: 95% }]");

        assertThat(gate.given(share("auc", 90, 100))
                        .accepted(share("auc", 90, 100))
                        .judge())
                .leavesOpen("auc");
        assertThat(gate.given(share("auc", 90_000, 100_000))
                        .accepted(share("auc", 90_000, 100_000))
                        .judge())
                .passes("auc");
        assertThat(gate.given(share("auc", 86_000, 100_000))
                        .accepted(share("auc", 90_000, 100_000))
                        .judge())
                .fails("auc");
        assertThat(gate.given(ratio("auc", 0.9)).accepted(ratio("auc", 0.9)).judge())
                .leavesOpen("auc");
    }

    @Test
    public void meansAreComparedByTheirStandardErrors() {
        Gate gate = gate("criteria: [{ measure: p, baseline: { max-rise: 0 } }]");
        Measure before = meanSeconds("p", 0.100, 10_000, 0.001);

        assertThat(gate.given(meanSeconds("p", 0.102, 10_000, 0.001))
                        .accepted(before)
                        .judge())
                .leavesOpen("p");
        assertThat(gate.given(meanSeconds("p", 0.104, 10_000, 0.001))
                        .accepted(before)
                        .judge())
                .fails("p");
    }

    @Test
    public void aComparisonOnTheSameRowsTakesTheBaselinesPlace() {
        Gate gate = gate("criteria: [{ measure: auc, baseline: { max-drop: 1% } }]");
        // The stored baseline would pass it; on the same rows it is clearly worse.
        Measure worse = paired(share("auc", 860, 1000), 0.90, 1000, 0.005);
        assertThat(gate.given(worse).accepted(share("auc", 860, 1000)).judge())
                .fails("auc")
                .says(
                        "auc",
                        "was 0.9 on the same rows (McNemar, p 0.04): drop 4.4 % > 1 %: 0.031 beyond what is tolerated");
        // And no stored baseline is needed.
        assertThat(gate.given(worse).judge()).fails("auc");
        // What two separate samples can't tell, the same rows can.
        assertThat(gate.given(share("auc", 880, 1000))
                        .accepted(share("auc", 900, 1000))
                        .judge())
                .leavesOpen("auc");
        assertThat(gate.given(paired(share("auc", 880, 1000), 0.90, 1000, 0.004))
                        .judge())
                .fails("auc");
    }

    @Test
    public void aComparisonWithoutNumbersIsAnError() {
        Measure broken = share("auc", 860, 1000)
                .with(new Paired(Double.NaN, Double.NaN, new Sampling.Mean(10, 0.1), new Paired.Test("DeLong", 1)));

        assertThat(gate("criteria: [{ measure: auc, baseline: true }]")
                        .given(broken)
                        .judge())
                .cannotUse("auc");
    }

    @Test
    public void aNarrowMissIsShownWithTheFiguresThatTellIt() {
        assertThat(gate("criteria: [{ measure: auc, baseline: { max-drop: 1% } }]")
                        .given(ratio("auc", 0.98960))
                        .accepted(ratio("auc", 1))
                        .judge())
                .fails("auc")
                .says("auc", "was 1: drop 1.04 % > 1 %: 0.0004 beyond what is tolerated");
    }

    @Test
    public void fromZeroThereIsNoPercentage() {
        assertThat(gate("criteria: [{ measure: p, baseline: { max-rise: 10% } }]")
                        .given(seconds("p", 0.1))
                        .accepted(seconds("p", 0))
                        .judge())
                .fails("p")
                .says("p", "was 0 s: rise 100 ms > 10 %: 100 ms beyond what is tolerated");
    }

    @Test
    public void theScorecardSaysWhatItWasComparedWith() {
        Gate gate = FIVE_PER_CENT.given(ratio("auc", 0.8));

        assertThat(gate.accepted(ratio("auc", 0.8)).judge().baseline().note())
                .isEqualTo("compared with the accepted version 1.4.1 (fraud #41)");
        Baseline other =
                new Baseline(new Baseline.Origin("other", "dev", "", "", 0), Measures.of(List.of(ratio("auc", 0.8))));
        assertThat(gate.accepted(other).judge().baseline().note())
                .isEqualTo("compared with the accepted version of other for dev");
        Baseline none =
                new Baseline(new Baseline.Origin("model", "", "", "", 0), Measures.of(List.of(ratio("auc", 0.8))));
        assertThat(gate.in("qa").accepted(none).judge().baseline().note())
                .isEqualTo("compared with the accepted version for no environment");
    }

    @Test
    public void theFirstRunThatPassesCanBecomeTheBaseline() {
        Scorecard first = gate("criteria: [{ measure: auc, min: 0.7, baseline: true }]")
                .given(ratio("auc", 0.8))
                .judge();

        assertThat(first.mayBecomeBaseline()).isTrue();
        assertThat(first.baseline().note()).isEqualTo("there was no baseline yet to compare with");
    }

    /** Otherwise a gate that only compares would wait for a baseline for ever. */
    @Test
    public void aFirstRunThatOnlyWaitsForABaselineCanBecomeIt() {
        Scorecard first = FIVE_PER_CENT.given(ratio("auc", 0.8)).judge();

        assertThat(first).isConditional();
        assertThat(first.mayBecomeBaseline()).isTrue();
    }

    @Test
    public void nothingElseThatDidNotPassCanBecomeTheBaseline() {
        Scorecard missing = gate("criteria: [{ measure: auc, baseline: true }]").judge();
        Scorecard failed = gate("criteria: [{ measure: auc, min: 0.9, baseline: true }]")
                .given(ratio("auc", 0.8))
                .judge();
        Scorecard second = gate("overall: 0", "criteria: [{ measure: auc, baseline: true }]")
                .given(ratio("auc", 0.5))
                .accepted(ratio("auc", 0.8))
                .judge();
        Scorecard brokenFile = gate("missing-evidence: conditional", "criteria: [{ measure: auc, baseline: true }]")
                .given(ratio("auc", 0.8))
                .file("b.xml", io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State.BROKEN, "cut off")
                .judge();

        for (Scorecard scorecard : List.of(missing, failed, second, brokenFile)) {
            assertThat(scorecard.mayBecomeBaseline()).isFalse();
        }
    }
}
