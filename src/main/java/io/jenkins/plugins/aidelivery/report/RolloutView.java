package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Course;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Kind;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rollout as its page shows it: what it came to and why, then how. */
public final class RolloutView {
    private static final int MOST_PHASES = 100;

    /** Up to so many entries of the trail are there at once. */
    private static final int OPEN_TRAIL = 60;

    private final RolloutReport report;

    RolloutView(RolloutReport report) {
        this.report = report;
    }

    // --- the outcome

    private Course course() {
        return report.course();
    }

    private Outcome outcome() {
        return course().outcome();
    }

    /** What is rolled out, for headings. */
    public String subject() {
        return report.subject().name();
    }

    public String tone() {
        return switch (outcome()) {
            case PROMOTED -> "good";
            case ROLLED_BACK, STUCK -> "bad";
            case HELD, GOING_BACK, REFUSED -> "open";
            case RUNNING -> "none";
        };
    }

    /** The outcome in files and scripts, such as ROLLED_BACK. */
    public String outcomeName() {
        return outcome().name();
    }

    public String outcomeWord() {
        if (outcome() == Outcome.RUNNING || outcome() == Outcome.HELD) {
            return text("rollout.stage." + course().stage().name(), phase());
        }
        return text("rollout.outcome." + outcome().name());
    }

    private String phase() {
        return report.phases().isEmpty()
                ? ""
                : RolloutWords.name(report.phases().get(report.phases().size() - 1));
    }

    /** What a reader sees first: why it went back, or how far it has come. */
    public String first() {
        return report.whyBack().isPresent() || outcome() == Outcome.REFUSED ? why() : number();
    }

    /** What comes after that; may be empty. */
    public String second() {
        return report.whyBack().isPresent() || outcome() == Outcome.REFUSED ? number() : why();
    }

    private String why() {
        return report.whyBack()
                .map(back -> text(
                        "rollout.cause." + back.cause().kind().name(),
                        back.cause().actor(),
                        back.cause().reason()))
                .orElseGet(() -> switch (outcome()) {
                    case PROMOTED -> text("rollout.why.promoted", Integer.toString(passed()), course().reason());
                    case RUNNING -> latest().orElse(course().reason());
                    default -> course().reason();
                });
    }

    /** What the evidence said last, if there was any in this part of the way. */
    private Optional<String> latest() {
        return report.phases().stream()
                .reduce((first, second) -> second)
                .map(RolloutReport.Phase::reason)
                .filter(reason -> !reason.isEmpty());
    }

    private int passed() {
        return (int) report.phases().stream()
                .filter(phase -> phase.kind() == Kind.PHASE)
                .count();
    }

    private String number() {
        if (report.whyBack().isPresent()) {
            return new RollbackView(report, report.whyBack().get()).inShort();
        }
        double weight = weight();
        if (outcome() == Outcome.REFUSED || Double.isNaN(weight)) {
            return text("rollout.number.nothing");
        }
        return text("rollout.number.weight", Figures.number(weight));
    }

    private double weight() {
        return report.weights().isEmpty()
                ? Double.NaN
                : report.weights().get(report.weights().size() - 1).weight();
    }

    public String target() {
        return report.subject().target();
    }

    /** From one version to another; empty if the plan names none. */
    public List<String> versions() {
        List<String> versions = new ArrayList<>();
        version(versions, "rollout.version.new", report.subject().version());
        version(versions, "rollout.version.old", report.subject().previous());
        return versions;
    }

    private static void version(List<String> versions, String key, RolloutPlan.Version version) {
        List<String> parts = new ArrayList<>();
        for (String part : List.of(version.id(), version.artifact(), version.configuration(), version.data())) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (!parts.isEmpty()) {
            versions.add(text(key, String.join(", ", parts)));
        }
    }

    public String strategy() {
        return text("rollout.strategy." + report.strategy().name());
    }

    public RolloutTime started() {
        return RolloutTime.whole(course().startedAt());
    }

    /** When it ended, or when it was last looked at. */
    public RolloutTime ended() {
        return RolloutTime.whole(isOver() ? course().endedAt() : course().asOf());
    }

    public boolean isOver() {
        return course().endedAt() > 0;
    }

    public String lasted() {
        return RolloutTime.lasting((isOver() ? course().endedAt() : course().asOf()) - course().startedAt());
    }

    /** What it waits for; empty if it is over. */
    public String waiting() {
        return course().waiting().what();
    }

    public Optional<RolloutTime> waitingUntil() {
        long until = course().waiting().until();
        return until > 0 ? Optional.of(RolloutTime.whole(until)) : Optional.empty();
    }

    /** What happens then. */
    public String waitingEnd() {
        return outcome() == Outcome.HELD ? text("rollout.untilBack") : "";
    }

    // --- how

    public List<String> advice() {
        return report.whyBack().map(back -> back.recommendations()).orElse(List.of());
    }

    public RolloutTimeline timeline() {
        return new RolloutTimeline(report);
    }

    public List<RolloutMetricView> metrics() {
        return report.metrics().stream()
                .filter(metric -> !metric.points().isEmpty())
                .map(metric -> new RolloutMetricView(metric, course()))
                .filter(RolloutMetricView::isDrawn)
                .toList();
    }

    /** The latest phases. */
    public List<RolloutPhaseView> phases() {
        List<RolloutReport.Phase> phases = report.phases();
        List<RolloutPhaseView> views = new ArrayList<>();
        for (int i = Math.max(0, phases.size() - MOST_PHASES); i < phases.size(); i++) {
            views.add(new RolloutPhaseView(report, i));
        }
        return views;
    }

    public String hiddenPhases() {
        int hidden = report.phases().size() - MOST_PHASES;
        return hidden > 0 ? text("rollout.phases.hidden", Figures.number(hidden)) : "";
    }

    /** Phases to come, in words. */
    public List<String> ahead() {
        return report.ahead().stream()
                .map(phase -> text(
                        phase.approval().isEmpty() ? "rollout.ahead" : "rollout.ahead.approval",
                        phase.name(),
                        Figures.number(phase.weight()),
                        RolloutTime.lasting(phase.bake()),
                        phase.approval()))
                .toList();
    }

    public Optional<RollbackView> rollback() {
        return report.whyBack().map(back -> new RollbackView(report, back));
    }

    public Optional<RollbackNecessity> necessity() {
        return report.whetherBack();
    }

    public String necessityTone() {
        return necessity()
                .map(judged -> switch (judged.advice()) {
                    case IMMEDIATE_ROLLBACK -> "bad";
                    case CONDITIONAL_ROLLBACK, FORWARD_FIX -> "open";
                    case MONITOR -> "good";
                })
                .orElse("none");
    }

    public String necessityWord() {
        return necessity()
                .map(judged -> text("rollout.necessity." + judged.advice().name()))
                .orElse("");
    }

    public String confidence() {
        return necessity()
                .map(judged -> text("rollout.confidence", Figures.percent(judged.confidence()), judged.basis()))
                .orElse("");
    }

    /** A line of the trail. */
    public record TrailRow(RolloutTime time, String actor, String what, String why, String effect) {}

    /** The latest first. */
    public List<TrailRow> trail() {
        List<TrailRow> rows = new ArrayList<>();
        for (RolloutReport.Entry entry : report.trail().entries()) {
            String times = entry.times() > 1 ? text("rollout.times", Integer.toString(entry.times())) : "";
            rows.add(
                    0,
                    new TrailRow(
                            RolloutTime.beside(entry.at(), course().startedAt()),
                            entry.actor(),
                            entry.what(),
                            entry.why(),
                            entry.effect() + times));
        }
        return rows;
    }

    public boolean isTrailOpen() {
        return report.trail().entries().size() <= OPEN_TRAIL;
    }

    /** How much the trail can be trusted, and what it leaves out. */
    public String trailNote() {
        String note = text(
                report.trail().verified() ? "rollout.trail.verified" : "rollout.trail.unverified",
                Figures.number(report.trail().lines()));
        return report.trail().left() > 0
                ? note + " "
                        + text(
                                "rollout.trail.left",
                                Figures.number(report.trail().left()))
                : note;
    }
}
