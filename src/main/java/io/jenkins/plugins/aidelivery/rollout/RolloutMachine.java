package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import java.util.List;

/**
 * What to do next: a pure function of what happened and the time. Whatever it is asked in, an order or a decision to go back comes
 * first, and nothing goes forward before the router was asked and evidence was judged.
 */
final class RolloutMachine {
    /** A router that doesn't do it after so many tries doesn't do it. */
    private static final int MOST_TRIES = 6;

    private static final long SECOND = 1000;
    private static final long LONGEST_PAUSE = 30 * SECOND;

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
            return back();
        }
        if (state.order().filter(order -> order == Order.ABORT).isPresent()) {
            return abort("asked for: " + state.reason());
        }
        if (now - state.begunAt() >= plan.times().deadline() && stage != Stage.FINALISING) {
            return abort("it took longer than it may");
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

    /** What the last look at the evidence came to, in this phase. */
    private Decision decision() {
        return state.last().map(Evaluation::decision).orElse(Decision.HOLD);
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
            if (!state.hasRun(hook)) {
                return state.failures() > 0
                        ? abort(state.problem())
                        : new Command.Perform(new Action.RunHook(hook), "before any traffic");
            }
        }
        return new Command.Enter(Stage.SHIFTING, 0, "the new version is ready");
    }

    // --- the way up

    private double weight() {
        return state.stage() == Stage.VERIFYING || state.stage() == Stage.PROMOTING
                ? RolloutPlan.ALL
                : plan.phase(state.phase()).weight();
    }

    private Command shift() {
        if (state.wanted() == weight() && state.isWhereWanted()) {
            return state.isUnjudged() && state.seen() > 0
                    ? judged().orElse(enter(Stage.SETTLING, "the router has the weight"))
                    : enter(Stage.SETTLING, "the router has the weight");
        }
        if (state.isUnlooked()) {
            return new Command.Look();
        }
        boolean lower = Double.isNaN(state.seen()) || weight() <= state.seen();
        if (state.isUnjudged() && !lower) {
            return judged().orElseGet(this::set);
        }
        return set();
    }

    private Command set() {
        if (state.failures() >= MOST_TRIES) {
            return abort("the router can't be moved: " + state.problem());
        }
        return retry(new Command.Perform(
                new Action.SetWeight(weight()),
                "phase '" + plan.phase(state.phase()).name() + "'"));
    }

    /** At once the first time, then with longer and longer pauses. */
    private Command retry(Command command) {
        if (state.failures() == 0) {
            return command;
        }
        long pause = Math.min(LONGEST_PAUSE, SECOND << Math.min(5, state.failures() - 1));
        long due = state.failedAt() + (state.failures() == 1 ? 0 : pause / 2);
        return now >= due ? command : new Command.Wait(due);
    }

    private Command settle() {
        long due = state.stageSince() + plan.times().settle();
        return now < due
                ? new Command.Wait(due)
                : new Command.Enter(Stage.BAKING, state.phase(), "what is measured now is of this weight");
    }

    // --- evidence

    private long interval() {
        return state.isSlow() ? plan.times().interval() / 2 : plan.times().interval();
    }

    /** The next look at router and evidence; empty if it was taken for now. */
    private java.util.Optional<Command> judged() {
        long due = state.judgedTo() + interval();
        boolean must = state.isUnjudged() && now > state.judgedTo();
        if (now < due && !must) {
            return java.util.Optional.empty();
        }
        if (state.isUnlooked() || state.seenAt() < Math.min(due, now)) {
            return java.util.Optional.of(new Command.Look());
        }
        return java.util.Optional.of(new Command.Judge(state.judgedTo(), now));
    }

    /** A weight that isn't what was asked for is set again before anything is judged by it. */
    private boolean hasStrayed() {
        return !state.isUnlooked() && state.seen() != state.wanted();
    }

    private Command bake() {
        if (hasStrayed()) {
            return enter(Stage.SHIFTING, state.problem());
        }
        if (state.order().filter(order -> order == Order.PAUSE).isPresent()) {
            return enter(Stage.PAUSED, state.reason());
        }
        String reason = state.last().map(Evaluation::reason).orElse("");
        return switch (decision()) {
            case PAUSE -> enter(Stage.PAUSED, reason);
            case STEP_BACK ->
                state.phase() > 0
                        ? new Command.Enter(Stage.SHIFTING, state.phase() - 1, reason)
                        : enter(Stage.PAUSED, reason);
            case CONTINUE -> forward(reason);
            default -> judged().orElseGet(this::untilNextLook);
        };
    }

    private Command untilNextLook() {
        return new Command.Wait(state.judgedTo() + interval());
    }

    private Command forward(String reason) {
        if (plan.phase(state.phase()).approval() && !state.isApproved()) {
            return enter(Stage.WAITING, reason);
        }
        return plan.isLast(state.phase())
                ? enter(Stage.PROMOTING, reason)
                : new Command.Enter(Stage.SHIFTING, state.phase() + 1, reason);
    }

    /** Evidence is judged while a person thinks; what it says then is what counts. */
    private Command await() {
        if (hasStrayed()) {
            return enter(Stage.SHIFTING, state.problem());
        }
        if (state.order().filter(order -> order == Order.PAUSE).isPresent()) {
            return enter(Stage.PAUSED, state.reason());
        }
        if (state.isApproved() && decision() == Decision.CONTINUE) {
            return forward("approved: " + state.reason());
        }
        return judged().orElseGet(this::untilNextLook);
    }

    private Command paused() {
        if (hasStrayed()) {
            return enter(Stage.SHIFTING, state.problem());
        }
        if (state.order().filter(order -> order == Order.RESUME).isPresent() && decision() != Decision.PAUSE) {
            return enter(Stage.BAKING, state.reason());
        }
        return judged().orElseGet(this::untilNextLook);
    }

    // --- the end

    private Command promote() {
        if (!state.hasRun(Action.Hook.PROMOTE)) {
            return state.failures() >= MOST_TRIES
                    ? abort(state.problem())
                    : retry(new Command.Perform(new Action.RunHook(Action.Hook.PROMOTE), state.reason()));
        }
        if (state.wanted() == RolloutPlan.ALL && state.isWhereWanted()) {
            return plan.times().verify() > 0
                    ? enter(Stage.VERIFYING, "the new version has all traffic")
                    : enter(Stage.FINALISING, "the new version has all traffic");
        }
        if (state.isUnlooked()) {
            return new Command.Look();
        }
        if (state.isUnjudged() && weight() > state.seen()) {
            return judged().orElseGet(this::set);
        }
        return set();
    }

    private Command verify() {
        if (hasStrayed()) {
            return enter(Stage.PROMOTING, state.problem());
        }
        return state.observed() >= plan.times().verify()
                ? enter(Stage.FINALISING, "it did well with all traffic")
                : judged().orElseGet(this::untilNextLook);
    }

    private Command finish() {
        if (!state.hasRun(Action.Hook.CLEAN_UP) && state.failures() < MOST_TRIES) {
            return retry(new Command.Perform(new Action.RunHook(Action.Hook.CLEAN_UP), "it is over"));
        }
        return enter(Stage.SUCCEEDED, state.hasRun(Action.Hook.CLEAN_UP) ? "" : "not cleaned up: " + state.problem());
    }

    // --- the way back

    private Command back() {
        if (state.wanted() == 0 && state.isWhereWanted()) {
            return state.hasRun(Action.Hook.ROLL_BACK) || state.failures() >= MOST_TRIES
                    ? enter(Stage.ROLLED_BACK, state.reason())
                    : retry(new Command.Perform(new Action.RunHook(Action.Hook.ROLL_BACK), state.reason()));
        }
        if (state.wanted() == 0 && state.isUnlooked() && state.failures() == 0) {
            return new Command.Look();
        }
        if (state.stage() == Stage.ABORTING && state.failures() >= MOST_TRIES) {
            return enter(Stage.ROLLBACK_STUCK, state.problem());
        }
        return retry(new Command.Perform(new Action.SetWeight(0), state.reason()));
    }
}
