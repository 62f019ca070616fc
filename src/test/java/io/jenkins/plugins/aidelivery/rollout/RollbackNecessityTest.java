package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity.Advice;
import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity.Health;
import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity.Previous;
import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity.Thresholds;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import java.util.List;
import org.junit.Test;

public class RollbackNecessityTest {
    private static final Previous WELL = new Previous(Health.WELL, List.of());
    private static final Previous UNKNOWN = new Previous(Health.UNKNOWN, List.of());
    private static final Previous UNWELL = new Previous(Health.UNWELL, List.of());
    private static final Previous GONE = new Previous(Health.WELL, List.of("the previous version's data is not known"));

    private static final MetricVerdict FINE = verdict("errors", Word.NO_HARM_SEEN, Role.CRITICAL, 1, 0.01, 1000);
    private static final MetricVerdict SAFE = verdict("errors", Word.SAFE, Role.CRITICAL, 0.01, 0.01, 1000);
    private static final MetricVerdict BROKEN =
            verdict("errors", Word.LIMIT_BROKEN, Role.CRITICAL, Double.NaN, 0.08, 900);
    private static final MetricVerdict MANY = verdict("errors", Word.NO_HARM_SEEN, Role.CRITICAL, 1, 0.18, 2000);
    private static final MetricVerdict FEW = verdict("errors", Word.NO_HARM_SEEN, Role.CRITICAL, 1, 0.18, 20);
    private static final MetricVerdict SLOW = verdict("latency", Word.NO_HARM_SEEN, Role.GATING, 1, 6, 1000);
    private static final MetricVerdict POOR = verdict("answer quality", Word.HARM, Role.GATING, 200, 0.61, 300);
    private static final MetricVerdict WORSE = verdict("latency", Word.HARM, Role.GATING, 100, 0.9, 1000);
    private static final MetricVerdict SUSPECT = verdict("latency", Word.NO_HARM_SEEN, Role.GATING, 20, 0.9, 1000);
    private static final MetricVerdict BLIND = verdict("errors", Word.BLIND, Role.CRITICAL, Double.NaN, Double.NaN, 0);
    private static final MetricVerdict SCARCE = verdict("errors", Word.INSUFFICIENT, Role.CRITICAL, 1, 0.01, 3);
    private static final MetricVerdict DEAR = new MetricVerdict(
            "cost", Word.NO_HARM_SEEN, Role.ADVISORY, 1, "dear", new Figures(0.009, 0.003, 30, Double.NaN, Double.NaN));

    private static MetricVerdict verdict(
            String rule, Word word, Role role, double harm, double canary, double exposure) {
        Figures figures = new Figures(canary, Double.NaN, exposure, Double.NaN, Double.NaN);
        return new MetricVerdict(rule, word, role, harm, "as it says", figures);
    }

    private static RollbackNecessity judge(Previous previous, MetricVerdict... verdicts) {
        return RollbackNecessity.judge(SampleRollouts.plan(), List.of(verdicts), previous, Thresholds.DEFAULT);
    }

    private record Row(Advice advice, double confidence, Previous previous, List<MetricVerdict> verdicts) {}

    @Test
    public void whatIsSeenAndWhatThereIsToGoBackToDecide() {
        List<Row> table = List.of(
                new Row(Advice.MONITOR, 0.95, WELL, List.of(SAFE)),
                new Row(Advice.MONITOR, 0.7, WELL, List.of(FINE)),
                new Row(Advice.MONITOR, 0.4, WELL, List.of(SCARCE)),
                new Row(Advice.MONITOR, 0.2, WELL, List.of(BLIND)),
                new Row(Advice.MONITOR, 0.2, WELL, List.of()),
                new Row(Advice.MONITOR, 0.5, WELL, List.of(FINE, SUSPECT)),
                new Row(Advice.IMMEDIATE_ROLLBACK, 0.999, WELL, List.of(BROKEN)),
                new Row(Advice.CONDITIONAL_ROLLBACK, 0.799, UNKNOWN, List.of(BROKEN)),
                new Row(Advice.FORWARD_FIX, 0.999, UNWELL, List.of(BROKEN)),
                new Row(Advice.FORWARD_FIX, 0.999, GONE, List.of(BROKEN)),
                new Row(Advice.IMMEDIATE_ROLLBACK, 0.999, WELL, List.of(MANY)),
                new Row(Advice.MONITOR, 0.5, WELL, List.of(FEW)),
                new Row(Advice.IMMEDIATE_ROLLBACK, 0.7, WELL, List.of(FINE, SLOW)),
                new Row(Advice.IMMEDIATE_ROLLBACK, 0.995, WELL, List.of(FINE, POOR)),
                new Row(Advice.IMMEDIATE_ROLLBACK, 0.7, WELL, List.of(FINE, DEAR)),
                new Row(Advice.CONDITIONAL_ROLLBACK, 0.99, WELL, List.of(FINE, WORSE)),
                new Row(Advice.CONDITIONAL_ROLLBACK, 0.792, UNKNOWN, List.of(FINE, WORSE)),
                new Row(Advice.FORWARD_FIX, 0.99, GONE, List.of(FINE, WORSE)));

        for (Row row : table) {
            RollbackNecessity judged = judge(row.previous(), row.verdicts().toArray(MetricVerdict[]::new));
            assertThat(judged.advice()).as("%s", row).isEqualTo(row.advice());
            assertThat(judged.confidence()).as("%s", row).isCloseTo(row.confidence(), within(0.005));
            assertThat(judged.basis()).as("%s", row).isNotEmpty();
            assertThat(judged.reasons()).as("%s", row).isNotEmpty();
        }
    }

    @Test
    public void itSaysWhichFigureIsBeyondWhat() {
        assertThat(judge(WELL, MANY, SLOW, POOR, DEAR).reasons())
                .contains(
                        "errors: 18 % is more than 15 %",
                        "latency: 6 s is more than 5 s",
                        "answer quality: 0.61 is less than 70 % of the best possible",
                        "cost: 0.009 is more than 2 times the 0.003 of before");
        assertThat(judge(GONE, BROKEN).reasons())
                .contains("errors: as it says", "the previous version's data is not known");
    }

    @Test
    public void whatThereIsToGoBackToFollowsFromThePlanAndTheLastComparison() {
        MetricVerdict compared =
                new MetricVerdict("errors", Word.SAFE, Role.CRITICAL, 1, "", new Figures(0.01, 0.01, 1000, 0.8, 1.2));
        MetricVerdict bad =
                new MetricVerdict("errors", Word.SAFE, Role.CRITICAL, 1, "", new Figures(0.2, 0.2, 1000, 0.8, 1.2));
        RolloutPlan plan = SampleRollouts.plan();

        assertThat(Previous.of(plan, List.of(compared), true, Thresholds.DEFAULT))
                .isEqualTo(WELL);
        assertThat(Previous.of(plan, List.of(), false, Thresholds.DEFAULT)).isEqualTo(UNKNOWN);
        assertThat(Previous.of(plan, List.of(bad), false, Thresholds.DEFAULT)).isEqualTo(UNWELL);
        RolloutPlan nameless = SimulatedRollout.plan(RolloutPlan.Reaction.ABORT);
        assertThat(Previous.of(nameless, List.of(), true, Thresholds.DEFAULT).missing())
                .isEmpty();
        assertThat(Previous.of(nameless, List.of(), false, Thresholds.DEFAULT).missing())
                .containsExactly("the previous version is not kept up, and the plan doesn't name it");
    }
}
