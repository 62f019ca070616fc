package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Kind;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Outcome;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

public class RolloutReportTest {
    @Test
    public void tellsAPromotionFromTheBeginningToTheEnd() {
        RolloutReport report = RolloutReport.of(SampleRollouts.promoted());

        assertThat(report.course().outcome()).isEqualTo(Outcome.PROMOTED);
        assertThat(report.course().waiting().what()).isEmpty();
        assertThat(report.course().endedAt()).isGreaterThan(report.course().startedAt());
        assertThat(report.phases())
                .extracting(RolloutReport.Phase::name)
                .containsExactly("5 %", "25 %", "50 %", "100 %", "");
        assertThat(report.phases())
                .extracting(RolloutReport.Phase::decision)
                .isSubsetOf(Decision.CONTINUE, Decision.SPEED_UP);
        assertThat(report.phases().get(0).judgements())
                .extracting(RolloutReport.Judgement::rule)
                .contains("errors", "latency", "answer quality", "cost");
        assertThat(report.weights())
                .extracting(RolloutReport.Step::weight)
                .containsExactly(0.0, 5.0, 25.0, 50.0, 100.0);
        assertThat(report.orders()).extracting(RolloutReport.Order::person).containsExactly("mia");
        assertThat(report.whyBack()).isEmpty();
        assertThat(report.whetherBack().orElseThrow().advice()).isEqualTo(RollbackNecessity.Advice.MONITOR);
    }

    @Test
    public void tellsWhyItWentBackAndWhatThatCost() {
        RolloutReport report = RolloutReport.of(SampleRollouts.rolledBack());

        RollbackAnalysis analysis = report.whyBack().orElseThrow();
        assertThat(report.course().outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(analysis.cause().kind()).isEqualTo(RollbackAnalysis.Kind.LIMIT);
        assertThat(analysis.cause().phase()).isEqualTo("50 %");
        assertThat(analysis.cause().judgement().orElseThrow().rule()).isEqualTo("errors");
        RollbackAnalysis.Impact impact = analysis.impact();
        assertThat(impact.peak()).isEqualTo(50);
        assertThat(impact.seenAt()).isLessThanOrEqualTo(impact.decidedAt());
        assertThat(impact.restoredAt()).isGreaterThan(impact.decidedAt());
        assertThat(impact.exposed())
                .isLessThan(report.course().endedAt() - report.course().startedAt());
        assertThat(impact.extras()).hasSize(1);
        assertThat(impact.extras().get(0).surplus()).isBetween(0.0, impact.requests());
        assertThat(analysis.recovery().state()).isEqualTo(RollbackAnalysis.State.WELL);
        assertThat(analysis.recommendations()).anyMatch(sentence -> sentence.contains("logs and traces"));
        assertThat(report.phases().get(report.phases().size() - 1).kind()).isEqualTo(Kind.BACK);
        assertThat(report.whetherBack()).isEmpty();
    }

    @Test
    public void tellsHarmThatNeedsTheComparison() {
        RollbackAnalysis analysis =
                RolloutReport.of(SampleRollouts.harmful()).whyBack().orElseThrow();

        assertThat(analysis.cause().kind()).isEqualTo(RollbackAnalysis.Kind.HARM);
        assertThat(analysis.cause().phase()).isIn("5 %", "25 %");
        assertThat(analysis.impact().seenAt())
                .isLessThanOrEqualTo(analysis.impact().decidedAt());
        assertThat(analysis.impact().extras().get(0).surplus()).isPositive();
    }

    @Test
    public void saysWhatARunningRolloutWaitsForAndUntilWhen() {
        RolloutReport running = RolloutReport.of(SampleRollouts.running());
        RolloutReport waiting = RolloutReport.of(SampleRollouts.waiting());

        assertThat(running.course().outcome()).isEqualTo(Outcome.RUNNING);
        assertThat(running.course().waiting().what()).isEqualTo("evidence in phase '25 %'");
        assertThat(running.course().waiting().until())
                .isGreaterThan(running.course().asOf());
        assertThat(running.phases().get(1).endedAt()).isZero();
        assertThat(running.ahead()).extracting(RolloutReport.Ahead::name).containsExactly("50 %", "100 %");
        assertThat(waiting.course().outcome()).isEqualTo(Outcome.HELD);
        assertThat(waiting.course().waiting().what()).isEqualTo("the approval of release-managers");
        assertThat(waiting.orders())
                .extracting(RolloutReport.Order::order)
                .containsExactly(RolloutEvent.Order.PAUSE, RolloutEvent.Order.RESUME);
    }

    @Test
    public void saysThatItIsStuckAndWhatToDoByHand() {
        RolloutReport report = RolloutReport.of(SampleRollouts.stuck());

        assertThat(report.course().outcome()).isEqualTo(Outcome.STUCK);
        RollbackAnalysis analysis = report.whyBack().orElseThrow();
        assertThat(analysis.cause().kind()).isEqualTo(RollbackAnalysis.Kind.PERSON);
        assertThat(analysis.cause().actor()).isEqualTo("mia");
        assertThat(analysis.cause().reason()).isEqualTo("customers complain");
        assertThat(analysis.impact().restoredAt()).isZero();
        assertThat(analysis.recovery().state()).isEqualTo(RollbackAnalysis.State.OPEN);
        assertThat(analysis.recommendations().get(0)).startsWith("Take the canary out of the router by hand now");
    }

    @Test
    public void saysWhyItDidNotBegin() {
        RolloutReport report = RolloutReport.of(SampleRollouts.refused());

        assertThat(report.course().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.course().reason()).contains("the router knows no backend 'fraud'");
        assertThat(report.phases()).isEmpty();
        assertThat(report.whyBack()).isEmpty();
    }

    @Test
    public void tellsASourceThatDoesNotAnswerFromHarm() {
        RollbackAnalysis analysis =
                RolloutReport.of(SampleRollouts.blind()).whyBack().orElseThrow();

        assertThat(analysis.cause().kind()).isEqualTo(RollbackAnalysis.Kind.BLIND);
        assertThat(analysis.recovery().state()).isEqualTo(RollbackAnalysis.State.UNKNOWN);
        assertThat(analysis.recommendations())
                .anyMatch(sentence ->
                        sentence.contains("Repair the metric source of 'errors', 'latency', 'answer quality'"));
    }

    @Test
    public void tellsAWayBackAfterThePromotion() {
        RolloutReport report = RolloutReport.of(SampleRollouts.slowWithAllTraffic());

        RollbackAnalysis analysis = report.whyBack().orElseThrow();
        assertThat(analysis.cause().kind()).isEqualTo(RollbackAnalysis.Kind.LIMIT);
        assertThat(analysis.cause().judgement().orElseThrow().word()).isEqualTo(Word.LIMIT_BROKEN);
        assertThat(analysis.impact().peak()).isEqualTo(100);
    }

    @Test
    public void namesTheRunnerThatTookOver() {
        RolloutReport report = RolloutReport.of(SampleRollouts.resumed());

        assertThat(report.course().outcome()).isEqualTo(Outcome.PROMOTED);
        assertThat(report.trail().entries())
                .extracting(RolloutReport.Entry::what)
                .contains("runner 2 took over");
    }

    @Test
    public void theTrailSaysWhatCameOfEachDeed() {
        RolloutReport report = RolloutReport.of(SampleRollouts.promoted());

        RolloutReport.Entry first = report.trail().entries().stream()
                .filter(entry -> entry.what().equals("set the weight to 5 %"))
                .findFirst()
                .orElseThrow();
        assertThat(first.actor()).isEqualTo("ai-delivery");
        assertThat(first.why()).isEqualTo("phase '5 %'");
        assertThat(first.effect()).isEqualTo("done; the router says 5 %");
        assertThat(report.trail().entries())
                .extracting(RolloutReport.Entry::actor)
                .contains("ana", "mia");
        assertThat(report.trail().verified()).isFalse();
        assertThat(report.verified().trail().verified()).isTrue();
    }

    @Test
    public void everyJournalThatCanBeHasAReportThatJsonKeeps() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            SimulatedRollout run = new SimulatedRollout(seed, SimulatedWorld.Faults.ALL, seed % 2 == 0);
            run.toTheEnd();
            List<RolloutJournal.Line> lines = run.world().lines();
            for (int length = 1; length < lines.size(); length += 37) {
                kept(RolloutReport.of(lines.subList(0, length)));
            }
            RolloutReport report = kept(RolloutReport.of(lines));

            assertThat(report.course().stage()).isEqualTo(run.state().stage());
            assertThat(report.metrics()).allMatch(metric -> metric.points().size() <= RolloutHistory.MOST_POINTS);
            assertThat(report.trail().entries().size()).isLessThanOrEqualTo(1_000);
            assertThat(report.whyBack().isPresent()).isEqualTo(report.course().outcome() == Outcome.ROLLED_BACK);
        }
    }

    private static RolloutReport kept(RolloutReport report) throws IOException {
        byte[] json = JsonFile.MAPPER.writeValueAsBytes(report);
        assertThat(new String(json, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("NaN", "Infinity");
        RolloutReport again = JsonFile.read(json, "rollout.json", RolloutReport.class, RolloutReport.SCHEMA);
        assertThat(again).isEqualTo(report);
        return again;
    }

    @Test
    public void evidenceWithoutEndIsKeptAsANumber() throws IOException {
        RolloutReport.Judgement judgement =
                RolloutReport.Judgement.of(new io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict(
                        "errors",
                        Word.HARM,
                        io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role.CRITICAL,
                        Double.POSITIVE_INFINITY,
                        "",
                        new io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures(
                                0.3, 0, 100, 2, Double.POSITIVE_INFINITY)));

        String json = JsonFile.MAPPER.writeValueAsString(judgement);

        assertThat(json).contains("1.7976931348623157E308").contains("\"high\":null");
        assertThat(JsonFile.MAPPER.readValue(json, RolloutReport.Judgement.class))
                .isEqualTo(judgement);
    }

    @Test
    public void aChartHasAtMostThreeHundredPointsAndTheWorstAreAmongThem() {
        List<RolloutReport.Point> points = new java.util.ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            points.add(new RolloutReport.Point(
                    i, Word.NO_HARM_SEEN, i == 2_345 ? 60 : 1, new RolloutReport.Sides(0, 0, 0, 0, 0)));
        }

        List<RolloutReport.Point> some = MetricHistory.thinned(points);

        assertThat(some).hasSize(300).isSortedAccordingTo(java.util.Comparator.comparingLong(RolloutReport.Point::at));
        assertThat(some).extracting(RolloutReport.Point::at).contains(0L, 2_345L, 4_999L);
    }
}
