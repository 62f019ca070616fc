package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.Action;
import io.jenkins.plugins.aidelivery.rollout.Decision;
import io.jenkins.plugins.aidelivery.rollout.Evaluation;
import io.jenkins.plugins.aidelivery.rollout.RolloutEvent;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.Stage;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A rollout as the lines of a console: one for each thing that is worth telling while it goes on, and a block at its end. */
public final class RolloutConsole {
    private static final long MINUTE = 60_000;
    private static final double SECOND = 1000;
    private static final int WIDTH = 12;

    /** What goes by itself from one moment to the next. */
    private static final Set<Stage> PASSING = Set.of(Stage.PENDING, Stage.PRECHECK, Stage.SETTLING, Stage.FINALISING);

    private String said = "";
    private long saidAt = Long.MIN_VALUE;

    /** Whether nothing was judged yet where it is now. */
    private boolean isFirstLook = true;

    /** The line for an event, without line ends or control characters; empty if it isn't worth one. */
    public Optional<String> line(RolloutState state, RolloutEvent event) {
        return text(state, event).map(ConsoleBlock::line);
    }

    private Optional<String> text(RolloutState state, RolloutEvent event) {
        if (event instanceof RolloutEvent.Planned planned) {
            return Optional.of(head(planned));
        } else if (event instanceof RolloutEvent.TakenOver taken) {
            return taken.epoch() > 1
                    ? Optional.of(padded("taken over") + "by runner " + taken.epoch())
                    : Optional.empty();
        } else if (event instanceof RolloutEvent.Entered entered) {
            said = "";
            isFirstLook = true;
            return entered(state, entered);
        } else if (event instanceof RolloutEvent.Evaluated evaluated) {
            return evaluated(evaluated.evaluation());
        } else if (event instanceof RolloutEvent.Ordered ordered) {
            return Optional.of(padded("order") + ordered.order() + " " + ordered.metric() + " " + ordered.reason());
        } else if (event instanceof RolloutEvent.Failed failed) {
            return Optional.of(padded("failed") + words(failed.action()) + ": " + failed.problem());
        } else if (event instanceof RolloutEvent.Done done && done.action() instanceof Action.RunHook) {
            return Optional.of(padded("done") + words(done.action()));
        } else if (event instanceof RolloutEvent.Seen seen && !seen.problem().isEmpty()) {
            return Optional.of(padded("router") + seen.problem());
        }
        return Optional.empty();
    }

    private static String head(RolloutEvent.Planned planned) {
        String version = planned.plan().subject().version().id();
        return "rollout " + planned.plan().subject().name() + (version.isEmpty() ? "" : " " + version) + " on "
                + planned.plan().subject().target() + ": "
                + planned.plan().phases().stream()
                        .map(phase -> Figures.format(phase.weight(), Unit.NUMBER) + " % for "
                                + Figures.format(phase.bake() / SECOND, Unit.SECONDS))
                        .collect(Collectors.joining(", "));
    }

    private static Optional<String> entered(RolloutState state, RolloutEvent.Entered entered) {
        Stage stage = entered.stage();
        if (PASSING.contains(stage)) {
            return Optional.empty();
        }
        if (stage == Stage.SHIFTING) {
            return Optional.of(padded("shift") + "to phase "
                    + state.plan().phases().get(entered.phase()).name() + ": " + entered.reason());
        }
        boolean baking = stage == Stage.BAKING && !entered.reason().startsWith("evidence");
        return baking
                ? Optional.empty()
                : Optional.of(
                        padded(stage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')) + entered.reason());
    }

    /** Whenever it says something else, and once a minute. */
    private Optional<String> evaluated(Evaluation evaluation) {
        boolean first = isFirstLook;
        isFirstLook = false;
        if (first && evaluation.verdicts().stream().allMatch(verdict -> verdict.word() == MetricVerdict.Word.BLIND)) {
            // Growths of counters are known from the second look on; if it stays blind, that look says so.
            return Optional.empty();
        }
        String summary = evaluation.decision()
                + evaluation.verdicts().stream()
                        .map(verdict -> verdict.metric() + verdict.word())
                        .collect(Collectors.joining());
        if (summary.equals(said) && evaluation.to() < saidAt + MINUTE) {
            return Optional.empty();
        }
        said = summary;
        saidAt = evaluation.to();
        boolean plain = evaluation.decision() == Decision.HOLD || evaluation.decision() == Decision.CONTINUE;
        String verdicts = evaluation.verdicts().stream()
                .filter(verdict -> !evaluation.reason().contains(verdict.reason()))
                .filter(verdict -> verdict.isGating() || verdict.word() != MetricVerdict.Word.NO_HARM_SEEN)
                .map(verdict -> verdict.metric()
                        + (verdict.allows() ? " " : " " + word(verdict.word()) + ": ")
                        + verdict.reason())
                .collect(Collectors.joining("; "));
        return Optional.of(
                padded(plain ? "judged" : evaluation.decision().name().toLowerCase(java.util.Locale.ROOT))
                        + evaluation.reason()
                        + (verdicts.isEmpty() ? "" : "; " + verdicts));
    }

    private static String word(MetricVerdict.Word word) {
        return word.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String words(Action action) {
        return action instanceof Action.SetWeight set
                ? "weight " + Figures.format(set.weight(), Unit.NUMBER) + " %"
                : ((Action.RunHook) action).hook().id();
    }

    private static String padded(String word) {
        return "  " + word + " ".repeat(Math.max(1, WIDTH - word.length()));
    }

    /** What came of it, in a few lines. */
    public static List<String> block(RolloutReport report) {
        List<String> lines = new ArrayList<>();
        RolloutReport.Course course = report.course();
        long end = course.endedAt() > 0 ? course.endedAt() : course.asOf();
        lines.add("rollout " + report.subject().name() + ": "
                + course.outcome().name().replace('_', ' ') + " after "
                + Figures.format((end - course.startedAt()) / SECOND, Unit.SECONDS)
                + (course.reason().isEmpty() ? "" : ", " + course.reason()));
        for (RolloutReport.Phase phase : report.phases()) {
            lines.add("  " + Figures.format(phase.weight(), Unit.NUMBER) + " %  "
                    + Figures.format(phase.observed() / SECOND, Unit.SECONDS) + " observed  "
                    + (phase.decision() == null ? "" : phase.decision() + "  ") + phase.reason());
        }
        report.whyBack().ifPresent(why -> why.recommendations().forEach(todo -> lines.add("  what to do: " + todo)));
        report.whetherBack()
                .ifPresent(advice -> lines.add("  " + advice.advice().name().replace('_', ' ') + ", confidence "
                        + Figures.format(advice.confidence(), Unit.RATIO) + ": "
                        + String.join("; ", advice.reasons())));
        return lines.stream().map(ConsoleBlock::line).toList();
    }
}
