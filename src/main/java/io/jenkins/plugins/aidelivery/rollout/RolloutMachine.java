package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import java.util.List;
import java.util.Optional;

/**
 * What to do next: a pure function of what happened and the time. Whatever it is asked in, an order or a decision to go back comes
 * first, and nothing goes forward before the router was asked and evidence was judged.
 */
final class RolloutMachine {
    private static final List<Action.Hook> BEFORE =
            List.of(Action.Hook.DEPLOY, Action.Hook.WARM_UP, Action.Hook.VALIDATE);

    private final RolloutState state;
    private final RolloutPlan plan;
    private final long now;

    private RolloutMachine(RolloutState state, long now) {
        this.state = state;
        this.plan = state.plan();
        this.now = now;
    }

    /** @param now epoch milliseconds */
    static Command next(RolloutState state, long now) {
        return new RolloutMachine(state, now).next();
    }

    private Command next() {
        Stage stage = state.stage();
        if (stage.isFinal()) {
            return new Command.Finished();
        }
        if (stage.isGoingBack()) {
            return new WayBack(state, now).next();
        }
        if (state.isOrdered(Order.ABORT)) {
            return stage == Stage.PENDING || stage == Stage.PRECHECK
                    ? enter(Stage.REFUSED, "asked for: " + state.reason())
                    : abort("asked for: " + state.reason());
        }
        if (isLate()) {
            // Nothing was moved yet, and it isn't even known which side has the traffic.
            return stage == Stage.PENDING || stage == Stage.PRECHECK
                    ? enter(Stage.REFUSED, "it took longer than it may")
                    : abort("it took longer than it may");
        }
        if (stage.isExposed() && decision() == Decision.ABORT) {
            return abort(state.last().get().reason());
        }
        return switch (stage) {
            case PENDING -> enter(Stage.PRECHECK, "");
            case PRECHECK -> check();
            case DEPLOYING -> deploy();
            case SHIFTING -> shift();
            case SETTLING -> settle();
            case BAKING -> bake();
            case WAITING -> await();
            case PAUSED -> paused();
            case PROMOTING -> promote();
            case VERIFYING -> verify();
            default -> finish();
        };
    }

    /** A version that has all traffic and does well isn't taken back for having taken long. */
    private boolean isLate() {
        boolean late = now - state.begunAt() >= plan.times().deadline();
        return switch (state.stage()) {
            case FINALISING -> false;
            case VERIFYING -> late && decision() != Decision.HOLD && !decision().goesOn();
            default -> late;
        };
    }

    private boolean isHeld() {
        return decision() == Decision.PAUSE || decision() == Decision.AWAIT;
    }

    private Decision decision() {
        return state.evidence().decision();
    }

    private String because() {
        return state.last().map(Evaluation::reason).orElse("");
    }

    private Command enter(Stage stage, String reason) {
        return new Command.Enter(stage, state.phase(), reason);
    }

    private Command abort(String reason) {
        return enter(Stage.ABORTING, reason);
    }

    // --- before any traffic

    private Command check() {
        if (state.problems().isEmpty()) {
            return new Command.Check();
        }
        List<String> problems = state.problems().get();
        return problems.isEmpty()
                ? enter(Stage.DEPLOYING, "everything is there")
                : enter(Stage.REFUSED, String.join("; ", problems));
    }

    private Command deploy() {
        for (Action.Hook hook : BEFORE) {
            if (!state.isDone(hook)) {
                return state.attempts().failures() > 0
                        ? abort(state.problem())
                        : new Command.Perform(new Action.RunHook(hook), "before any traffic");
            }
        }
        return new Command.Enter(Stage.SHIFTING, 0, "the new version is ready");
    }

    // --- the way up

    private double weight() {
        return state.isPromoted() ? RolloutPlan.ALL : plan.phase(state.phase()).weight();
    }

    /** What it takes for the router to have the weight; empty if it has. */
    private Optional<Command> bring() {
        Traffic traffic = state.traffic();
        if (traffic.wanted() == weight() && traffic.isWhereWanted()) {
            return Optional.empty();
        }
        if (traffic.isToBeSeen() || traffic.unlooked() && state.tries().failures() == 0) {
            return Optional.of(new Command.Look());
        }
        if (isHigher() && isInDoubt()) {
            return Optional.of(untilNextLook());
        }
        return Optional.of(
                state.tries().isEnough()
                        ? abort("the router can't be moved: " + state.problem())
                        : retry(new Command.Perform(
                                new Action.SetWeight(weight()),
                                "phase '" + plan.phase(state.phase()).name() + "'")));
    }

    private boolean isHigher() {
        double seen = state.traffic().seen();
        return !Double.isNaN(seen) && weight() > seen;
    }

    /** After a gap, or where answers stopped coming, what has traffic gets no more of it. */
    private boolean isInDoubt() {
        boolean blind = state.evidence().isBlind() && state.traffic().seen() > 0;
        return state.evidence().unjudged() || blind || state.stage() == Stage.SHIFTING && isHeld();
    }

    private Command shift() {
        return bring().or(() -> state.evidence().unjudged() ? judged() : Optional.empty())
                .orElseGet(() -> enter(Stage.SETTLING, "the router has the weight"));
    }

    private Command retry(Command command) {
        long due = state.tries().due();
        return state.tries().failures() == 0 || now >= due ? command : new Command.Wait(due);
    }

    private Command settle() {
        long due = state.stageSince() + plan.times().settle();
        if (now < due) {
            return new Command.Wait(due);
        }
        return enter(Stage.BAKING, "what is measured now is of this weight");
    }

    /** A second try, because a first request may fail where a version has just got its traffic; more would be hope. */
    private Command validate() {
        return state.attempts().failures() > 1
                ? abort(state.problem())
                : beside(Action.Hook.VALIDATE_LIVE, "with all traffic");
    }

    /** Begins a hook, or tries it again, and goes on looking while it runs: the new version has traffic. */
    private Command beside(Action.Hook hook, String reason) {
        Tries attempts = state.attempts();
        boolean waits = attempts.failures() > 0 && now < attempts.due();
        if (!state.isRunning(hook) && !waits) {
            return new Command.Perform(new Action.RunHook(hook), reason);
        }
        long look = Looking.due(state);
        return judged().orElseGet(() -> new Command.Wait(waits ? Math.min(look, attempts.due()) : look));
    }

    // --- evidence

    private Optional<Command> judged() {
        return Looking.next(state, now);
    }

    private Command untilNextLook() {
        return judged().orElseGet(() -> new Command.Wait(Looking.due(state)));
    }

    private Command bake() {
        if (state.traffic().hasStrayed()) {
            return enter(Stage.SHIFTING, state.problem());
        }
        if (state.isOrdered(Order.PAUSE)) {
            return enter(Stage.PAUSED, state.reason());
        }
        if (weight() == RolloutPlan.ALL && !state.isDone(Action.Hook.VALIDATE_LIVE)) {
            return validate();
        }
        return switch (decision()) {
            case PAUSE, AWAIT -> enter(Stage.PAUSED, because());
            case STEP_BACK -> new Command.Enter(Stage.SHIFTING, Math.max(0, state.phase() - 1), because());
            case CONTINUE, SPEED_UP -> forward(because());
            default -> untilNextLook();
        };
    }

    private Command forward(String reason) {
        if (plan.phase(state.phase()).needsApproval() && !state.isApproved()) {
            return enter(Stage.WAITING, reason);
        }
        return plan.isLast(state.phase())
                ? enter(Stage.PROMOTING, reason)
                : new Command.Enter(Stage.SHIFTING, state.phase() + 1, reason);
    }

    /** Evidence is judged while a person thinks; what it says then is what counts. */
    private Command await() {
        if (state.isOrdered(Order.PAUSE)) {
            return enter(Stage.PAUSED, state.reason());
        }
        Optional<Command> bring = bring();
        if (bring.isPresent()) {
            return bring.get();
        }
        return state.isApproved() && decision().goesOn() ? forward("approved: " + state.reason()) : untilNextLook();
    }

    private Command paused() {
        Optional<Command> bring = bring();
        if (bring.isPresent()) {
            return bring.get();
        }
        if (state.isOrdered(Order.RESUME) && decision() != Decision.PAUSE) {
            return enter(Stage.BAKING, "asked for: " + state.reason());
        }
        boolean back = state.isAwaiting() && decision() != Decision.PAUSE && decision() != Decision.AWAIT;
        return back ? enter(Stage.BAKING, "evidence is back: " + because()) : untilNextLook();
    }

    // --- the end

    private Command promote() {
        if (!state.isDone(Action.Hook.PROMOTE)) {
            return state.attempts().isEnough() ? abort(state.problem()) : beside(Action.Hook.PROMOTE, state.reason());
        }
        if (isHigher()) {
            // The hook may have taken minutes, in which nobody looked.
            Optional<Command> judged = judged();
            if (judged.isPresent() || !decision().goesOn()) {
                return judged.orElseGet(() -> new Command.Wait(Looking.due(state)));
            }
        }
        Optional<Command> bring = bring();
        if (bring.isPresent()) {
            return bring.get();
        }
        if (!state.isDone(Action.Hook.VALIDATE_LIVE)) {
            return validate();
        }
        return enter(
                plan.times().keep() > 0 || plan.times().verify() > 0 ? Stage.VERIFYING : Stage.FINALISING,
                "the new version has all traffic");
    }

    private Command verify() {
        Optional<Command> bring = bring();
        if (bring.isPresent()) {
            return bring.get();
        }
        if (now - state.stageSince() >= plan.times().keep()) {
            if (decision().goesOn()) {
                return enter(Stage.FINALISING, "it did well with all traffic");
            }
            if (isHeld() && state.isApproved()) {
                return enter(Stage.FINALISING, "approved: " + state.reason());
            }
        }
        return untilNextLook();
    }

    private Command again(Command command) {
        long due = state.attempts().due();
        return state.attempts().failures() == 0 || now >= due ? command : new Command.Wait(due);
    }

    private Command finish() {
        if (!state.isDone(Action.Hook.CLEAN_UP) && !state.attempts().isEnough()) {
            return again(new Command.Perform(new Action.RunHook(Action.Hook.CLEAN_UP), "it is over"));
        }
        return enter(
                Stage.SUCCEEDED,
                state.isDone(Action.Hook.CLEAN_UP) ? state.reason() : "not cleaned up: " + state.problem());
    }
}
