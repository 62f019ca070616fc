package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.Decision;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Compared;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Kind;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Metric;
import java.util.List;
import java.util.Optional;

/** A part of the way, with what was known at its end. */
public final class RolloutPhaseView {
    private static final double BEYOND = 1e6;
    private static final double WHOLE = 100;

    private final RolloutReport report;
    private final RolloutReport.Phase phase;
    private final int number;

    RolloutPhaseView(RolloutReport report, int index) {
        this.report = report;
        this.phase = report.phases().get(index);
        this.number = index + 1;
    }

    public String anchor() {
        return "phase-" + number;
    }

    public String name() {
        return RolloutWords.name(phase);
    }

    public String weight() {
        return Figures.number(phase.weight()) + " %";
    }

    public RolloutTime started() {
        return RolloutTime.beside(phase.startedAt(), report.course().startedAt());
    }

    public boolean isOver() {
        return phase.endedAt() > 0;
    }

    public RolloutTime ended() {
        return RolloutTime.beside(phase.endedAt(), report.course().startedAt());
    }

    public String lasted() {
        return RolloutTime.lasting((isOver() ? phase.endedAt() : report.course().asOf()) - phase.startedAt());
    }

    public String observed() {
        return phase.observed() > 0 ? RolloutTime.lasting(phase.observed()) : "–";
    }

    public String tone() {
        return isOver() ? RolloutWords.tone(phase.decision(), phase.kind()) : "none";
    }

    public String word() {
        return isOver() ? RolloutWords.ending(phase, report.course().stage()) : text("rollout.goingOn");
    }

    public String reason() {
        return phase.reason();
    }

    /** Whether its figures are unfolded from the beginning: those that decided, or that are the newest. */
    public boolean isOpen() {
        boolean newest = number == report.phases().size() && phase.kind() != Kind.BACK;
        return isOver() ? phase.decision() == Decision.ABORT : newest;
    }

    /**
     * A rule at the end of the phase.
     *
     * @param interval of the canary compared with stable
     * @param evidence of harm
     */
    public record Row(
            String rule,
            String role,
            String tone,
            String word,
            String canary,
            String stable,
            String interval,
            String evidence,
            String exposure,
            String reason) {}

    public List<Row> rows() {
        return phase.judgements().stream().map(this::row).toList();
    }

    private Row row(RolloutReport.Judgement judgement) {
        Optional<Metric> metric = report.metrics().stream()
                .filter(each -> each.rule().equals(judgement.rule()))
                .findFirst();
        Unit unit = metric.map(Metric::unit).orElse(Unit.NUMBER);
        RolloutReport.Sides sides = judgement.sides();
        // On the way back it is stable that is measured, alone.
        boolean back = phase.kind() == Kind.BACK;
        return new Row(
                judgement.rule(),
                text("rollout.role." + judgement.role().name()),
                RolloutWords.tone(judgement.word()),
                RolloutWords.word(judgement.word()),
                back ? "–" : RolloutMetricView.figure(unit, sides.canary()),
                metric.filter(each -> each.compared() == Compared.ASKED).isPresent()
                        ? text("rollout.asked", RolloutMetricView.figure(unit, sides.stable()))
                        : RolloutMetricView.figure(unit, back ? sides.canary() : sides.stable()),
                metric.map(each -> interval(each, sides)).orElse("–"),
                evidence(judgement.evidence()),
                Figures.number(sides.exposure()),
                judgement.reason());
    }

    private static String interval(Metric metric, RolloutReport.Sides sides) {
        if (Double.isNaN(sides.low()) && Double.isNaN(sides.high())) {
            return "–";
        }
        if (metric.compared() == Compared.ITSELF) {
            return RolloutMetricView.figure(metric.unit(), sides.low()) + " – "
                    + RolloutMetricView.figure(metric.unit(), sides.high());
        }
        if (metric.compared() == Compared.DIFFERENCE) {
            return signed(sides.low()) + " to " + signed(sides.high());
        }
        return Figures.number(sides.low()) + " to " + (Double.isNaN(sides.high()) ? "∞" : Figures.number(sides.high()))
                + " ×";
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Figures.number(value);
    }

    private static String evidence(double evidence) {
        if (Double.isNaN(evidence)) {
            return "–";
        }
        if (evidence >= BEYOND) {
            return "> 1,000,000";
        }
        return evidence < 1 ? "< 1" : Figures.fixed(evidence, evidence < WHOLE ? 1 : 0);
    }
}
