package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What follows from the events so far. Never changes; each event makes a new one. */
public final class RolloutState implements Cloneable {
    private RolloutPlan plan;
    private Stage stage = Stage.PENDING;
    private int phase = -1;
    private long begunAt;
    private long stageSince;
    private long epoch;
    private Optional<List<String>> problems = Optional.empty();
    private boolean swapped;
    private Traffic traffic = Traffic.UNKNOWN;
    private Tries tries = Tries.NONE;
    private Tries attempts = Tries.NONE;
    private String problem = "";
    private Set<Action.Hook> ran = Set.of();
    private Optional<Action.Hook> running = Optional.empty();
    private Evidence evidence = Evidence.NONE;
    private boolean promoted;
    private boolean approved;
    private boolean awaiting;
    private Map<String, String> overridden = Map.of();
    private Optional<Order> order = Optional.empty();
    private String reason = "";

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
            problems = Optional.of(checked.problems());
            swapped = checked.swapped();
        } else if (event instanceof RolloutEvent.Intended intended) {
            intended(intended.action(), at);
        } else if (event instanceof RolloutEvent.Done done) {
            done(done.action(), at);
        } else if (event instanceof RolloutEvent.Failed failed) {
            failed(failed, at);
        } else if (event instanceof RolloutEvent.Seen looked) {
            seen(looked, at);
        } else if (event instanceof RolloutEvent.Entered entered) {
            entered(entered, at);
        } else if (event instanceof RolloutEvent.Evaluated evaluated) {
            evidence = evidence.judged(evaluated.evaluation());
        } else if (event instanceof RolloutEvent.Ordered ordered) {
            ordered(ordered);
        }
    }

    /** What nobody watched does not count, and the first thing is to look where things are. */
    private void takenOver(long next, long at) {
        traffic = traffic.unsure();
        if (epoch > 0 && stage.isExposed()) {
            evidence = evidence.hasBegun()
                    ? evidence.unwatched()
                    : evidence.unwatched().since(at);
        }
        epoch = next;
        tries = tries.begun(at);
        attempts = attempts.begun(at);
        running = Optional.empty();
    }

    private void intended(Action action, long at) {
        if (action instanceof Action.SetWeight set) {
            tries = set.weight() == traffic.wanted() ? tries : tries.begun(at);
            traffic = traffic.wanting(set.weight());
        } else {
            running = Optional.of(((Action.RunHook) action).hook());
        }
    }

    private void done(Action action, long at) {
        if (action instanceof Action.RunHook hook) {
            Set<Action.Hook> more = new HashSet<>(ran);
            more.add(hook.hook());
            ran = Set.copyOf(more);
            attempts = attempts.begun(at);
            running = Optional.empty();
        } else {
            traffic = traffic.replied(Traffic.Reply.DONE);
        }
    }

    private void failed(RolloutEvent.Failed failed, long at) {
        problem = failed.problem();
        if (failed.action() instanceof Action.SetWeight) {
            tries = tries.failed(problem, at);
            traffic = traffic.replied(Traffic.Reply.FAILED);
        } else {
            attempts = attempts.failed(problem, at);
            running = Optional.empty();
        }
    }

    private void seen(RolloutEvent.Seen looked, long at) {
        boolean known = traffic.reply() == Traffic.Reply.FAILED;
        traffic = traffic.seeing(looked.weight(), at);
        if (traffic.isWhereWanted()) {
            tries = tries.begun(at);
        } else if (!known) {
            String sentence =
                    "the router says " + looked.weight() + " % where " + traffic.wanted() + " % was asked for";
            problem = looked.problem().isEmpty() ? sentence : looked.problem();
            tries = tries.failed(problem, at);
        }
    }

    private void entered(RolloutEvent.Entered entered, long at) {
        boolean another = entered.stage() == Stage.VERIFYING || entered.stage() == Stage.RECOVERING;
        boolean moved = entered.phase() != phase || another && stage != entered.stage();
        Decision because = evidence.decision();
        stage = entered.stage();
        phase = entered.phase();
        reason = entered.reason();
        stageSince = at;
        tries = tries.begun(at);
        attempts = attempts.begun(at);
        running = stage.isGoingBack() ? Optional.empty() : running;
        promoted = promoted || stage == Stage.PROMOTING;
        awaiting = stage == Stage.PAUSED && because == Decision.AWAIT && !isOrdered(Order.PAUSE);
        boolean kept = isOrdered(Order.PAUSE) && stage != Stage.PAUSED && stage.isExposed()
                || isOrdered(Order.ABORT) && !stage.isGoingBack();
        order = kept ? order : Optional.empty();
        if (moved) {
            evidence = evidence.anew();
            approved = false;
            overridden = Map.of();
        }
        if (stage == Stage.SHIFTING) {
            evidence = evidence.undecided();
        }
        boolean fresh = stage == Stage.BAKING && evidence.last().isEmpty();
        if (fresh || stage == Stage.VERIFYING || stage == Stage.RECOVERING) {
            evidence = evidence.undecided().since(at);
        }
    }

    private void ordered(RolloutEvent.Ordered ordered) {
        if (ordered.order() == Order.APPROVE) {
            // With all traffic there is something to agree to only where evidence is against it, or missing.
            approved = stage != Stage.VERIFYING
                    || evidence.decision() == Decision.PAUSE
                    || evidence.decision() == Decision.AWAIT;
        } else if (ordered.order() == Order.OVERRIDE) {
            Map<String, String> more = new HashMap<>(overridden);
            more.put(ordered.metric(), ordered.reason());
            overridden = Map.copyOf(more);
        } else if (!isOrdered(Order.ABORT)) {
            order = Optional.of(ordered.order());
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
        return traffic.wanted();
    }

    /** The canary's weight that the router said last, percent; NaN if it never did. */
    public double seen() {
        return traffic.seen();
    }

    /** The last look at the evidence at this weight. */
    public Optional<Evaluation> last() {
        return evidence.last();
    }

    /** Milliseconds of this phase that were observed at its weight. */
    public long observed() {
        return evidence.observed();
    }

    /** Whether there is reason for care: more looks, longer bakes. */
    public boolean isSlow() {
        return evidence.slow();
    }

    /** Whether the sides that the plan names have changed places. */
    public boolean isSwapped() {
        return swapped;
    }

    /** Whether the new version has been made the stable one. */
    public boolean isPromoted() {
        return promoted;
    }

    /** Whether the new version is judged by itself: it is the stable one and has all traffic, so that nothing is beside it. */
    public boolean isAlone() {
        return promoted && traffic.wanted() == RolloutPlan.ALL;
    }

    /** What went wrong last, where something did. */
    public String problem() {
        return problem;
    }

    public long begunAt() {
        return begunAt;
    }

    public long stageSince() {
        return stageSince;
    }

    Traffic traffic() {
        return traffic;
    }

    Tries tries() {
        return tries;
    }

    /** The same of hooks. */
    Tries attempts() {
        return attempts;
    }

    /** Whether a hook has begun and not ended. */
    boolean isRunning(Action.Hook hook) {
        return running.filter(each -> each == hook).isPresent();
    }

    Evidence evidence() {
        return evidence;
    }

    Optional<List<String>> problems() {
        return problems;
    }

    /** Whether nothing is left to do on an occasion. */
    boolean isDone(Action.Hook hook) {
        return !plan.has(hook) || ran.contains(hook);
    }

    boolean isApproved() {
        return approved;
    }

    /** Whether it is held until evidence comes, and not until a person says so. */
    boolean isAwaiting() {
        return awaiting;
    }

    /** Why a metric doesn't matter in this phase. */
    Optional<String> overridden(String metric) {
        return Optional.ofNullable(overridden.get(metric));
    }

    boolean isOrdered(Order wanted) {
        return order.filter(each -> each == wanted).isPresent();
    }
}
