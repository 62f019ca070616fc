package io.jenkins.plugins.aidelivery.rollout.analysis;

import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import java.util.List;
import org.junit.Test;

/** As https://argo-rollouts.readthedocs.io/en/stable/features/analysis/ has it. */
public class MeasurementJudgeTest {
    private static final List<Answer> GOOD = value(1);
    private static final List<Answer> BAD = value(99);
    private static final List<Answer> NEITHER = value(Double.NaN);
    private static final List<Answer> ERROR = List.of(Judged.BLIND);

    private static Judged judge(Measurements measurements) {
        return new Judged(new MeasurementJudge(
                new Rule.Gauge(
                        Judged.frame(1), Judged.query(Kind.VALUE), Double.NaN, List.of(Judged.max(10)), measurements),
                Judged.ALPHA));
    }

    private static Word last(Measurements measurements, List<List<Answer>> measured) {
        Judged judge = judge(measurements);
        Word word = Word.INSUFFICIENT;
        for (List<Answer> each : measured) {
            word = judge.says(each, List.of());
        }
        return word;
    }

    @Test
    public void failsByTheFirstFailureIfNoneIsTolerated() {
        assertThat(last(new Measurements(0, 0, 4, 0, 0, 5), List.of(GOOD, BAD))).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void failsByOneMoreFailureThanIsTolerated() {
        Measurements two = new Measurements(2, 0, 4, 0, 0, 0);
        assertThat(last(two, List.of(BAD, GOOD, BAD, GOOD))).isEqualTo(Word.NO_HARM_SEEN);
        assertThat(last(two, List.of(BAD, GOOD, BAD, GOOD, BAD))).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void toleratesAnyNumberOfFailuresIfItSaysMinusOne() {
        assertThat(last(new Measurements(-1, 0, 4, 0, 0, 0), List.of(BAD, BAD, BAD, GOOD)))
                .isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void isInconclusiveByOneMoreThanIsTolerated() {
        assertThat(last(new Measurements(0, 1, 4, 0, 0, 0), List.of(NEITHER, GOOD)))
                .isEqualTo(Word.NO_HARM_SEEN);
        assertThat(last(new Measurements(0, 1, 4, 0, 0, 0), List.of(NEITHER, GOOD, NEITHER)))
                .isEqualTo(Word.HARM);
    }

    @Test
    public void failsByOneMoreErrorInARowThanIsTolerated() {
        Measurements four = new Measurements(0, 0, 4, 0, 0, 0);
        assertThat(last(four, List.of(ERROR, ERROR, ERROR, ERROR))).isEqualTo(Word.BLIND);
        assertThat(last(four, List.of(ERROR, ERROR, ERROR, ERROR, GOOD, ERROR))).isEqualTo(Word.BLIND);
        assertThat(last(four, List.of(ERROR, ERROR, ERROR, ERROR, ERROR))).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void errorsAreNoMeasurements() {
        assertThat(last(new Measurements(0, 0, 4, 0, 0, 2), List.of(GOOD, ERROR)))
                .isEqualTo(Word.BLIND);
        assertThat(last(new Measurements(0, 0, 4, 0, 0, 2), List.of(GOOD, ERROR, GOOD)))
                .isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void aCountEndsIt() {
        Measurements three = new Measurements(0, 0, 4, 0, 0, 3);
        assertThat(last(three, List.of(GOOD, GOOD))).isEqualTo(Word.INSUFFICIENT);
        assertThat(last(three, List.of(GOOD, GOOD, GOOD))).isEqualTo(Word.NO_HARM_SEEN);
        assertThat(last(three, List.of(GOOD, GOOD, GOOD, BAD))).isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void successesInARowEndItEarly() {
        Measurements two = new Measurements(5, 5, 4, 2, 0, 0);
        assertThat(last(two, List.of(GOOD))).isEqualTo(Word.INSUFFICIENT);
        assertThat(last(two, List.of(GOOD, BAD, GOOD))).isEqualTo(Word.INSUFFICIENT);
        assertThat(last(two, List.of(GOOD, BAD, GOOD, GOOD))).isEqualTo(Word.SAFE);
    }

    @Test
    public void waitsForItsDelay() {
        Measurements later = new Measurements(0, 0, 4, 0, 30_000, 0);
        assertThat(last(later, List.of(BAD, BAD))).isEqualTo(Word.INSUFFICIENT);
        assertThat(last(later, List.of(BAD, BAD, BAD))).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void noMeasurementIsNoSuccess() {
        assertThat(last(new Measurements(0, -1, 4, 0, 0, 1), List.of(NEITHER))).isEqualTo(Word.INSUFFICIENT);
    }
}
