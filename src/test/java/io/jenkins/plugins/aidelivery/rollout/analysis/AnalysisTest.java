package io.jenkins.plugins.aidelivery.rollout.analysis;

import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import java.util.List;
import org.junit.Test;

public class AnalysisTest {
    private static final Look LOOK = new Look(1, 20, 0, 15_000, false);

    private static Rule rate(String name, Role role, double weight) {
        return new Rule.Rate(
                new Rule.Frame(name, role, weight, 50, Rule.When.ALWAYS, false),
                Judged.query(Kind.INCREASE),
                Judged.query(Kind.INCREASE),
                false,
                Rule.Tolerance.DEFAULT,
                List.of(Judged.max(0.05)));
    }

    @Test
    public void whatMayBeWrongByChanceIsSharedByWeight() {
        List<Rule> rules = List.of(rate("a", Role.CRITICAL, 1), rate("b", Role.GATING, 2), rate("c", Role.GATING, 1));

        assertThat(Analysis.alpha(rules.get(0), rules)).isCloseTo(0.02, within(1e-12));
        assertThat(Analysis.alpha(rules.get(1), rules)).isCloseTo(0.02, within(1e-12));
        assertThat(Analysis.alpha(rules.get(2), rules)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    public void aJudgeThatFailsIsBlindAndTheOthersAreHeard() {
        Analysis analysis = new Analysis(List.of(rate("odd", Role.GATING, 1), rate("errors", Role.GATING, 1)));

        // One answer where two were asked for: no source does so, but a bug may.
        List<MetricVerdict> verdicts = analysis.judge(
                List.of(
                        new Reading("odd", Judged.value(1), List.of(), List.of()),
                        new Reading("errors", counts(80, 100), counts(1, 100), List.of())),
                LOOK);

        assertThat(verdicts.get(0).word()).isEqualTo(Word.BLIND);
        assertThat(verdicts.get(1).word()).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void theSameReadingsInTheSameOrderGiveTheSameVerdicts() {
        Analysis one = new Analysis(List.of(rate("errors", Role.GATING, 1)));
        Analysis two = new Analysis(List.of(rate("errors", Role.GATING, 1)));
        for (int i = 0; i < 30; i++) {
            List<Reading> readings = List.of(new Reading("errors", counts(i % 5, 100), counts(i % 7, 400), List.of()));
            assertThat(one.judge(readings, LOOK)).isEqualTo(two.judge(readings, LOOK));
        }
    }
}
