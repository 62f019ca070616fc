package io.jenkins.plugins.aidelivery.rollout.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class OutputsJudgeTest {
    private final Judged judge = new Judged(
            new OutputsJudge(new Rule.Outputs(Judged.frame(50), Judged.query(Kind.TEXTS), 0.9), Judged.ALPHA));

    private static List<Answer> says(int first, int count, String text) {
        List<Answer.Text> texts = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            texts.add(new Answer.Text(0, "request " + i, text));
        }
        return List.of(new Answer.Texts(texts));
    }

    @Test
    public void answersThatAreTheSameAreWell() {
        assertThat(judge.says(says(0, 60, "yes, fraud"), says(0, 60, "yes, fraud")))
                .isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void answersThatDifferAreHarm() {
        assertThat(judge.says(says(0, 200, "no"), says(0, 200, "yes, fraud"))).isEqualTo(Word.HARM);
    }

    @Test
    public void pairsAreOfTheSameRequestWhicheverSideComesFirst() {
        assertThat(judge.says(says(0, 60, "yes"), List.of(Judged.NOTHING))).isEqualTo(Word.INSUFFICIENT);
        assertThat(judge.says(List.of(Judged.NOTHING), says(0, 60, "yes"))).isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void needsPairsInEachPhase() {
        judge.says(says(0, 60, "yes"), says(0, 60, "yes"));

        assertThat(judge.at(50).sees(says(60, 1, "yes"), says(60, 1, "yes")).reason())
                .contains("1 of at least 50");
    }

    @Test
    public void isBlindWhereEitherSideIs() {
        assertThat(judge.says(List.of(Judged.BLIND), says(0, 1, "yes"))).isEqualTo(Word.BLIND);
        assertThat(judge.says(says(0, 1, "yes"), List.of(Judged.BLIND))).isEqualTo(Word.BLIND);
    }
}
