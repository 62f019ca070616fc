package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Analysis;
import io.jenkins.plugins.aidelivery.rollout.analysis.Look;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Carries out what the machine wants: the intent is on disk before the world is touched, and what came of it after. Has no thread and
 * doesn't wait: somebody calls {@link #step} when it says so, or when a person wants something. One step at a time; an order may
 * come at any time.
 */
public final class RolloutRunner {
    private static final Logger LOG = Logger.getLogger(RolloutRunner.class.getName());
    private static final String ITSELF = "ai-delivery";
    private static final long SECOND = 1000;

    private final EventLog log;
    private final World world;
    private final Executor executor;
    private final Object lock = new Object();
    private RolloutState state = RolloutState.none();
    private Analysis analysis = new Analysis(List.of());
    private Analysis recovery = new Analysis(List.of());
    private CompletableFuture<List<Reading>> reading = CompletableFuture.completedFuture(List.of());

    /** What happened but couldn't be written: that comes first, so that no window is judged twice. */
    private final Deque<RolloutEvent> unwritten = new ArrayDeque<>();

    private Runnable news = () -> {};

    /** @param executor continues where the world has answered */
    private RolloutRunner(EventLog log, World world, Executor executor) {
        this.log = log;
        this.world = world;
        this.executor = executor;
    }

    /**
     * Begins a rollout.
     *
     * @param source the plan as it was written
     */
    public static RolloutRunner begin(
            RolloutPlan plan, String source, String person, EventLog log, World world, Executor executor)
            throws IOException {
        RolloutRunner runner = new RolloutRunner(log, world, executor);
        runner.happened(new RolloutEvent.Planned(plan, source), person);
        runner.happened(new RolloutEvent.TakenOver(1), ITSELF);
        return runner;
    }

    /** Takes over one whose runner is gone. */
    public static RolloutRunner resume(List<RolloutJournal.Line> past, EventLog log, World world, Executor executor)
            throws IOException {
        RolloutRunner runner = new RolloutRunner(log, world, executor);
        for (RolloutJournal.Line line : past) {
            runner.remember(line.event(), line.at());
        }
        if (!runner.state.stage().isFinal()) {
            runner.happened(new RolloutEvent.TakenOver(runner.state.epoch() + 1), ITSELF);
        }
        return runner;
    }

    public RolloutState state() {
        synchronized (lock) {
            return state;
        }
    }

    /**
     * A person wants something; call {@link #step} afterwards. Evidence that is being read is given up for it.
     *
     * @param metric that is meant; empty if none in particular
     */
    public void order(RolloutEvent.Order order, String person, String reason, String metric) throws IOException {
        synchronized (lock) {
            if (!state.stage().isFinal()) {
                happened(new RolloutEvent.Ordered(order, reason, metric), person);
                reading.cancel(false);
            }
        }
    }

    /**
     * Does all that can be done now.
     *
     * @return when to call again, epoch milliseconds; empty if it is over. Fails with an {@link IOException} if the log can't be
     *     written: then nothing was done that isn't in it
     */
    public CompletionStage<Optional<Long>> step() {
        CompletableFuture<Optional<Long>> end = new CompletableFuture<>();
        advance(end);
        return end;
    }

    /** A loop while answers are there at once, so that no chain of them grows. */
    private void advance(CompletableFuture<Optional<Long>> end) {
        try {
            while (true) {
                CompletableFuture<RolloutEvent> outcome;
                synchronized (lock) {
                    write();
                    Command command = RolloutMachine.next(state, world.now());
                    if (command instanceof Command.Finished) {
                        end.complete(Optional.empty());
                        return;
                    }
                    if (command instanceof Command.Wait wait) {
                        end.complete(Optional.of(wait.until()));
                        return;
                    }
                    outcome = begin(command);
                    if (outcome.isDone()) {
                        // Before anybody can order something else, which this was not decided upon.
                        finish(outcome);
                        continue;
                    }
                }
                outcome.whenCompleteAsync((event, problem) -> ended(outcome, end), executor);
                return;
            }
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private void ended(CompletableFuture<RolloutEvent> outcome, CompletableFuture<Optional<Long>> end) {
        try {
            finish(outcome);
            advance(end);
        } catch (IOException | RuntimeException | Error e) {
            // Nobody else would hear of it, and wait for ever.
            end.completeExceptionally(e);
        }
    }

    private void finish(CompletableFuture<RolloutEvent> outcome) throws IOException {
        synchronized (lock) {
            RolloutEvent event;
            try {
                event = outcome.join();
            } catch (CancellationException e) {
                return;
            } catch (CompletionException e) {
                if (e.getCause() instanceof CancellationException) {
                    return;
                }
                throw e;
            }
            came(event);
        }
    }

    private void came(RolloutEvent event) throws IOException {
        unwritten.add(event);
        write();
    }

    private void write() throws IOException {
        while (!unwritten.isEmpty()) {
            happened(unwritten.peek(), ITSELF);
            unwritten.remove();
        }
    }

    /** Says that {@link #step} is to be called, because something has ended that went on beside it. */
    void onNews(Runnable listener) {
        news = listener;
    }

    private CompletableFuture<RolloutEvent> begin(Command command) throws IOException {
        if (command instanceof Command.Enter enter) {
            return done(new RolloutEvent.Entered(enter.stage(), enter.phase(), enter.reason()));
        } else if (command instanceof Command.Check) {
            return asked(() -> world.check(state.plan()))
                    .<RolloutEvent>thenApply(checked -> checked)
                    .exceptionally(problem -> new RolloutEvent.Checked(List.of(sentence(problem)), false))
                    .toCompletableFuture();
        } else if (command instanceof Command.Look) {
            return asked(() -> world.weight(state))
                    .<RolloutEvent>thenApply(weight -> new RolloutEvent.Seen(weight, ""))
                    .exceptionally(problem -> new RolloutEvent.Seen(Double.NaN, sentence(problem)))
                    .toCompletableFuture();
        } else if (command instanceof Command.Miss miss) {
            return done(new RolloutEvent.Evaluated(Missed.evaluation(
                    state, miss.from(), miss.to(), "nobody watched for " + (miss.to() - miss.from()) / SECOND + " s")));
        } else if (command instanceof Command.Judge judge) {
            return judge(judge);
        }
        return perform((Command.Perform) command);
    }

    private static CompletableFuture<RolloutEvent> done(RolloutEvent event) {
        return CompletableFuture.completedFuture(event);
    }

    private CompletableFuture<RolloutEvent> judge(Command.Judge judge) {
        RolloutState judged = state;
        reading = asked(() -> world.read(judged, judge.from(), judge.to())).toCompletableFuture();
        return reading.handle((readings, problem) -> {
            if (problem instanceof CancellationException cancelled) {
                throw cancelled;
            }
            synchronized (lock) {
                return new RolloutEvent.Evaluated(
                        problem == null
                                ? evaluation(judged, readings, judge)
                                : Missed.evaluation(judged, judge.from(), judge.to(), unread(problem)));
            }
        });
    }

    private Evaluation evaluation(RolloutState judged, List<Reading> readings, Command.Judge judge) {
        Look look = look(judged, judge.from(), judge.to());
        List<MetricVerdict> verdicts = analysis(judged).judge(readings, look);
        return DecisionRule.decide(judged, readings, verdicts, judge.from(), judge.to())
                .expecting(world.nextNumbers(judged));
    }

    /** What fails where nothing should is an answer that didn't come: held, and not tried for ever without a word. */
    private static String unread(Throwable problem) {
        return "the metrics can't be read: " + sentence(problem);
    }

    private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Analysis analysis(RolloutState at) {
        return at.stage() == Stage.RECOVERING ? recovery : analysis;
    }

    private static Look look(RolloutState at, long from, long to) {
        return new Look(at.evidence().from(), at.wanted(), from, to, at.isAlone());
    }

    private CompletableFuture<RolloutEvent> perform(Command.Perform perform) throws IOException {
        Action action = perform.action();
        happened(new RolloutEvent.Intended(action, perform.reason()), ITSELF);
        CompletionStage<Void> act = asked(() -> action instanceof Action.SetWeight set
                ? world.setWeight(set.weight(), state)
                : world.run(((Action.RunHook) action).hook(), state));
        CompletableFuture<RolloutEvent> outcome = act.<RolloutEvent>thenApply(nothing -> new RolloutEvent.Done(action))
                .exceptionally(problem -> new RolloutEvent.Failed(action, sentence(problem)))
                .toCompletableFuture();
        if (outcome.isDone()
                || !(action instanceof Action.RunHook hook)
                || !state.stage().isExposed()) {
            return outcome;
        }
        outcome.whenCompleteAsync((event, problem) -> ended(hook.hook(), event), executor);
        CompletableFuture<RolloutEvent> nothingYet = new CompletableFuture<>();
        nothingYet.cancel(false);
        return nothingYet;
    }

    /** A hook that went on while evidence was looked at; on the way back nobody asks any more what became of it. */
    private void ended(Action.Hook hook, RolloutEvent event) {
        synchronized (lock) {
            if (!state.isRunning(hook)) {
                return;
            }
            try {
                came(event);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "what became of a hook is written later: {0}", e.getMessage());
            }
        }
        news.run();
    }

    private static String sentence(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : "an unexpected fault: " + cause;
    }

    private void happened(RolloutEvent event, String actor) throws IOException {
        long at = world.now();
        log.add(at, actor, event);
        begun(event);
        state = state.after(event, at);
        try {
            world.tell(state, event);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "somebody who is told what happens fails: {0}", e.toString());
        }
    }

    /** What the log says happened: judged again, so that evidence goes on where it was. */
    private void remember(RolloutEvent event, long at) {
        begun(event);
        if (event instanceof RolloutEvent.Evaluated evaluated) {
            Evaluation evaluation = evaluated.evaluation();
            analysis(state).judge(evaluation.readings(), look(state, evaluation.from(), evaluation.to()));
        }
        state = state.after(event, at);
    }

    private void begun(RolloutEvent event) {
        if (event instanceof RolloutEvent.Planned planned) {
            analysis = new Analysis(planned.plan().rules());
        } else if (event instanceof RolloutEvent.Entered entered && entered.stage() == Stage.RECOVERING) {
            recovery = Analysis.ofLimits(state.plan().rules());
        }
    }
}
