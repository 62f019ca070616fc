package io.jenkins.plugins.aidelivery.rollout;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps a runner going: steps when it is time, or when a person wants something. Holds no thread in between. A journal that can't be written is
 * tried again, for ever: until it can, nothing is done.
 */
final class RolloutLoop {
    private static final Logger LOG = Logger.getLogger(RolloutLoop.class.getName());
    private static final long PAUSE = 5_000;
    private static final long NEVER = Long.MIN_VALUE;
    private static final String ITSELF = "ai-delivery";

    private final RolloutRunner runner;
    private final World world;
    private final Executor workers;
    private final ScheduledExecutorService clock;
    private final CompletableFuture<RolloutState> end = new CompletableFuture<>();
    private ScheduledFuture<?> alarm;
    private boolean running;
    private boolean again;
    private boolean stopped;
    private long failingSince = NEVER;
    private boolean isHopeless;
    private final long pause;

    RolloutLoop(RolloutRunner runner, World world, Executor workers, ScheduledExecutorService clock) {
        this(runner, world, workers, clock, PAUSE);
    }

    /** @param pause between tries, milliseconds */
    RolloutLoop(RolloutRunner runner, World world, Executor workers, ScheduledExecutorService clock, long pause) {
        this.pause = pause;
        this.runner = runner;
        this.world = world;
        this.workers = workers;
        this.clock = clock;
        runner.onNews(this::wake);
    }

    /** Completes when it is over. */
    CompletableFuture<RolloutState> end() {
        return end;
    }

    RolloutState state() {
        return runner.state();
    }

    void order(RolloutEvent.Order order, String person, String reason, String metric) throws IOException {
        runner.order(order, person, reason, metric);
        wake();
    }

    /** Steps now, or as soon as the step that is being taken has ended. */
    synchronized void wake() {
        if (stopped) {
            return;
        }
        if (running) {
            again = true;
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        running = true;
        workers.execute(this::step);
    }

    /** Whatever goes wrong, it is tried again: a rollout that nobody leads would leave the canary where it is. */
    private void step() {
        CompletionStage<Optional<Long>> step;
        try {
            goBackFirst();
            step = runner.step();
        } catch (RuntimeException | Error e) {
            step = CompletableFuture.failedFuture(e);
        }
        step.whenComplete(this::stepped);
    }

    private void stepped(Optional<Long> due, Throwable problem) {
        if (problem != null) {
            LOG.log(Level.SEVERE, "a rollout can't go on, and is tried again: {0}", problem.toString());
            failing();
        } else {
            failingSince = NEVER;
        }
        if (problem == null && due.isEmpty()) {
            synchronized (this) {
                stopped = true;
            }
            end.complete(runner.state());
            return;
        }
        long wait = problem == null ? Math.max(0, due.get() - world.now()) : pause;
        synchronized (this) {
            running = false;
            if (stopped) {
                return;
            }
            if (again) {
                again = false;
                wake();
                return;
            }
            alarm = clock.schedule(this::wake, wait, TimeUnit.MILLISECONDS);
        }
    }

    /** Where nothing can be written down for so long that evidence would count as missing, nobody can decide any more. */
    private void failing() {
        RolloutState state = runner.state();
        long now = world.now();
        failingSince = failingSince == NEVER ? now : failingSince;
        boolean exposed = state.stage().isExposed() && !state.isPromoted();
        isHopeless |= exposed && now - failingSince >= state.plan().times().blindFor();
    }

    /** The canary gets no more traffic then, written down or not; and when that can be done again, it is the first line. */
    private void goBackFirst() {
        if (!isHopeless) {
            return;
        }
        try {
            runner.order(RolloutEvent.Order.ABORT, ITSELF, "for too long, nothing could be written down", "");
            isHopeless = false;
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "traffic goes back without a line in the journal: {0}", e.getMessage());
            world.setWeight(0, runner.state()).exceptionally(problem -> {
                LOG.log(Level.SEVERE, "and the router does not obey: {0}", problem.getMessage());
                return null;
            });
        }
    }

    /** Takes no further step; the one that is being taken ends. */
    synchronized void stop() {
        stopped = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
