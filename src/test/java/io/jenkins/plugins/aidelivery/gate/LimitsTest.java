package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.within;
import static io.jenkins.plugins.aidelivery.measure.Measured.badShare;
import static io.jenkins.plugins.aidelivery.measure.Measured.bytes;
import static io.jenkins.plugins.aidelivery.measure.Measured.count;
import static io.jenkins.plugins.aidelivery.measure.Measured.figure;
import static io.jenkins.plugins.aidelivery.measure.Measured.meanSeconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.of;
import static io.jenkins.plugins.aidelivery.measure.Measured.points;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.share;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** Minimum and maximum, of the plain value and of the whole interval, and the units in which they are written. */
public class LimitsTest {
    @Test
    public void aMinimumIsKeptByWhatReachesIt() {
        Gate gate = gate("criteria: [{ measure: f1, min: 0.8 }]");

        assertThat(gate.given(ratio("f1", 0.8)).judge())
                .passes("f1")
                .hasPoints("f1", 100)
                .says("f1", "0.8 ≥ 0.8");
        assertThat(gate.given(ratio("f1", 0.79)).judge())
                .fails("f1")
                .hasPoints("f1", 0)
                .says("f1", "0.79 < 0.8: 0.01 too low");
    }

    @Test
    public void aMaximumIsKeptByWhatDoesNotExceedIt() {
        Gate gate = gate("criteria: [{ measure: p99, max: 200ms }]");

        assertThat(gate.given(seconds("p99", 0.2)).judge()).passes("p99").says("p99", "200 ms ≤ 200 ms");
        assertThat(gate.given(seconds("p99", 0.25)).judge())
                .fails("p99")
                .says("p99", "250 ms > 200 ms: 50 ms too high");
    }

    @Test
    public void bothMayBeGiven() {
        Gate gate = gate("criteria: [{ measure: x, min: 1, max: 2 }]");

        assertThat(gate.given(number("x", 1.5, Direction.NONE)).judge())
                .passes("x")
                .says("x", "1.5 ≥ 1; 1.5 ≤ 2");
        assertThat(gate.given(number("x", 0.5, Direction.NONE)).judge()).fails("x");
        assertThat(gate.given(number("x", 2.5, Direction.NONE)).judge()).fails("x");
    }

    @Test
    public void theLastBitsOfADecimalDecideNothing() {
        assertThat(gate("criteria: [{ measure: x, max: 0.3 }]")
                        .given(number("x", 0.1 + 0.2, Direction.LOWER))
                        .judge())
                .passes("x")
                .says("x", "0.3 ≤ 0.3");
    }

    /** "0.8 < 0.8" would be a riddle. */
    @Test
    public void aNarrowMissIsShownWithTheFiguresThatTellIt() {
        assertThat(gate("criteria: [{ measure: f1, min: 0.8 }]")
                        .given(ratio("f1", 0.79996))
                        .judge())
                .fails("f1")
                .says("f1", "0.79996 < 0.8: 4e−5 too low");
    }

    @Test
    public void withConfidenceTheWholeIntervalMustKeepTheLimit() {
        Gate gate = gate("criteria: [{ measure: f1, min: 0.8, confidence: 95% }]");

        assertThat(gate.given(share("f1", 8500, 10000)).judge()).passes("f1");
        assertThat(gate.given(share("f1", 8050, 10000)).judge())
                .leavesOpen("f1")
                .hasPoints("f1", 50);
        assertThat(gate.given(share("f1", 7950, 10000)).judge()).leavesOpen("f1");
        assertThat(gate.given(share("f1", 7500, 10000)).judge()).fails("f1").hasPoints("f1", 0);
    }

    @Test
    public void theSameHoldsForAMaximum() {
        Gate gate = gate("criteria: [{ measure: errors, max: 5%, confidence: 95% }]");

        assertThat(gate.given(badShare("errors", 300, 10000)).judge()).passes("errors");
        assertThat(gate.given(badShare("errors", 490, 10000)).judge()).leavesOpen("errors");
        assertThat(gate.given(badShare("errors", 510, 10000)).judge()).leavesOpen("errors");
        assertThat(gate.given(badShare("errors", 700, 10000)).judge()).fails("errors");
    }

    @Test
    public void intervalsFollowFromHowAValueCameAbout() {
        assertInterval(share("x", 8000, 10000), 0.7920, 0.8077);
        assertInterval(figure("x", 0.8, 10000), 0.7920, 0.8077);
        assertInterval(meanSeconds("x", 0.2, 10001, 0.01), 0.1804, 0.2196);
        assertInterval(
                of(
                        "x",
                        Amount.value(0.1, Unit.RATIO, Direction.LOWER)
                                .with(new Sampling.Difference(
                                        new Sampling.Counts(5000, 10000), new Sampling.Counts(4000, 10000)))),
                0.0863,
                0.1136);
        // Passed 1,000 times out of 1,000 is not "always".
        assertInterval(
                of("x", Amount.value(1, Unit.RATIO, Direction.HIGHER).with(new Sampling.Mean(1000, 0))), 0.9962, 1);
    }

    @Test
    public void withoutObservationsNothingCanBeProved() {
        Gate gate = gate("criteria: [{ measure: f1, min: 0.8, confidence: 95% }]");
        String sentence = ": how sure this is can't be said at 95 %, because the evidence doesn't tell how many"
                + " observations are behind it";

        assertThat(gate.given(ratio("f1", 0.99)).judge()).leavesOpen("f1").says("f1", "0.99" + sentence);
        assertThat(gate.given(of(
                                "f1",
                                Amount.value(0.99, Unit.RATIO, Direction.HIGHER).with(new Sampling.Mean(1, 0.001))))
                        .judge())
                .leavesOpen("f1");
    }

    /** The advice "needs n ≥ …" must be good: with so many observations and the same share there is a decision. */
    @Test
    public void theNumberOfObservationsThatIsAskedForIsEnough() {
        double[][] cases = {{0.09, 0.10, 2350}, {0.11, 0.10, 900}, {0.667, 0.6, 3}, {0.55, 0.6, 40}, {0.985, 0.99, 400}
        };
        for (String limit : new String[] {"min", "max"}) {
            for (double[] each : cases) {
                Gate gate = gate("criteria: [{ measure: x, " + limit + ": " + each[1] + ", confidence: 95% }]");
                Scorecard open = gate.given(share("x", Math.round(each[0] * each[2]), (long) each[2]))
                        .judge();
                assertThat(open).leavesOpen("x");
                double shown =
                        open.dimensions().get(0).criteria().get(0).observed().value();
                long needed = needed(assertThat(open).criterion("x").reason());
                Scorecard decided = gate.given(share("x", Math.round(shown * needed * 10), needed * 10))
                        .judge();
                Scorecard nearly = gate.given(figure("x", shown, needed)).judge();
                Scorecard tooFew =
                        gate.given(figure("x", shown, needed * 8 / 10)).judge();
                assertThat(assertThat(nearly).criterion("x").outcome())
                        .as("%s %s with %d", limit, shown, needed)
                        .isIn(Outcome.PASS, Outcome.FAIL);
                assertThat(tooFew).leavesOpen("x");
                assertThat(assertThat(decided).criterion("x").outcome()).isNotEqualTo(Outcome.INCONCLUSIVE);
            }
        }
    }

    @Test
    public void theNumberForAMeanScalesWithTheRoot() {
        Scorecard open = gate("criteria: [{ measure: x, max: 210ms, confidence: 95% }]")
                .given(meanSeconds("x", 0.2, 10001, 0.01))
                .judge();

        // The half width is 19.6 ms and should be 10 ms: (1.96)² as many.
        assertThat((double) needed(assertThat(open).criterion("x").reason())).isCloseTo(38_400, within(700.0));
    }

    @Test
    public void aDurationOrSizeNeedsAUnit() {
        assertThat(gate("criteria: [{ measure: p99, max: 200 }]")
                        .given(seconds("p99", 0.1))
                        .judge())
                .cannotUse("p99")
                .says("p99", "the limit 200 has no unit, but the measure (100 ms) has one: write 200ms or 200s");
        assertThat(gate("criteria: [{ measure: m, max: 512 }]")
                        .given(bytes("m", 1e6))
                        .judge())
                .cannotUse("m")
                .says("m", "the limit 512 has no unit, but the measure (976.6 KiB) has one: write 512MB");
        assertThat(gate("criteria: [{ measure: p99, target: 200 }]")
                        .given(seconds("p99", 0.1))
                        .judge())
                .cannotUse("p99");
    }

    @Test
    public void zeroIsZeroInEveryUnit() {
        assertThat(gate("criteria: [{ measure: p99, min: 0 }]")
                        .given(seconds("p99", 0.1))
                        .judge())
                .passes("p99");
    }

    @Test
    public void aLimitAboveOneOnAShareIsAnError() {
        for (String limit : new String[] {"min: 80", "max: 1.5", "target: 95", "max: -0.1", "min: 101%"}) {
            assertThat(gate("criteria: [{ measure: f1, " + limit + " }]")
                            .given(ratio("f1", 0.9))
                            .judge())
                    .cannotUse("f1");
        }
        assertThat(gate("criteria: [{ measure: f1, min: 80 }]")
                        .given(ratio("f1", 0.9))
                        .judge())
                .says(
                        "f1",
                        "the measure is a share between 0 and 1, so a limit of 80 would decide nothing; did you mean 80%?");
    }

    @Test
    public void aWrongUnitIsAnError() {
        assertThat(gate("criteria: [{ measure: p99, max: 2GiB }]")
                        .given(seconds("p99", 0.1))
                        .judge())
                .cannotUse("p99")
                .says("p99", "the limit 2 GiB is in bytes, but the measure (100 ms) is in seconds");
        assertThat(gate("criteria: [{ measure: n, max: 95% }]")
                        .given(count("n", 3))
                        .judge())
                .cannotUse("n");
        assertThat(gate("criteria: [{ measure: n, max: 3ms }]")
                        .given(number("n", 3, Direction.LOWER))
                        .judge())
                .cannotUse("n");
        assertThat(gate("criteria: [{ measure: s, min: 80% }]")
                        .given(points("s", 90))
                        .judge())
                .cannotUse("s");
    }

    @Test
    public void perCentAndPlainNumbersGoTogether() {
        assertThat(gate("criteria: [{ measure: x, max: 50% }]")
                        .given(number("x", 0.4, Direction.LOWER))
                        .judge())
                .passes("x");
        assertThat(gate("criteria: [{ measure: x, max: 0.5 }]")
                        .given(ratio("x", 0.4))
                        .judge())
                .passes("x");
        assertThat(gate("criteria: [{ measure: x, min: 100 }]")
                        .given(of("x", Amount.value(120, Unit.PER_SECOND, Direction.HIGHER)))
                        .judge())
                .passes("x")
                .says("x", "120 /s ≥ 100 /s");
        assertThat(gate("criteria: [{ measure: x, max: 0.05 }]")
                        .given(of("x", Amount.value(0.04, Unit.DOLLARS, Direction.LOWER)))
                        .judge())
                .passes("x")
                .says("x", "$0.04 ≤ $0.05");
    }

    @Test
    public void aLimitInPerCentIsHeldAgainstAValueInPerCent() {
        Scorecard scorecard = gate(
                        "criteria:",
                        "  - { measure: rate, min: 100% }",
                        "  - { id: sure, measure: rate, min: 50%, confidence: 95% }",
                        "  - { id: near, measure: near, min: 100% }")
                .given(share("rate", 20, 21), ratio("near", 0.999999))
                .judge();

        assertThat(scorecard)
                .says("rate", "95.24 % < 100 %: 4.762 percentage points too low")
                .says("sure", "95.24 % [77.33 %, 99.15 %] ≥ 50 % at 95 %")
                .says("near", "99.9999 % < 100 %: 0.0001 percentage points too low");
        assertThat(assertThat(scorecard).criterion("rate").limit()).isEqualTo("≥ 100 %");
        assertThat(gate("criteria: [{ measure: rate, min: 100% }]")
                        .given(share("rate", 20, 20))
                        .judge())
                .says("rate", "100 % ≥ 100 %");
    }

    /** The largest share less the smallest: below 0 there is nothing, whatever the formula says. */
    @Test
    public void anIntervalEndsWhereTheMeasureEnds() {
        Amount gap = new Amount(
                0.05,
                Unit.RATIO,
                Direction.LOWER,
                new Sampling.Difference(new Sampling.Counts(20, 40), new Sampling.Counts(18, 40)));
        Scorecard scorecard = gate(
                        "criteria:",
                        "  - { measure: gap, max: 0.5, confidence: 95% }",
                        "  - { measure: time, max: 1h, confidence: 95% }")
                .given(of("gap", gap), meanSeconds("time", 1, 5, 2))
                .judge();

        assertThat(assertThat(scorecard).criterion("gap").observed().low()).isZero();
        assertThat(assertThat(scorecard).criterion("time").observed().low()).isZero();
        assertThat(scorecard).passes("gap", "time");
    }

    @Test
    public void theLimitIsShownAsItIsApplied() {
        assertThat(limit("{ measure: p99, max: 200ms, target: 0.1s }", seconds("p99", 0.1)))
                .isEqualTo("≤ 200 ms, target 100 ms");
        assertThat(limit("{ measure: f1, min: 80%, confidence: 99% }", ratio("f1", 0.9)))
                .isEqualTo("≥ 80 % at 99 %");
        assertThat(limit("{ measure: f1, min: 0.5, baseline: { max-drop: 1% } }", ratio("f1", 0.9)))
                .isEqualTo("≥ 0.5, drop ≤ 1 %");
        assertThat(limit("{ measure: nobody, min: 0.5 }", ratio("f1", 0.9))).isEqualTo("≥ 0.5");
    }

    private static String limit(String criterion, Measure measure) {
        Scorecard scorecard =
                gate("criteria: [" + criterion + "]").given(measure).judge();
        return scorecard.dimensions().get(0).criteria().get(0).limit();
    }

    private static void assertInterval(Measure measure, double low, double high) {
        String side = measure.amount().unit() == Unit.SECONDS ? "max: 1h" : "min: 0";
        Scorecard scorecard =
                gate("criteria: [{ measure: x, " + side + " }]").given(measure).judge();
        Scorecard.Observed observed =
                scorecard.dimensions().get(0).criteria().get(0).observed();
        assertThat(observed.low()).as("low end").isCloseTo(low, within(1e-3));
        assertThat(observed.high()).as("high end").isCloseTo(high, within(1e-3));
    }

    private static long needed(String reason) {
        Matcher match =
                Pattern.compile("needs n ≥ ([0-9,]+) \\(has [0-9,]+\\)$").matcher(reason);
        assertThat(match.find()).as(reason).isTrue();
        return Long.parseLong(match.group(1).replace(",", ""));
    }
}
