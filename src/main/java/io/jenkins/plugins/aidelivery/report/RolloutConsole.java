package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.Action;
import io.jenkins.plugins.aidelivery.rollout.Decision;
import io.jenkins.plugins.aidelivery.rollout.Evaluation;
import io.jenkins.plugins.aidelivery.rollout.RolloutEvent;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.Stage;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rollout as the lines of a console: one for each thing that is worth telling while it goes on, and a block at its end. Remembers
 * what it said last, so that nothing is said twice.
 */
public final class RolloutConsole {
    private static final long MINUTE = 60_000;
    private static final int WIDTH = 12;
    private static final int LONGEST = 240;

    /** What goes by itself from one moment to the next. */
    private static final Set<Stage> PASSING =
            Set.of(Stage.PENDING, Stage.PRECHECK, Stage.SETTLING, Stage.BAKING, Stage.FINALISING);

    private String said = "";
    private long saidAt = Long.MIN_VALUE;
    private String problem = "";
    private boolean failing;
    private boolean held;

    /**
     * The line for an event, without line ends or control characters; empty if it isn't worth one.
     *
     * @param state after the event
     */
    public synchronized Optional<String> line(RolloutState state, RolloutEvent event) {
        return text(state, event).map(text -> DriftConsole.shortened(ConsoleBlock.line(text), LONGEST));
    }

    /** What came of it, in a few lines. */
    public static List<String> block(RolloutReport report) {
        return RolloutSummary.of(report, "");
    }

    /** The same, with the address of its page. */
    public static List<String> block(RolloutReport report, String page) {
        return RolloutSummary.of(report, page);
    }

    private Optional<String> text(RolloutState state, RolloutEvent event) {
        if (event instanceof RolloutEvent.Planned planned) {
            return Optional.of(head(planned.plan()));
        } else if (event instanceof RolloutEvent.TakenOver taken) {
            return taken.epoch() > 1 ? line("taken over", "by runner " + taken.epoch()) : Optional.empty();
        } else if (event instanceof RolloutEvent.Checked checked) {
            return checked.problems().isEmpty()
                    ? Optional.empty()
                    : line("check", String.join("; ", checked.problems()));
        } else if (event instanceof RolloutEvent.Entered entered) {
            said = "";
            return entered(state, entered);
        } else if (event instanceof RolloutEvent.Evaluated evaluated) {
            return evaluated(state.plan(), evaluated.evaluation());
        } else if (event instanceof RolloutEvent.Ordered ordered) {
            String metric = ordered.metric().isEmpty() ? "" : " " + ordered.metric();
            return line("order", word(ordered.order()) + metric + ": " + ordered.reason());
        } else if (event instanceof RolloutEvent.Failed failed) {
            failing = true;
            return trouble("failed", words(failed.action()) + ": " + failed.problem());
        } else if (event instanceof RolloutEvent.Done done) {
            problem = "";
            return done.action() instanceof Action.RunHook ? line("done", words(done.action())) : Optional.empty();
        } else if (event instanceof RolloutEvent.Seen seen) {
            return seen(state, seen);
        }
        return Optional.empty();
    }

    private static String head(RolloutPlan plan) {
        String version = plan.subject().version().id();
        return "rollout " + plan.subject().name() + (version.isEmpty() ? "" : " " + version) + " on "
                + plan.subject().target() + ": "
                + plan.phases().stream()
                        .map(phase -> Figures.number(phase.weight()) + " % for " + RolloutTime.lasting(phase.bake()))
                        .collect(Collectors.joining(", "));
    }

    private Optional<String> entered(RolloutState state, RolloutEvent.Entered entered) {
        Stage stage = entered.stage();
        boolean resumed = stage == Stage.BAKING && held;
        held = stage == Stage.PAUSED || stage == Stage.WAITING;
        if (PASSING.contains(stage)) {
            return resumed ? line("goes on", entered.reason()) : Optional.empty();
        }
        String where = entered.phase() < 0
                ? ""
                : state.plan().phases().get(entered.phase()).name();
        return switch (stage) {
            case SHIFTING -> line("phase", where + ": " + entered.reason());
            case WAITING ->
                line(
                        "waiting",
                        "for " + state.plan().phases().get(entered.phase()).approval() + " to agree; "
                                + entered.reason());
            case PAUSED -> line("paused", "in " + where + ": " + entered.reason());
            case ABORTING -> line("going back", entered.reason());
            case ROLLBACK_STUCK ->
                line(
                        "STUCK",
                        "the router doesn't give stable its traffic back, and is asked again and again: "
                                + entered.reason());
            case RECOVERING -> line("restored", "stable has all traffic again, and is watched");
            default -> line(word(stage), entered.reason());
        };
    }

    /** What the router says is only told where it isn't what was asked for. */
    private Optional<String> seen(RolloutState state, RolloutEvent.Seen seen) {
        boolean known = failing;
        failing = false;
        if (known && Double.compare(seen.weight(), state.wanted()) != 0) {
            return Optional.empty();
        }
        if (!seen.problem().isEmpty()) {
            return trouble("router", seen.problem());
        }
        if (Double.compare(seen.weight(), state.wanted()) == 0) {
            problem = "";
            return Optional.empty();
        }
        return trouble(
                "router",
                "says " + Figures.number(seen.weight()) + " % where " + Figures.number(state.wanted())
                        + " % was asked for");
    }

    /** What fails again and again is told once. */
    private Optional<String> trouble(String word, String text) {
        if (text.equals(problem)) {
            return Optional.empty();
        }
        problem = text;
        return line(word, text);
    }

    /** Whenever the decision or what a rule says is another one, and once a minute. */
    private Optional<String> evaluated(RolloutPlan plan, Evaluation evaluation) {
        String summary = evaluation.decision()
                + evaluation.verdicts().stream()
                        .filter(MetricVerdict::isGating)
                        .map(verdict -> verdict.metric() + coarse(verdict.word()))
                        .collect(Collectors.joining());
        if (summary.equals(said) && evaluation.to() < saidAt + MINUTE) {
            return Optional.empty();
        }
        said = summary;
        saidAt = evaluation.to();
        boolean plain = evaluation.decision() == Decision.HOLD || evaluation.decision() == Decision.CONTINUE;
        String figures = evaluation.verdicts().stream()
                .filter(verdict -> !evaluation.reason().contains(verdict.reason()))
                .filter(verdict -> verdict.isGating() || verdict.word() == Word.HARM)
                .map(verdict -> figures(plan, verdict))
                .collect(Collectors.joining("; "));
        return line(
                plain ? "judged" : word(evaluation.decision()),
                evaluation.reason() + (figures.isEmpty() ? "" : " | " + figures));
    }

    /** Shown safe or not is no difference that somebody waits for. */
    private static String coarse(Word word) {
        return word == Word.SAFE ? Word.NO_HARM_SEEN.name() : word.name();
    }

    /** {@code errors 0.83 % (stable 1.1 %)}. */
    private static String figures(RolloutPlan plan, MetricVerdict verdict) {
        Optional<Rule> rule = plan.rules().stream()
                .filter(each -> each.name().equals(verdict.metric()))
                .findFirst();
        double canary = verdict.figures().canary();
        double stable = verdict.figures().stable();
        if (Double.isNaN(canary)) {
            return verdict.metric() + " " + word(verdict.word());
        }
        Unit unit = rule.filter(Rule.Latency.class::isInstance).isPresent()
                ? Unit.SECONDS
                : rule.filter(each -> each instanceof Rule.Rate || each instanceof Rule.Outputs)
                                .isPresent()
                        ? Unit.RATIO
                        : Unit.NUMBER;
        boolean loud = verdict.word() != Word.SAFE && verdict.word() != Word.NO_HARM_SEEN;
        return verdict.metric() + " " + RolloutMetricView.figure(unit, canary)
                + (Double.isNaN(stable) ? "" : " (stable " + RolloutMetricView.figure(unit, stable) + ")")
                + (loud ? " " + word(verdict.word()).toUpperCase(Locale.ROOT) : "");
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String words(Action action) {
        return action instanceof Action.SetWeight set
                ? "weight " + Figures.number(set.weight()) + " %"
                : ((Action.RunHook) action).hook().id();
    }

    private static Optional<String> line(String word, String text) {
        return Optional.of("  " + word + " ".repeat(Math.max(1, WIDTH - word.length())) + text);
    }
}
