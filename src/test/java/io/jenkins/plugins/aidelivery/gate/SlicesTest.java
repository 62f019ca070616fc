package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.share;
import static io.jenkins.plugins.aidelivery.measure.Measured.slice;

import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Status;
import org.junit.Test;

/** One part of the data, or every part of it with the worst deciding (M6). */
public class SlicesTest {
    private static final Gate EACH = gate("criteria: [{ measure: accuracy, each: gender, min: 0.75 }]");

    @Test
    public void aSliceIsJudgedByItself() {
        Gate gate = gate("criteria: [{ measure: recall, slice: { class: bad }, min: 0.8 }]")
                .given(ratio("recall", 0.9), slice(ratio("recall", 0.7), "class", "bad"));

        assertThat(gate.judge()).fails("recall[class=bad]").says("recall[class=bad]", "0.7 < 0.8: 0.1 too low");
    }

    @Test
    public void theOrderOfASlicesColumnsIsNoDifference() {
        Measure both = slice(slice(ratio("recall", 0.9), "site", "2"), "class", "bad");

        assertThat(gate("criteria: [{ measure: recall, slice: { site: 2, class: bad }, min: 0.8 }]")
                        .given(both)
                        .judge())
                .passes("recall[class=bad,site=2]");
    }

    @Test
    public void aSliceThatIsNotThereIsMissingAndItsNeighboursAreNamed() {
        assertThat(gate("criteria: [{ measure: recall, slice: { class: bad }, min: 0.8 }]")
                        .given(ratio("recall", 0.9), slice(ratio("recall", 0.7), "class", "good"))
                        .judge())
                .misses("recall[class=bad]")
                .says("recall[class=bad]", "no evidence has 'recall[class=bad]'; there is recall, recall[class=good]");
    }

    @Test
    public void theWorstOfEverySliceDecides() {
        Scorecard scorecard = EACH.given(
                        ratio("accuracy", 0.1),
                        slice(ratio("accuracy", 0.9), "gender", "f"),
                        slice(ratio("accuracy", 0.6), "gender", "m"),
                        slice(ratio("accuracy", 0.7), "gender", "x"),
                        slice(ratio("accuracy", 0.2), "age", "60+"),
                        slice(slice(ratio("accuracy", 0.3), "gender", "f"), "age", "60+"))
                .judge();

        assertThat(scorecard)
                .fails("accuracy[each gender]")
                .says("accuracy[each gender]", "0.6 < 0.75: 0.15 too low (worst of 3)");
        assertThat(assertThat(scorecard).criterion("accuracy[each gender]").label())
                .isEqualTo("accuracy[gender=m]");
    }

    @Test
    public void withinTheSameOutcomeTheOneNearestToItsLimitIsShown() {
        assertWorst("min: 0.1", ratio("x", 0.9), ratio("x", 0.8), "x[g=b]");
        assertWorst("max: 10s", seconds("x", 0.9), seconds("x", 0.8), "x[g=a]");
        assertWorst("target: 95%", ratio("x", 0.9), ratio("x", 0.8), "x[g=b]");
        assertWorst("baseline: true", seconds("x", 0.9), seconds("x", 1.0), "x[g=b]");
    }

    /** A group of low quality that stayed as it was is not what the comparison is about. */
    @Test
    public void withABaselineAloneTheSliceThatLostMostIsShown() {
        Scorecard scorecard = gate("criteria: [{ measure: x, each: g, baseline: true }]")
                .given(slice(ratio("x", 0.5), "g", "low"), slice(ratio("x", 0.89), "g", "lost"))
                .accepted(slice(ratio("x", 0.5), "g", "low"), slice(ratio("x", 0.9), "g", "lost"))
                .judge();

        assertThat(scorecard).passes("x[each g]");
        assertThat(assertThat(scorecard).criterion("x[each g]").label()).isEqualTo("x[g=lost]");
    }

    /** Else a group that begins to fail could lift the score. */
    @Test
    public void thePointsAreThoseOfTheGroupThatHasFewest() {
        Scorecard scorecard = gate("overall: 0", "criteria: [{ id: it, measure: x, each: g, max: 10s, target: 1s }]")
                .given(slice(seconds("x", 10), "g", "slow"), slice(seconds("x", 11), "g", "too slow"))
                .judge();
        assertThat(scorecard).fails("it").hasPoints("it", 100.0 / 11);

        assertThat(gate(
                                "overall: 0",
                                "criteria: [{ id: it, measure: x, each: g, min: 50%, target: 100%, confidence: 95% }]")
                        .given(slice(share("x", 600, 1000), "g", "sure"), slice(share("x", 9, 10), "g", "unsure"))
                        .judge())
                .passes("it")
                .hasPoints("it", 60);
        assertThat(gate(
                                "overall: 0",
                                "criteria: [{ id: it, measure: x, each: g, min: 50%, target: 100%, confidence: 95% }]")
                        .given(slice(share("x", 600, 1000), "g", "sure"), slice(share("x", 7, 10), "g", "unsure"))
                        .judge())
                .leavesOpen("it")
                .hasPoints("it", 60);
    }

    @Test
    public void withoutAnySliceTheEvidenceIsMissing() {
        assertThat(EACH.given(ratio("accuracy", 0.9)).judge())
                .isRejected()
                .misses("accuracy[each gender]")
                .says("accuracy[each gender]", "no evidence has 'accuracy' by 'gender'");
    }

    @Test
    public void anUndecidedGroupOutweighsOneThatPasses() {
        assertThat(gate("criteria: [{ measure: x, each: g, min: 0.75, confidence: 95% }]")
                        .given(slice(share("x", 9000, 10000), "g", "big"), slice(share("x", 9, 10), "g", "small"))
                        .judge())
                .leavesOpen("x[each g]");
    }

    /** A group that fails must not hide one whose evidence is broken, which rejects. */
    @Test
    public void whatRejectsOutweighsWhatOnlyMakesConditional() {
        Measure failing = slice(ratio("accuracy", 0.7), "gender", "f");
        Measure broken = slice(ratio("accuracy", 0.9), "gender", "m").with(Status.error("cut off"));
        Gate strict = gate("overall: 0", "criteria: [{ measure: accuracy, each: gender, min: 0.75 }]");
        Gate lenient = gate(
                "overall: 0",
                "criteria: [{ measure: accuracy, each: gender, min: 0.75, missing-evidence: conditional }]");

        assertThat(strict.given(failing, broken).judge()).isRejected().cannotUse("accuracy[each gender]");
        assertThat(lenient.given(failing, broken).judge()).isConditional().fails("accuracy[each gender]");
    }

    @Test
    public void anIgnoredGroupHidesNothing() {
        Gate gate = gate(
                "overall: 0",
                "criteria:",
                "  - { measure: x, each: g, min: 0.75, confidence: 95%, missing-evidence: ignore-with-note }");
        Measure broken = slice(ratio("x", 0.9), "g", "m").with(Status.error("cut off"));

        assertThat(gate.given(broken, slice(share("x", 8, 10), "g", "f")).judge())
                .isConditional()
                .leavesOpen("x[each g]");
    }

    @Test
    public void aGroupThatIsNewIsNotCompared() {
        Scorecard scorecard = gate("criteria: [{ measure: x, each: g, baseline: true }]")
                .given(slice(ratio("x", 0.5), "g", "new"), slice(ratio("x", 0.9), "g", "known"))
                .accepted(slice(ratio("x", 0.9), "g", "known"))
                .judge();

        assertThat(scorecard).isApproved().passes("x[each g]");
    }

    private static void assertWorst(String limit, Measure a, Measure b, String worst) {
        Scorecard scorecard = gate("overall: 0", "criteria: [{ id: it, measure: x, each: g, " + limit + " }]")
                .given(slice(a, "g", "a"), slice(b, "g", "b"))
                .judge();
        assertThat(assertThat(scorecard).criterion("it").label()).as(limit).isEqualTo(worst);
    }
}
