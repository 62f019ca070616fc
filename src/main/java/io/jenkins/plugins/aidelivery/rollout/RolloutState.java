package io.jenkins.plugins.aidelivery.rollout;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What follows from the events so far. Never changes; each event makes a new one. */
public final class RolloutState implements Cloneable {
    /** Below this evidence of harm, a slow rollout may go at its own pace again. */
    private static final double CALM = 5;

    private static final int CALM_LOOKS = 2;

    private RolloutPlan plan;
    private Stage stage = Stage.PENDING;
    private int phase = -1;
    private long begunAt;
    private long stageSince;
    private long epoch;
    private boolean unlooked = true;
    private boolean unjudged;
    private Checks checks;
    private double wanted;
    private double seen = Double.NaN;
    private long seenAt = Long.MIN_VALUE;
    private int failures;
    private long failedAt;
    private String problem = "";
    private Set<Action.Hook> ran = Set.of();
    private long evidenceFrom;
    private long judgedTo = Long.MIN_VALUE;
    private long observed;
    private long blindSince = Long.MIN_VALUE;
    private Evaluation last;
    private boolean slow;
    private int calm;
    private boolean approved;
    private RolloutEvent.Order order;
    private String reason = "";

    private record Checks(List<String> problems) {}

    /** Before anything happened. */
    public static RolloutState none() {
        return new RolloutState();
    }

    private RolloutState() {}

    /**
     * After one more event.
     *
     * @param at epoch milliseconds
     */
    public RolloutState after(RolloutEvent event, long at) {
        RolloutState next = copy();
        next.apply(event, at);
        return next;
    }

    private RolloutState copy() {
        try {
            return (RolloutState) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(RolloutEvent event, long at) {
        if (event instanceof RolloutEvent.Planned planned) {
            plan = planned.plan();
            begunAt = at;
            stageSince = at;
        } else if (event instanceof RolloutEvent.TakenOver taken) {
            takenOver(taken.epoch(), at);
        } else if (event instanceof RolloutEvent.Checked checked) {
            checks = new Checks(checked.problems());
        } else if (event instanceof RolloutEvent.Intended intended) {
            intended(intended.action());
        } else if (event instanceof RolloutEvent.Done done) {
            done(done.action());
        } else if (event instanceof RolloutEvent.Failed failed) {
            failed(failed.problem(), at);
        } else if (event instanceof RolloutEvent.Seen looked) {
            seen(looked, at);
        } else if (event instanceof RolloutEvent.Entered entered) {
            entered(entered, at);
        } else if (event instanceof RolloutEvent.Evaluated evaluated) {
            evaluated(evaluated.evaluation());
        } else if (event instanceof RolloutEvent.Ordered ordered) {
            ordered(ordered);
        }
    }

    /** What nobody watched does not count, and the first thing is to look where things are. */
    private void takenOver(long next, long at) {
        unlooked = true;
        unjudged = epoch > 0 && stage.isExposed();
        epoch = next;
        failures = 0;
        failedAt = at;
    }

    private void intended(Action action) {
        if (action instanceof Action.SetWeight set) {
            wanted = set.weight();
            unlooked = true;
        }
    }

    private void done(Action action) {
        if (action instanceof Action.RunHook hook) {
            Set<Action.Hook> more = new HashSet<>(ran);
            more.add(hook.hook());
            ran = Set.copyOf(more);
            failures = 0;
        }
    }

    private void failed(String what, long at) {
        failures++;
        failedAt = at;
        problem = what;
    }

    private void seen(RolloutEvent.Seen looked, long at) {
        seen = looked.weight();
        seenAt = at;
        unlooked = false;
        if (seen == wanted) {
            failures = 0;
        } else {
            failed(
                    looked.problem().isEmpty()
                            ? "the router says " + seen + " % where " + wanted + " % was asked for"
                            : looked.problem(),
                    at);
        }
    }

    private void entered(RolloutEvent.Entered entered, long at) {
        boolean moved = entered.phase() != phase || entered.stage() == Stage.VERIFYING;
        stage = entered.stage();
        phase = entered.phase();
        reason = entered.reason();
        stageSince = at;
        order = null;
        failures = 0;
        if (moved) {
            observed = 0;
            approved = false;
            last = null;
            slow = false;
            calm = 0;
        }
        if (stage == Stage.SHIFTING || stage == Stage.VERIFYING) {
            last = null;
        }
        if (stage == Stage.BAKING && evidenceIsOlderThanWeight() || stage == Stage.VERIFYING) {
            evidenceFrom = at;
        }
    }

    private boolean evidenceIsOlderThanWeight() {
        return last == null;
    }

    private void evaluated(Evaluation evaluation) {
        judgedTo = evaluation.to();
        unjudged = false;
        last = evaluation;
        if (evaluation.isBlind()) {
            blindSince = blindSince == Long.MIN_VALUE ? evaluation.from() : blindSince;
        } else {
            blindSince = Long.MIN_VALUE;
            observed += evaluation.to() - evaluation.from();
        }
        if (evaluation.decision() == Decision.SLOW_DOWN) {
            slow = true;
            calm = 0;
        } else if (slow) {
            calm = evaluation.harm() < CALM ? calm + 1 : 0;
            slow = calm < CALM_LOOKS;
        }
    }

    private void ordered(RolloutEvent.Ordered ordered) {
        if (ordered.order() == RolloutEvent.Order.APPROVE) {
            approved = true;
        } else {
            order = ordered.order();
        }
        reason = ordered.reason();
    }

    // --- what it says

    /** What is wanted. */
    public RolloutPlan plan() {
        return plan;
    }

    public Stage stage() {
        return stage;
    }

    /** Index of the phase; -1 before the first. */
    public int phase() {
        return phase;
    }

    /** Why it is there: a sentence. */
    public String reason() {
        return reason;
    }

    /** The number of the runner that has it. */
    public long epoch() {
        return epoch;
    }

    /** The canary's weight that was asked for last, percent. */
    public double wanted() {
        return wanted;
    }

    /** The canary's weight that the router said last, percent; NaN if it never did. */
    public double seen() {
        return seen;
    }

    /** The last look at the evidence in this phase. */
    public Optional<Evaluation> last() {
        return Optional.ofNullable(last);
    }

    /** Milliseconds of this phase that were observed at its weight. */
    public long observed() {
        return observed;
    }

    long begunAt() {
        return begunAt;
    }

    long stageSince() {
        return stageSince;
    }

    /** Whether the router has to be asked before anything else is decided. */
    boolean isUnlooked() {
        return unlooked;
    }

    /** Whether evidence has to be judged before anything goes forward: nobody watched for a while. */
    boolean isUnjudged() {
        return unjudged;
    }

    Optional<List<String>> problems() {
        return Optional.ofNullable(checks).map(Checks::problems);
    }

    boolean isWhereWanted() {
        return !unlooked && seen == wanted;
    }

    long seenAt() {
        return seenAt;
    }

    int failures() {
        return failures;
    }

    long failedAt() {
        return failedAt;
    }

    String problem() {
        return problem;
    }

    boolean hasRun(Action.Hook hook) {
        return ran.contains(hook);
    }

    /** Where the next window begins. */
    long judgedTo() {
        return Math.max(evidenceFrom, judgedTo);
    }

    /** How long there has been no answer, milliseconds. */
    long blindFor(long now) {
        return blindSince == Long.MIN_VALUE ? 0 : now - blindSince;
    }

    /** Whether there is reason for care: more looks, longer bakes. */
    public boolean isSlow() {
        return slow;
    }

    boolean isApproved() {
        return approved;
    }

    Optional<RolloutEvent.Order> order() {
        return Optional.ofNullable(order);
    }
}
