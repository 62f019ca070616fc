package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.points;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.share;

import io.jenkins.plugins.aidelivery.measure.Direction;
import org.junit.Test;

/** A target earns points in proportion, and fails nothing. */
public class TargetTest {
    @Test
    public void whereMoreIsBetterPointsAreValueOfTarget() {
        Gate gate = gate("overall: 0", "criteria: [{ measure: x, target: 80 }]");

        assertThat(gate.given(points("x", 60)).judge())
                .passes("x")
                .hasPoints("x", 75)
                .says("x", "60 points is 75 % of the target 80 points");
        assertThat(gate.given(points("x", 80)).judge()).hasPoints("x", 100);
        assertThat(gate.given(points("x", 95)).judge()).hasPoints("x", 100);
        assertThat(gate.given(points("x", 0)).judge()).passes("x").hasPoints("x", 0);
    }

    @Test
    public void whereLessIsBetterPointsAreTargetOfValue() {
        Gate gate = gate("overall: 0", "criteria: [{ measure: x, target: 100ms }]");

        assertThat(gate.given(seconds("x", 0.4)).judge()).passes("x").hasPoints("x", 25);
        assertThat(gate.given(seconds("x", 0.1)).judge()).hasPoints("x", 100);
        assertThat(gate.given(seconds("x", 0.01)).judge()).hasPoints("x", 100);
    }

    @Test
    public void aTargetOfZeroIsReachedOrNot() {
        Gate gate = gate("overall: 0", "criteria: [{ measure: x, target: 0 }]");

        assertThat(gate.given(number("x", 0, Direction.LOWER)).judge()).hasPoints("x", 100);
        assertThat(gate.given(number("x", 1, Direction.LOWER)).judge()).hasPoints("x", 0);
        assertThat(gate.given(number("x", -1, Direction.HIGHER)).judge()).hasPoints("x", 0);
    }

    /** A log-likelihood of −2 against a target of −1 has not reached it. */
    @Test
    public void belowZeroAMissIsStillAMiss() {
        Gate gate = gate("overall: 0", "criteria: [{ measure: x, target: -1 }]");

        assertThat(gate.given(number("x", -2, Direction.HIGHER)).judge()).hasPoints("x", 50);
        assertThat(gate.given(number("x", -1, Direction.HIGHER)).judge()).hasPoints("x", 100);
        assertThat(gate.given(number("x", -0.5, Direction.HIGHER)).judge()).hasPoints("x", 100);
        assertThat(gate.given(number("x", -0.5, Direction.LOWER)).judge()).hasPoints("x", 50);
        assertThat(gate.given(number("x", -2, Direction.LOWER)).judge()).hasPoints("x", 100);
        assertThat(gate.given(number("x", 3, Direction.LOWER)).judge()).hasPoints("x", 0);
        assertThat(gate("overall: 0", "criteria: [{ measure: x, target: 1 }]")
                        .given(number("x", -2, Direction.HIGHER))
                        .judge())
                .hasPoints("x", 0);
    }

    @Test
    public void aLimitDecidesAndTheTargetEarns() {
        Gate gate = gate("overall: 0", "criteria: [{ measure: x, min: 80%, target: 100% }]");

        assertThat(gate.given(ratio("x", 0.9)).judge())
                .passes("x")
                .hasPoints("x", 90)
                .says("x", "90 % ≥ 80 %; 90 % of the target");
        assertThat(gate.given(ratio("x", 0.7)).judge()).fails("x").hasPoints("x", 70);
    }

    @Test
    public void whatIsUndecidedEarnsByItsTarget() {
        Gate gate = gate("overall: 0", "criteria: [{ measure: x, min: 80%, target: 100%, confidence: 95% }]");

        assertThat(gate.given(share("x", 81, 100)).judge()).leavesOpen("x").hasPoints("x", 81);
    }

    /** Most values that are read by their place have no direction. */
    @Test
    public void withoutDirectionTheOnlyLimitSaysWhichWayIsBetter() {
        assertThat(gate("overall: 0", "criteria: [{ measure: x, max: 8, target: 2 }]")
                        .given(number("x", 4, Direction.NONE))
                        .judge())
                .passes("x")
                .hasPoints("x", 50);
        assertThat(gate("overall: 0", "criteria: [{ measure: x, min: 1, target: 8 }]")
                        .given(number("x", 4, Direction.NONE))
                        .judge())
                .passes("x")
                .hasPoints("x", 50);
    }

    @Test
    public void withoutDirectionAndLimitThereIsNoTarget() {
        String sentence = "nobody said which way this measure gets better, so it has no target;"
                + " give min or max, or the value's direction where it is read";
        assertThat(gate("criteria: [{ measure: x, target: 8 }]")
                        .given(number("x", 4, Direction.NONE))
                        .judge())
                .cannotUse("x")
                .says("x", sentence);
        assertThat(gate("criteria: [{ measure: x, min: 1, max: 9, target: 8 }]")
                        .given(number("x", 4, Direction.NONE))
                        .judge())
                .cannotUse("x");
    }

    /** 99.96 % is not all of it. */
    @Test
    public void almostTheTargetIsNotShownAsTheTarget() {
        assertThat(gate("overall: 0", "criteria: [{ measure: x, target: 100% }]")
                        .given(ratio("x", 0.9996))
                        .judge())
                .says("x", "0.9996 is 99.9 % of the target 1");
    }
}
