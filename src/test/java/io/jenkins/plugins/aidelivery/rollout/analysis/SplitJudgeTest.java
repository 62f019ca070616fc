package io.jenkins.plugins.aidelivery.rollout.analysis;

import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.counts;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class SplitJudgeTest {
    private final SplitJudge judge = new SplitJudge();

    private Optional<MetricVerdict> after(int windows, double canary, double stable, double weight) {
        Optional<MetricVerdict> verdict = Optional.empty();
        for (int i = 0; i < windows; i++) {
            verdict = judge.judge(
                    counts(0, canary), counts(0, stable), new Look(1, weight, i * 15_000L, (i + 1) * 15_000L, false));
        }
        return verdict;
    }

    @Test
    public void isForInformationWhereRequestsAreSplitAsConfigured() {
        MetricVerdict verdict = after(40, 200, 800, 20).orElseThrow();

        assertThat(verdict.word()).isEqualTo(Word.NO_HARM_SEEN);
        assertThat(verdict.isGating()).isFalse();
    }

    @Test
    public void holdsWhereTheyAreNot() {
        MetricVerdict verdict = after(40, 500, 500, 20).orElseThrow();

        assertThat(verdict.word()).isEqualTo(Word.HARM);
        assertThat(verdict.isGating()).isTrue();
        assertThat(verdict.reason()).contains("50 % of the requests").contains("20 % were to");
    }

    @Test
    public void saysNothingWhereOneSideHasAll() {
        assertThat(after(40, 1_000, 0, 100)).isEmpty();
    }

    @Test
    public void saysNothingWhereRequestsAreNotKnown() {
        List<Answer> blind = List.of(Judged.BLIND, Judged.BLIND);
        assertThat(judge.judge(blind, counts(0, 10), new Look(1, 20, 0, 15_000, false)))
                .isEmpty();
        assertThat(judge.judge(counts(0, 10), List.of(), new Look(1, 20, 0, 15_000, false)))
                .isEmpty();
    }
}
