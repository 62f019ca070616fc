package io.jenkins.plugins.aidelivery.rollout;

import java.util.Optional;

/**
 * What to do next on the way back: is the previous version there, weights down to nothing, what belongs to it, and is it well? Only the
 * first and the last of it may be given up; traffic is moved until it has moved.
 */
final class WayBack {
    /** How long the previous version may take to say that it is well; who is worse off has traffic meanwhile. Milliseconds. */
    private static final long PATIENCE = 60_000;

    private final RolloutState state;
    private final RolloutPlan plan;
    private final long now;

    WayBack(RolloutState state, long now) {
        this.state = state;
        this.plan = state.plan();
        this.now = now;
    }

    Command next() {
        return state.stage() == Stage.RECOVERING ? recover() : back();
    }

    private Command back() {
        boolean restore = state.isPromoted() && !state.isDone(Action.Hook.RESTORE) && !isMoving();
        boolean late = state.attempts().failures() > 0 && now - state.stageSince() >= PATIENCE;
        if (restore && !state.attempts().isEnough() && !late) {
            return again(Action.Hook.RESTORE);
        }
        Traffic traffic = state.traffic();
        if (traffic.wanted() == 0 && traffic.isWhereWanted()) {
            return moved();
        }
        boolean stepwise = !plan.reactions().back().isEmpty();
        boolean first = state.tries().failures() == 0 && (stepwise || traffic.wanted() == 0);
        if (traffic.isToBeSeen() || traffic.unlooked() && first) {
            return new Command.Look();
        }
        if (!isMoving()) {
            return new Command.Perform(new Action.SetWeight(weight()), state.reason());
        }
        if (state.stage() == Stage.ABORTING && state.tries().isEnough()) {
            return enter(Stage.ROLLBACK_STUCK, state.problem());
        }
        double weight = weight();
        if (weight > 0 && traffic.isWhereWanted()) {
            long due = traffic.seenAt() + plan.times().settle();
            return now < due
                    ? new Command.Wait(due)
                    : new Command.Perform(new Action.SetWeight(below(weight)), state.reason());
        }
        return retry(new Command.Perform(new Action.SetWeight(weight), state.reason()));
    }

    /** Whether a weight on the way back was asked for. */
    private boolean isMoving() {
        double wanted = state.wanted();
        return wanted == 0 || plan.reactions().back().contains(wanted);
    }

    /** The step that is being taken, or the next one below what is; never up, and none where anything is in doubt. */
    private double weight() {
        double seen = state.seen();
        if (state.traffic().unlooked() || Double.isNaN(seen) || state.tries().failures() > 0) {
            return 0;
        }
        return isMoving() ? Math.min(state.wanted(), seen) : below(Math.min(state.wanted(), seen));
    }

    private double below(double weight) {
        return plan.reactions().back().stream()
                .filter(step -> step < weight)
                .findFirst()
                .orElse(0.0);
    }

    private Command moved() {
        if (!state.isDone(Action.Hook.ROLL_BACK) && !state.attempts().isEnough()) {
            return again(Action.Hook.ROLL_BACK);
        }
        String undone = (state.isDone(Action.Hook.ROLL_BACK) ? "" : "; what belongs to it is not: " + state.problem())
                + (unrestored()
                        ? "; a person is needed, the old version was not known to be up before it got its traffic back"
                        : "");
        return state.phase() >= 0 && plan.times().recover() > 0
                ? enter(Stage.RECOVERING, state.reason() + undone)
                : enter(Stage.ROLLED_BACK, state.reason() + undone);
    }

    /** Traffic goes back even then: the new version is known to do harm, and of the old one nothing is known. */
    private boolean unrestored() {
        return state.isPromoted() && !state.isDone(Action.Hook.RESTORE);
    }

    /** Traffic that comes back to the canary sends us back to the beginning of this. */
    private Command recover() {
        if (state.traffic().hasStrayed()) {
            return enter(Stage.ABORTING, state.reason());
        }
        long until = state.stageSince() + plan.times().recover();
        Optional<Command> look = Looking.next(state, now);
        if (look.isPresent()) {
            return look.get();
        }
        if (now < until) {
            return new Command.Wait(Math.min(until, Looking.due(state)));
        }
        Optional<Evaluation> last = state.last();
        boolean well = last.filter(evaluation -> evaluation.decision() == Decision.CONTINUE)
                .isPresent();
        return enter(
                Stage.ROLLED_BACK,
                well
                        ? state.reason()
                        : state.reason() + "; a person is needed, stable is not known to be well: "
                                + last.map(Evaluation::reason).orElse("nothing was measured"));
    }

    private Command again(Action.Hook hook) {
        long due = state.attempts().due();
        return state.attempts().failures() == 0 || now >= due
                ? new Command.Perform(new Action.RunHook(hook), state.reason())
                : new Command.Wait(due);
    }

    private Command retry(Command command) {
        long due = state.tries().due();
        return state.tries().failures() == 0 || now >= due ? command : new Command.Wait(due);
    }

    private Command enter(Stage stage, String reason) {
        return new Command.Enter(stage, state.phase(), reason);
    }
}
