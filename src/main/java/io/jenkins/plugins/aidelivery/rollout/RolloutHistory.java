package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Ahead;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Course;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Order;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Outcome;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Step;
import java.util.ArrayList;
import java.util.List;

/** Goes through a journal once and keeps what a report tells. */
final class RolloutHistory {
    /** Of each chart. */
    static final int MOST_POINTS = 300;

    private static final int MOST_STEPS = 1_000;

    private final List<Step> steps = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final PhaseHistory phases = new PhaseHistory();
    private final MetricHistory metrics = new MetricHistory();
    private final TrailHistory trail = new TrailHistory();
    private final RollbackHistory rollback = new RollbackHistory();
    private RolloutState state = RolloutState.none();
    private long startedAt;
    private long endedAt;
    private long asOf;

    RolloutHistory(List<RolloutJournal.Line> lines) {
        if (lines.isEmpty() || !(lines.get(0).event() instanceof RolloutEvent.Planned)) {
            throw new IllegalArgumentException("a rollout's journal begins with its plan");
        }
        startedAt = lines.get(0).at();
        for (RolloutJournal.Line line : lines) {
            add(line);
        }
    }

    private void add(RolloutJournal.Line line) {
        RolloutState before = state;
        RolloutEvent event = line.event();
        state = before.after(event, line.at());
        asOf = line.at();
        if (event instanceof RolloutEvent.Seen seen) {
            seen(line.at(), seen.weight());
        } else if (event instanceof RolloutEvent.Ordered ordered) {
            orders.add(new Order(line.at(), line.actor(), ordered.order(), ordered.reason(), ordered.metric()));
        }
        if (state.stage().isFinal() && !before.stage().isFinal()) {
            endedAt = line.at();
        }
        phases.add(before, line);
        metrics.add(before, line);
        trail.add(line);
        rollback.add(before, line);
    }

    private void seen(long at, double weight) {
        if (steps.isEmpty() || Double.compare(steps.get(steps.size() - 1).weight(), weight) != 0) {
            steps.add(new Step(at, weight));
        }
    }

    RolloutReport report() {
        RolloutPlan plan = state.plan();
        Course course = new Course(
                outcome(state.stage()), state.stage(), state.reason(), startedAt, endedAt, asOf, WaitingFor.of(state));
        return new RolloutReport(
                RolloutReport.SCHEMA,
                plan.subject(),
                plan.strategy(),
                course,
                steps.subList(Math.max(0, steps.size() - MOST_STEPS), steps.size()),
                phases.all(),
                ahead(),
                metrics.all(plan),
                orders,
                trail.trail(),
                rollback.analysis(state).orElse(null),
                rollback.necessity(state).orElse(null));
    }

    private List<Ahead> ahead() {
        Stage stage = state.stage();
        if (stage.isFinal() || stage.isGoingBack() || stage.isPromoted()) {
            return List.of();
        }
        List<RolloutPlan.Phase> planned = state.plan().phases();
        return planned.subList(state.phase() + 1, planned.size()).stream()
                .map(phase -> new Ahead(phase.name(), phase.weight(), phase.bake(), phase.approval()))
                .toList();
    }

    private static Outcome outcome(Stage stage) {
        return switch (stage) {
            case WAITING, PAUSED -> Outcome.HELD;
            case ABORTING, RECOVERING -> Outcome.GOING_BACK;
            case ROLLBACK_STUCK -> Outcome.STUCK;
            case SUCCEEDED -> Outcome.PROMOTED;
            case ROLLED_BACK -> Outcome.ROLLED_BACK;
            case REFUSED -> Outcome.REFUSED;
            default -> Outcome.RUNNING;
        };
    }
}
