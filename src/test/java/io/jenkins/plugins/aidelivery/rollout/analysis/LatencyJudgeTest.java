package io.jenkins.plugins.aidelivery.rollout.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule.Tolerance;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import java.util.List;
import org.junit.Test;

public class LatencyJudgeTest {
    private static final List<Double> BOUNDS = List.of(0.1, 0.5, 2.5, Double.POSITIVE_INFINITY);

    private static Judged judge(Tolerance tolerance, Limit... limits) {
        return new Judged(new LatencyJudge(
                new Rule.Latency(Judged.frame(50), Judged.query(Kind.HISTOGRAM), 0.9, tolerance, List.of(limits)),
                Judged.ALPHA));
    }

    private static List<Answer> times(double... counts) {
        return List.of(new Answer.Histogram(
                BOUNDS, java.util.stream.DoubleStream.of(counts).boxed().toList()));
    }

    private static List<Answer> none() {
        return List.of(Judged.NOTHING);
    }

    @Test
    public void aLimitOfAQuantileIsOneOfHowManyAreSlower() {
        Judged judge = judge(Tolerance.NONE, Judged.max(0.5));
        assertThat(judge.says(times(50, 45, 5, 0), none())).isEqualTo(Word.NO_HARM_SEEN);
        assertThat(judge.sees(times(10, 10, 80, 0), none()).reason())
                .contains("more than 10 % took longer than 500 ms");
    }

    @Test
    public void doesNotGoOnBeyondALimitBecauseStableIsAsSlow() {
        Judged judge = judge(Tolerance.DEFAULT, Judged.max(0.5)).after(2, times(85, 0, 15, 0), times(850, 0, 150, 0));

        assertThat(judge.says(times(85, 0, 15, 0), times(850, 0, 150, 0))).isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void doesNotGoOnWhereNoBucketTellsThatItIsWithinItsLimit() {
        // p90 is about 2.3 s, and the limit lies inside of that bucket.
        MetricVerdict verdict = judge(Tolerance.NONE, Judged.max(1)).sees(times(0, 0, 100, 0), none());

        assertThat(verdict.word()).isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void isBlindWhereNoBucketEndsBehindTheLimit() {
        assertThat(judge(Tolerance.NONE, Judged.max(5))
                        .sees(times(100, 0, 0, 0), none())
                        .reason())
                .contains("no bucket");
    }

    @Test
    public void isBlindWhereBucketsDiffer() {
        List<Answer> other = List.of(new Answer.Histogram(List.of(1.0, Double.POSITIVE_INFINITY), List.of(10.0, 0.0)));
        assertThat(judge(Tolerance.DEFAULT).says(times(100, 0, 0, 0), other)).isEqualTo(Word.BLIND);
    }

    @Test
    public void comparesWithWhatStableWasBefore() {
        Judged judge = judge(Tolerance.DEFAULT);
        assertThat(judge.sees(times(100, 0, 0, 0), times(900, 90, 10, 0)).word())
                .isEqualTo(Word.INSUFFICIENT);
        assertThat(judge.says(times(90, 9, 1, 0), times(900, 90, 10, 0))).isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void showsHarm() {
        Judged judge = judge(Tolerance.DEFAULT).after(30, times(50, 40, 10, 0), times(900, 90, 10, 0));

        assertThat(judge.says(times(50, 40, 10, 0), times(900, 90, 10, 0))).isEqualTo(Word.HARM);
    }

    @Test
    public void isInsufficientWithNothingToCompareWithAndNoLimit() {
        assertThat(judge(Tolerance.DEFAULT).at(100).says(times(1_000, 0, 0, 0), List.of()))
                .isEqualTo(Word.INSUFFICIENT);
        assertThat(judge(Tolerance.NONE).promoted().says(times(1_000, 0, 0, 0), List.of()))
                .isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void isInsufficientBeforeAnythingWasMeasured() {
        assertThat(judge(Tolerance.DEFAULT).says(none(), none())).isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void isBlindWhereTheSourceDoesNotAnswer() {
        assertThat(judge(Tolerance.DEFAULT).says(List.of(Judged.BLIND), none())).isEqualTo(Word.BLIND);
        assertThat(judge(Tolerance.DEFAULT).says(times(100, 0, 0, 0), List.of(Judged.BLIND)))
                .isEqualTo(Word.BLIND);
    }
}
