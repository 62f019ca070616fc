package io.jenkins.plugins.aidelivery.rollout.analysis;

import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.repeated;
import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ScoreJudgeTest {
    private static Judged judge(double drop, boolean paired, Limit... limits) {
        return new Judged(new ScoreJudge(
                new Rule.Score(Judged.frame(50), Judged.query(Kind.SAMPLES), 0, 1, drop, paired, List.of(limits)),
                Judged.ALPHA));
    }

    private static List<Answer> answered(int first, int count, double value) {
        List<Answer.Sample> samples = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            samples.add(new Answer.Sample(0, "request " + i, value));
        }
        return List.of(new Answer.Samples(samples));
    }

    @Test
    public void showsThatTheMeanIsLower() {
        assertThat(judge(0.02, false)
                        .after(5, scores(repeated(0.4, 100)), scores(repeated(0.9, 100)))
                        .says(scores(repeated(0.4, 100)), scores(repeated(0.9, 100))))
                .isEqualTo(Word.HARM);
    }

    @Test
    public void needsEnoughValues() {
        assertThat(judge(0.02, false)
                        .sees(scores(repeated(0.9, 49)), scores(repeated(0.9, 100)))
                        .reason())
                .contains("49 of at least 50 values");
        assertThat(judge(0.02, false).says(List.of(Judged.NOTHING), scores(repeated(0.9, 100))))
                .isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void pairsOnlyWhatBothSidesAnswered() {
        Judged judge = judge(0.02, true);
        assertThat(judge.sees(answered(0, 100, 0.9), answered(100, 100, 0.9)).reason())
                .contains("0 of at least 50 pairs");
        assertThat(judge.says(answered(100, 100, 0.9), answered(0, 100, 0.9))).isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void isBlindWhereAValueLiesOutsideOfItsBounds() {
        assertThat(judge(0.02, false).sees(scores(5), scores(0.5)).reason()).contains("outside of 0 to 1");
    }

    @Test
    public void neverCountsWhatIsNoNumber() {
        assertThat(judge(0.02, false)
                        .after(3, scores(repeated(0.9, 100)), scores(repeated(0.9, 100)))
                        .says(scores(0.9, Double.NaN), scores(0.9)))
                .isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void aLimitIsBrokenWhenItIsShownToBe() {
        Limit least = new Limit(0.7, false, 0, 20);
        assertThat(judge(Double.NaN, false, least).says(scores(repeated(0.1, 60)), List.of()))
                .isEqualTo(Word.LIMIT_BROKEN);
        assertThat(judge(Double.NaN, false, least).says(scores(repeated(0.69, 60)), List.of()))
                .isEqualTo(Word.INSUFFICIENT);
        assertThat(judge(Double.NaN, false, least).says(scores(repeated(0.71, 60)), List.of()))
                .isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void isInsufficientWithNothingToCompareWithAndNoLimit() {
        assertThat(judge(0.02, false).at(100).says(scores(repeated(0.2, 500)), List.of()))
                .isEqualTo(Word.INSUFFICIENT);
        assertThat(judge(Double.NaN, false).promoted().says(scores(repeated(0.2, 500)), List.of()))
                .isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void isBlindWhereTheSourceDoesNotAnswer() {
        assertThat(judge(0.02, false).says(List.of(Judged.BLIND), scores(0.5))).isEqualTo(Word.BLIND);
        assertThat(judge(0.02, false).says(scores(0.5), List.of(Judged.BLIND))).isEqualTo(Word.BLIND);
    }
}
