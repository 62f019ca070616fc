package io.jenkins.plugins.aidelivery.rollout.analysis;

import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class KayentaRuleJudgeTest {
    private final Judged judge = new Judged(new KayentaRuleJudge(
            new Rule.Kayenta(
                    Judged.frame(10),
                    List.of(new Rule.KayentaQuery(KayentaMetric.of("cpu", "all"), Judged.query(Kind.VALUE))),
                    Map.of("all", 100.0),
                    95,
                    75),
            Judged.ALPHA));

    private MetricVerdict after(int windows, double canary, double stable) {
        MetricVerdict verdict = null;
        for (int i = 0; i < windows; i++) {
            double noise = i % 5 / 100.0;
            verdict = judge.sees(value(canary + noise), value(stable + noise));
        }
        return verdict;
    }

    @Test
    public void passesFromItsScore() {
        assertThat(after(40, 1, 1).word()).isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void isHarmAtItsMarginalScoreAndBelow() {
        MetricVerdict verdict = after(40, 2, 1);
        assertThat(verdict.word()).isEqualTo(Word.HARM);
        assertThat(verdict.reason()).contains("Kayenta's score is 0").contains("cpu");
    }

    @Test
    public void needsSoManyWindowsInEachPhase() {
        assertThat(after(9, 1, 1).word()).isEqualTo(Word.INSUFFICIENT);
        after(30, 1, 1);
        judge.at(50);
        assertThat(after(9, 1, 1).word()).isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void isInsufficientWhereNoMetricHasAValue() {
        assertThat(after(40, Double.NaN, 1).word()).isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void isInsufficientWhereThereWasNeverAnythingToCompareWith() {
        judge.at(100);
        assertThat(judge.says(value(1), List.of())).isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void isBlindWhereEitherSideIs() {
        assertThat(judge.says(List.of(Judged.BLIND), value(1))).isEqualTo(Word.BLIND);
        assertThat(judge.says(value(1), List.of(Judged.BLIND))).isEqualTo(Word.BLIND);
    }
}
