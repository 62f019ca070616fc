package io.jenkins.plugins.aidelivery.rollout.analysis;

import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.BLIND;
import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.NOTHING;
import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.counts;
import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.max;
import static io.jenkins.plugins.aidelivery.rollout.analysis.Judged.maxFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule.Tolerance;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import java.util.List;
import org.junit.Test;

public class RateJudgeTest {
    private static final List<Answer> NO_STABLE = List.of();

    private static Judged judge(Tolerance tolerance, Limit... limits) {
        return judge(50, false, tolerance, limits);
    }

    private static Judged judge(double exposure, boolean good, Tolerance tolerance, Limit... limits) {
        return new Judged(new RateJudge(
                new Rule.Rate(
                        Judged.frame(exposure),
                        Judged.query(Kind.INCREASE),
                        Judged.query(Kind.INCREASE),
                        good,
                        tolerance,
                        List.of(limits)),
                Judged.ALPHA));
    }

    // --- what is missing

    @Test
    public void isBlindWhereTheSourceDoesNotAnswer() {
        assertThat(judge(Tolerance.DEFAULT).says(List.of(BLIND, BLIND), counts(1, 100)))
                .isEqualTo(Word.BLIND);
        assertThat(judge(Tolerance.DEFAULT).says(counts(1, 100), List.of(BLIND, BLIND)))
                .isEqualTo(Word.BLIND);
    }

    @Test
    public void needsNoStableSideForItsLimits() {
        assertThat(judge(Tolerance.NONE, max(0.05)).says(counts(1, 100), List.of(BLIND, BLIND)))
                .isEqualTo(Word.NO_HARM_SEEN);
        assertThat(judge(Tolerance.DEFAULT, max(0.05)).says(counts(60, 100), List.of(BLIND, BLIND)))
                .isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void takesNoErrorSeriesAsNoErrors() {
        MetricVerdict verdict =
                judge(Tolerance.NONE, max(0.05)).sees(List.of(NOTHING, new Answer.Increase(100)), NO_STABLE);

        assertThat(verdict.word()).isEqualTo(Word.NO_HARM_SEEN);
        assertThat(verdict.figures().canary()).isZero();
    }

    @Test
    public void takesNoRequestSeriesAsTooLittle() {
        assertThat(judge(0, false, Tolerance.NONE, max(0.05)).says(List.of(NOTHING, NOTHING), NO_STABLE))
                .isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void saysThatTwoQueriesDoNotBelongTogether() {
        assertThat(judge(Tolerance.NONE, max(0.05))
                        .sees(counts(300, 100), NO_STABLE)
                        .reason())
                .contains("don't belong together");
    }

    @Test
    public void isInsufficientBelowItsExposure() {
        Judged judge = judge(Tolerance.DEFAULT);
        assertThat(judge.sees(counts(0, 49), counts(0, 500)).reason()).contains("49 of at least 50");
        assertThat(judge.says(counts(0, 1), counts(0, 10))).isEqualTo(Word.NO_HARM_SEEN);
    }

    @Test
    public void needsItsExposureInEachPhase() {
        Judged judge = judge(Tolerance.DEFAULT).after(10, counts(1, 100), counts(1, 100));

        assertThat(judge.at(50).says(counts(0, 10), counts(0, 10))).isEqualTo(Word.INSUFFICIENT);
    }

    @Test
    public void isInsufficientWithoutAnythingToCompareWith() {
        assertThat(judge(Tolerance.DEFAULT).says(counts(1, 1_000), counts(0, 0)))
                .isEqualTo(Word.INSUFFICIENT);
        assertThat(judge(Tolerance.DEFAULT).at(100).says(counts(1, 1_000), counts(0, 0)))
                .isEqualTo(Word.INSUFFICIENT);
        assertThat(judge(Tolerance.NONE).says(counts(1, 1_000), NO_STABLE)).isEqualTo(Word.INSUFFICIENT);
    }

    // --- limits

    @Test
    public void aLimitIsNotBrokenByChance() {
        assertThat(judge(Tolerance.NONE, max(0.05)).says(counts(3, 20), NO_STABLE))
                .isEqualTo(Word.INSUFFICIENT);
        assertThat(judge(Tolerance.NONE, max(0.05)).says(counts(8, 20), NO_STABLE))
                .isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void aLimitIsBrokenAtOnceAfterAnHourWithoutErrors() {
        Judged judge = judge(Tolerance.NONE, max(0.05)).after(240, counts(0, 100), NO_STABLE);

        assertThat(judge.says(counts(30, 100), NO_STABLE)).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void aLimitThatIsPassedByLittleIsBrokenAfterAWhile() {
        Judged judge = judge(Tolerance.NONE, max(0.05));
        assertThat(judge.says(counts(8, 100), NO_STABLE)).isEqualTo(Word.INSUFFICIENT);

        judge.after(15, counts(8, 100), NO_STABLE);

        assertThat(judge.says(counts(8, 100), NO_STABLE)).isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void doesNotGoOnBeyondALimitBecauseStableIsAsBad() {
        Judged judge = judge(Tolerance.DEFAULT, max(0.05));

        MetricVerdict verdict = judge.sees(counts(8, 100), counts(40, 500));

        assertThat(verdict.word()).isEqualTo(Word.INSUFFICIENT);
        assertThat(verdict.reason()).contains("above 5 %");
        assertThat(judge.after(15, counts(8, 100), counts(40, 500)).says(counts(8, 100), counts(40, 500)))
                .isEqualTo(Word.LIMIT_BROKEN);
    }

    @Test
    public void aSustainedLimitIsBrokenByTimeAndMendedByAGoodWindow() {
        Judged judge = judge(Tolerance.NONE, maxFor(0.1, 45)).after(2, counts(20, 100), NO_STABLE);
        assertThat(judge.says(counts(1, 100), NO_STABLE)).isNotEqualTo(Word.LIMIT_BROKEN);
        judge.after(2, counts(20, 100), NO_STABLE);
        // Three windows of 15 s.
        assertThat(judge.sees(counts(20, 100), NO_STABLE).reason()).contains("more than 10 %", "45 s");
    }

    @Test
    public void aSustainedLimitIsNeitherBrokenNorMendedByTooLittle() {
        Judged judge = judge(Tolerance.NONE, maxFor(0.1, 45)).after(2, counts(20, 100), NO_STABLE);
        assertThat(judge.says(counts(0, 3), NO_STABLE)).isNotEqualTo(Word.LIMIT_BROKEN);

        assertThat(judge.says(counts(20, 100), NO_STABLE)).isEqualTo(Word.LIMIT_BROKEN);
    }

    // --- the comparison

    @Test
    public void showsHarmThatIsSurelyNoChance() {
        MetricVerdict verdict = judge(Tolerance.DEFAULT)
                .after(20, counts(10, 100), counts(10, 1_000))
                .sees(counts(10, 100), counts(10, 1_000));

        assertThat(verdict.word()).isEqualTo(Word.HARM);
        assertThat(verdict.harm()).isGreaterThan(100);
        assertThat(verdict.figures().low()).isGreaterThan(1.25);
    }

    @Test
    public void whereMoreIsBetterFewerAreHarm() {
        assertThat(judge(50, true, Tolerance.DEFAULT)
                        .after(30, counts(10, 1_000), counts(50, 1_000))
                        .says(counts(10, 1_000), counts(50, 1_000)))
                .isEqualTo(Word.HARM);
    }

    @Test
    public void showsThatItIsSafe() {
        assertThat(judge(Tolerance.DEFAULT)
                        .after(60, counts(50, 1_000), counts(50, 1_000))
                        .says(counts(50, 1_000), counts(50, 1_000)))
                .isEqualTo(Word.SAFE);
    }

    @Test
    public void remembersTheHarmOfEarlierPhases() {
        Judged judge = judge(Tolerance.DEFAULT).after(20, counts(10, 100), counts(10, 1_000));

        assertThat(judge.at(100).says(counts(1, 100), counts(0, 0))).isEqualTo(Word.HARM);
    }

    @Test
    public void isNotTrustedIfStableLooksWorseThanItself() {
        Judged judge = new Judged(new RateJudge(
                new Rule.Rate(
                        new Rule.Frame("it", MetricVerdict.Role.GATING, 1, 50, Rule.When.ALWAYS, true),
                        Judged.query(Kind.INCREASE),
                        Judged.query(Kind.INCREASE),
                        false,
                        Tolerance.DEFAULT,
                        List.of()),
                Judged.ALPHA));
        MetricVerdict last = null;
        for (int i = 0; i < 30; i++) {
            last = judge.sees(counts(1, 100), counts(10, 1_000), counts(20, 100));
        }

        assertThat(last.word()).isEqualTo(Word.INSUFFICIENT);
        assertThat(last.reason()).contains("can't be trusted");
    }
}
