package io.jenkins.plugins.aidelivery.rollout;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Carries out what the machine wants: the intent is on disk before the world is touched, and what came of it after. Has no thread and
 * doesn't wait: somebody calls {@link #step} when it says so, or when a person wants something. Not for several threads at once.
 */
public final class RolloutRunner {
    private static final String ITSELF = "ai-delivery";

    private final EventLog log;
    private final World world;
    private RolloutState state = RolloutState.none();

    private RolloutRunner(EventLog log, World world) {
        this.log = log;
        this.world = world;
    }

    /** Begins a rollout. */
    static RolloutRunner begin(RolloutPlan plan, EventLog log, World world) throws IOException {
        RolloutRunner runner = new RolloutRunner(log, world);
        runner.happened(new RolloutEvent.Planned(plan), ITSELF);
        runner.happened(new RolloutEvent.TakenOver(1), ITSELF);
        return runner;
    }

    /** Takes over one whose runner is gone. */
    static RolloutRunner resume(List<RolloutJournal.Line> past, EventLog log, World world) throws IOException {
        RolloutRunner runner = new RolloutRunner(log, world);
        for (RolloutJournal.Line line : past) {
            runner.state = runner.state.after(line.event(), line.at());
        }
        if (!runner.state.stage().isFinal()) {
            runner.happened(new RolloutEvent.TakenOver(runner.state.epoch() + 1), ITSELF);
        }
        return runner;
    }

    public RolloutState state() {
        return state;
    }

    /** A person wants something; call {@link #step} afterwards. */
    public void order(RolloutEvent.Order order, String person, String reason) throws IOException {
        if (!state.stage().isFinal()) {
            happened(new RolloutEvent.Ordered(order, reason), person);
        }
    }

    /**
     * Does all that can be done now.
     *
     * @return when to call again, epoch milliseconds; empty if it is over
     * @throws IOException if the log can't be written: then nothing was done that isn't in it
     */
    public Optional<Long> step() throws IOException {
        while (true) {
            Command command = RolloutMachine.next(state, world.now());
            if (command instanceof Command.Finished) {
                return Optional.empty();
            } else if (command instanceof Command.Wait wait) {
                return Optional.of(wait.until());
            } else if (command instanceof Command.Enter enter) {
                happened(new RolloutEvent.Entered(enter.stage(), enter.phase(), enter.reason()), ITSELF);
            } else if (command instanceof Command.Check) {
                happened(new RolloutEvent.Checked(world.check(state.plan())), ITSELF);
            } else if (command instanceof Command.Look) {
                look();
            } else if (command instanceof Command.Judge judge) {
                List<MetricVerdict> verdicts = world.judge(state, judge.from(), judge.to());
                happened(
                        new RolloutEvent.Evaluated(DecisionRule.decide(state, verdicts, judge.from(), judge.to())),
                        ITSELF);
            } else if (command instanceof Command.Perform perform) {
                perform(perform);
            }
        }
    }

    private void look() throws IOException {
        double weight = Double.NaN;
        String problem = "";
        try {
            weight = world.weight();
        } catch (IOException e) {
            problem = e.getMessage();
        }
        happened(new RolloutEvent.Seen(weight, problem), ITSELF);
    }

    private void perform(Command.Perform perform) throws IOException {
        Action action = perform.action();
        happened(new RolloutEvent.Intended(action, perform.reason()), ITSELF);
        RolloutEvent outcome;
        try {
            if (action instanceof Action.SetWeight set) {
                world.setWeight(set.weight(), state.epoch());
            } else if (action instanceof Action.RunHook hook) {
                world.run(hook.hook());
            }
            outcome = new RolloutEvent.Done(action);
        } catch (IOException e) {
            outcome = new RolloutEvent.Failed(action, e.getMessage());
        }
        happened(outcome, ITSELF);
    }

    private void happened(RolloutEvent event, String actor) throws IOException {
        long at = world.now();
        log.add(at, actor, event);
        state = state.after(event, at);
    }
}
