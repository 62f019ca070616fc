package io.jenkins.plugins.aidelivery.rollout.analysis;

import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import java.util.List;
import org.junit.Test;

public class GaugeJudgeTest {
    private static Judged judge(double ratio, Limit... limits) {
        return new Judged(new GaugeJudge(
                new Rule.Gauge(Judged.frame(2), Judged.query(Kind.VALUE), ratio, List.of(limits), Measurements.NONE),
                Judged.ALPHA));
    }

    @Test
    public void needsAsManyValuesAsItSays() {
        Judged judge = judge(Double.NaN, Judged.max(10));
        assertThat(judge.says(value(1), List.of())).isEqualTo(Word.INSUFFICIENT);
        assertThat(judge.says(value(1), List.of())).isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void neverComparesWhatIsNoNumber() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(judge(Double.NaN, Judged.max(10))
                            .after(5, value(1), List.of())
                            .says(value(none), List.of()))
                    .isEqualTo(Word.INSUFFICIENT);
            assertThat(judge(1.5).after(5, value(1), value(1)).says(value(1), value(none)))
                    .isEqualTo(Word.INSUFFICIENT);
        }
    }

    @Test
    public void aLimitWithoutATimeIsBrokenAtOnce() {
        assertThat(judge(Double.NaN, Judged.max(10)).says(value(11), List.of())).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void aSustainedLimitHoldsUntilItIsBrokenOrPasses() {
        Judged judge = judge(Double.NaN, Judged.maxFor(10, 30)).after(3, value(1), List.of());
        assertThat(judge.says(value(11), List.of())).isEqualTo(Word.INSUFFICIENT);
        assertThat(judge.says(value(1), List.of())).isEqualTo(Word.NO_HARM_SEEN);
        assertThat(judge.says(value(11), List.of())).isEqualTo(Word.INSUFFICIENT);
        assertThat(judge.says(value(11), List.of())).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void aCountersGrowthIsBySecond() {
        Judged judge = judge(Double.NaN, new Limit(100, false, 0, 0));
        assertThat(judge.says(List.of(new Answer.Increase(1_499)), List.of())).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void isHarmBeyondItsRatio() {
        Judged judge = judge(1.5).after(2, value(1), value(1));
        assertThat(judge.says(value(1.5), value(1))).isEqualTo(Word.NO_HARM_SEEN);
        assertThat(judge.says(value(1.6), value(1))).isEqualTo(Word.HARM);
    }

    @Test
    public void isInsufficientWithNothingToCompareWithAndNoLimit() {
        assertThat(judge(1.5).at(100).after(5, value(1), List.of()).says(value(1), List.of()))
                .isEqualTo(Word.INSUFFICIENT);
        assertThat(judge(1.5)
                        .after(5, value(1), value(1))
                        .at(100)
                        .after(1, value(1), List.of())
                        .says(value(1), List.of()))
                .as("it was compared in the phases before")
                .isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void isBlindWhereTheSourceDoesNotAnswer() {
        assertThat(judge(1.5).says(List.of(Judged.BLIND), value(1))).isEqualTo(Word.BLIND);
        assertThat(judge(1.5).says(value(1), List.of(Judged.BLIND))).isEqualTo(Word.BLIND);
    }
}
