package io.jenkins.plugins.aidelivery.rollout.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** A canary that did well with little traffic and fails under more: what was before doesn't speak for it. */
public class LateHarmTest {
    private static final long INTERVAL = 15_000;
    private static final double USUAL = 0.012;

    private final Random random = new Random(7);
    private final Analysis analysis = new Analysis(List.of(new Rule.Rate(
            new Rule.Frame("errors", Role.CRITICAL, 1, 50, Rule.When.PHASES, false),
            new Query(Query.Kind.INCREASE, "errors"),
            new Query(Query.Kind.INCREASE, "requests"),
            false,
            Rule.Tolerance.DEFAULT,
            List.of())));
    private long now = 1_000_000;

    private MetricVerdict phase(double weight, int windows, double rate) {
        MetricVerdict last = null;
        long begun = now;
        for (int i = 0; i < windows; i++) {
            double canary = 1_200 * weight / 100;
            double stable = 1_200 - canary;
            Reading reading = new Reading("errors", counts(canary, rate), counts(stable, USUAL), List.of());
            last = analysis.judge(List.of(reading), new Look(begun, weight, now, now + INTERVAL, false))
                    .get(0);
            now += INTERVAL;
        }
        return last;
    }

    private List<Answer> counts(double requests, double rate) {
        int events = 0;
        for (int i = 0; i < requests; i++) {
            events += random.nextDouble() < rate ? 1 : 0;
        }
        return List.of(new Answer.Increase(events), new Answer.Increase(Math.rint(requests)));
    }

    @Test
    public void findsHarmThatBeginsInALaterPhase() {
        assertThat(phase(5, 40, USUAL).word()).isIn(Word.NO_HARM_SEEN, Word.SAFE);
        assertThat(phase(25, 40, USUAL).word()).isIn(Word.NO_HARM_SEEN, Word.SAFE);

        assertThat(phase(50, 20, 0.042).word()).isEqualTo(Word.HARM);
    }

    @Test
    public void comparesOnlyThisPhaseForPeople() {
        phase(25, 40, USUAL);

        MetricVerdict.Figures figures = phase(50, 12, 0.08).figures();

        assertThat(figures.canary() / figures.stable()).isBetween(figures.low(), figures.high());
    }

    @Test
    public void callsNothingWellThatLooksWorseBeforeItIsKnownHowItVaries() {
        MetricVerdict early = phase(25, 3, 0.03);

        assertThat(early.word()).isEqualTo(Word.INSUFFICIENT);
        assertThat(early.reason()).contains("looks worse");
    }

    @Test
    public void leavesTheSameVersionAlone() {
        assertThat(phase(5, 40, USUAL).word()).isIn(Word.NO_HARM_SEEN, Word.SAFE);
        assertThat(phase(25, 40, USUAL).word()).isIn(Word.NO_HARM_SEEN, Word.SAFE);
        assertThat(phase(50, 40, USUAL).word()).isIn(Word.NO_HARM_SEEN, Word.SAFE);
    }
}
