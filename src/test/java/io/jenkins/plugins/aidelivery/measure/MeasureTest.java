package io.jenkins.plugins.aidelivery.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.util.List;
import org.junit.Test;

public class MeasureTest {
    private static final Source SOURCE = new Source("k6.json", "k6", "/metrics/p95");

    @Test
    public void nanAndInfinityAreNeverEvidence() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Measure measure = Measure.ok(MeasureId.of("f1"), Amount.value(value, Unit.RATIO, Direction.HIGHER), SOURCE);
            assertThat(measure.status()).isEqualTo(Status.error("the value is not a finite number"));
        }
    }

    @Test
    public void nanKeepsTheReasonThatItsReaderGave() {
        Measure skipped = Measure.of(
                MeasureId.of("f1"),
                Amount.value(Double.NaN, Unit.RATIO, Direction.HIGHER),
                Status.missing("no rows"),
                SOURCE);

        assertThat(skipped.status()).isEqualTo(Status.missing("no rows"));
    }

    @Test
    public void aShareOfNothingHasNoValue() {
        assertThat(Amount.share(0, 0, Direction.HIGHER).isPresent()).isFalse();
        assertThat(Measured.share("x", 0, 0).status().isOk()).isFalse();
    }

    @Test
    public void countsThatAreNoShareAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling.Counts(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling.Counts(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling.Counts(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling.Share(5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling.Share(5, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling.Mean(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling.Mean(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling.Mean(1, Double.POSITIVE_INFINITY));
    }

    @Test
    public void everythingSurvivesJson() throws Exception {
        Sampling.Counts half = new Sampling.Counts(5, 10);
        List<Sampling> samplings = List.of(
                Sampling.UNKNOWN,
                Sampling.TOTAL,
                half,
                new Sampling.Share(100, 42.5),
                new Sampling.Mean(7, 0.01),
                new Sampling.Difference(half, new Sampling.Counts(1, 10)));
        for (Sampling sampling : samplings) {
            Measure measure = Measure.ok(
                    MeasureId.of("x"),
                    Amount.value(0.4, Unit.RATIO, Direction.LOWER).with(sampling),
                    SOURCE);
            assertSurvives(measure);
        }
        for (Unit unit : Unit.values()) {
            for (Direction direction : Direction.values()) {
                assertSurvives(Measure.ok(MeasureId.of("x"), Amount.value(1.5, unit, direction), SOURCE));
            }
        }
        assertSurvives(Measured.slice(Measured.ratio("x", 0.4), "class", "\u0000\"<b>\ud83d\ude00"));
        assertSurvives(Measured.paired(Measured.ratio("x", 0.4), 0.5, 100, 0.01));
        assertSurvives(Measured.ratio("x", 0.4).with(Status.stale("of yesterday")));
    }

    @Test
    public void noNumberIsNullInFilesAndNoNumberAgain() throws Exception {
        Measure none = Measure.of(
                MeasureId.of("x"),
                Amount.value(Double.NaN, Unit.RATIO, Direction.HIGHER),
                Status.missing("nothing"),
                SOURCE);
        String json = JsonFile.MAPPER.writeValueAsString(none);

        assertThat(json).contains("\"value\":null").doesNotContain("NaN");
        assertThat(JsonFile.MAPPER.readValue(json, Measure.class)).isEqualTo(none);
        assertThat(JsonFile.MAPPER
                        .readValue(json.replace("\"value\":null,", ""), Measure.class)
                        .amount()
                        .isPresent())
                .isFalse();
    }

    @Test
    public void filesHoldWhatIsKnownAndNothingThatFollowsFromIt() throws Exception {
        assertThat(JsonFile.MAPPER.writeValueAsString(Measured.share("f1", 8, 10)))
                .isEqualTo("{\"name\":\"f1\",\"slice\":{},\"amount\":{\"value\":0.8,\"unit\":\"ratio\","
                        + "\"direction\":\"higher\",\"sampling\":{\"kind\":\"counts\",\"successes\":8,\"trials\":10}},"
                        + "\"status\":{\"state\":\"ok\"},"
                        + "\"source\":{\"file\":\"report.json\",\"tool\":\"tool\",\"pointer\":\"/here\"}}");
    }

    @Test
    public void aComparisonWithoutPrecisionIsRefused() {
        assertThatThrownBy(() -> new Paired(0.5, 0.1, null, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    public void sourcesAndIdsReadWell() {
        assertThat(SOURCE).hasToString("k6.json /metrics/p95 (k6)");
        assertThat(new Source("a.txt", null, null)).hasToString("a.txt");
        assertThat(MeasureId.of("f1")).hasToString("f1");
        assertThat(new MeasureId("f1", Slice.of("class", "a"))).hasToString("f1[class=a]");
    }

    @Test
    public void directionsTurnRound() {
        assertThat(Direction.HIGHER.opposite()).isEqualTo(Direction.LOWER);
        assertThat(Direction.LOWER.opposite()).isEqualTo(Direction.HIGHER);
        assertThat(Direction.NONE.opposite()).isEqualTo(Direction.NONE);
    }

    @Test
    public void aBaselineOffersOnlyWhatWasUsable() throws Exception {
        Measure broken = Measured.ratio("b", 0.5).with(Status.error("no"));
        Baseline baseline = new Baseline(
                new Baseline.Origin("fraud", null, null, null, 7),
                Measures.of(List.of(Measured.ratio("a", 0.5), broken)));

        assertThat(baseline.find(MeasureId.of("a"))).isPresent();
        assertThat(baseline.find(MeasureId.of("b"))).isEmpty();
        assertThat(baseline.find(MeasureId.of("c"))).isEmpty();
        assertThat(baseline.origin()).isEqualTo(new Baseline.Origin("fraud", "", "", "", 7));
        Baseline again = JsonFile.MAPPER.readValue(JsonFile.MAPPER.writeValueAsBytes(baseline), Baseline.class);
        assertThat(again.origin()).isEqualTo(baseline.origin());
        assertThat(again.measures().all())
                .containsExactlyElementsOf(baseline.measures().all());
    }

    private static void assertSurvives(Measure measure) throws Exception {
        String json = JsonFile.MAPPER.writeValueAsString(measure);
        assertThat(JsonFile.MAPPER.readValue(json, Measure.class)).as(json).isEqualTo(measure);
    }
}
