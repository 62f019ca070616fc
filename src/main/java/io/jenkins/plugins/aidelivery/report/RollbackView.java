package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Extra;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Impact;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import java.util.ArrayList;
import java.util.List;

/** Why a rollout went back, and what it cost until then. */
public final class RollbackView {
    private final RolloutReport report;
    private final RollbackAnalysis analysis;

    RollbackView(RolloutReport report, RollbackAnalysis analysis) {
        this.report = report;
        this.analysis = analysis;
    }

    private Impact impact() {
        return analysis.impact();
    }

    /** How much traffic had it for how long, and what that cost. */
    String inShort() {
        if (impact().peak() == 0) {
            return text("rollout.impact.none");
        }
        String exposed = text(
                "rollout.impact.exposed", Figures.number(impact().peak()), RolloutTime.lasting(impact().exposed()));
        return impact().extras().stream()
                .filter(extra -> extra.surplus() >= 1)
                .findFirst()
                .map(extra -> exposed + "; " + surplus(extra))
                .orElse(exposed);
    }

    private static String surplus(Extra extra) {
        return text(
                extra.good() ? "rollout.impact.fewer" : "rollout.impact.more",
                Figures.number(Math.rint(extra.surplus())),
                extra.rule());
    }

    /** A label and what it says. */
    public record Fact(String label, String value) {}

    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                text("rollout.fact.cause"),
                text(
                        "rollout.cause." + analysis.cause().kind().name(),
                        analysis.cause().actor(),
                        analysis.cause().reason())));
        if (!analysis.cause().phase().isEmpty()) {
            facts.add(new Fact(
                    text("rollout.fact.where"),
                    text(
                            "rollout.fact.phase",
                            analysis.cause().phase(),
                            Figures.number(analysis.cause().weight()))));
        }
        times(facts);
        facts.add(new Fact(text("rollout.fact.exposed"), inExposure()));
        impact().extras().stream()
                .filter(extra -> extra.requests() > 0)
                .forEach(extra -> facts.add(new Fact(text("rollout.fact.extra", extra.rule()), extra(extra))));
        facts.add(new Fact(text("rollout.fact.recovery"), recovery()));
        return facts;
    }

    private void times(List<Fact> facts) {
        long start = report.course().startedAt();
        if (!analysis.cause().judgements().isEmpty()) {
            facts.add(new Fact(
                    text("rollout.fact.seen"),
                    RolloutTime.beside(impact().seenAt(), start).text() + ", "
                            + text(
                                    "rollout.fact.decided",
                                    RolloutTime.lasting(impact().decidedAt() - impact().seenAt()))));
        }
        facts.add(new Fact(
                text("rollout.fact.restored"),
                impact().restoredAt() == 0
                        ? text("rollout.fact.notRestored")
                        : RolloutTime.beside(impact().restoredAt(), start).text() + ", "
                                + text(
                                        "rollout.fact.after",
                                        RolloutTime.lasting(impact().restoredAt() - impact().decidedAt()))));
    }

    private String inExposure() {
        if (impact().peak() == 0) {
            return text("rollout.impact.none");
        }
        String exposed = text(
                "rollout.impact.exposed", Figures.number(impact().peak()), RolloutTime.lasting(impact().exposed()));
        return impact().requests() > 0
                ? exposed + "; " + text("rollout.impact.requests", Figures.number(impact().requests()))
                : exposed;
    }

    private static String extra(Extra extra) {
        String events = text(
                "rollout.impact.of",
                Figures.number(Math.rint(extra.events())),
                Figures.number(Math.rint(extra.requests())));
        return Double.isNaN(extra.expected())
                ? events
                : events + "; " + text("rollout.impact.expected", Figures.number(Math.rint(extra.expected())));
    }

    private String recovery() {
        String word = text("rollout.recovery." + analysis.recovery().state().name());
        return analysis.recovery().reason().isEmpty()
                ? word
                : word + ": " + analysis.recovery().reason();
    }
}
