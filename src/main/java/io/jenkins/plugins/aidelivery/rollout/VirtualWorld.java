package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** A world whose router and hooks always do what they are told, at once, and whose time passes as fast as it is thought about. */
abstract class VirtualWorld implements World {
    private final BiConsumer<RolloutState, RolloutEvent> listener;
    private long now;
    private double weight;

    VirtualWorld(long begin, BiConsumer<RolloutState, RolloutEvent> listener) {
        this.now = begin;
        this.listener = listener;
    }

    /**
     * Lets a rollout happen. Whoever has to agree does so at once.
     *
     * @param until epoch milliseconds of this world
     */
    RolloutState happen(RolloutPlan plan, long until) throws IOException {
        RolloutRunner runner = RolloutRunner.begin(plan, "", "nobody", (at, actor, event) -> {}, this, Runnable::run);
        while (true) {
            Optional<Long> due;
            try {
                due = runner.step().toCompletableFuture().join();
            } catch (CompletionException e) {
                throw new IOException(e.getCause().getMessage(), e);
            }
            if (due.isEmpty() || due.get() > until) {
                return runner.state();
            }
            now = Math.max(now + 1, due.get());
            if (runner.state().stage() == Stage.WAITING) {
                runner.order(Order.APPROVE, "nobody", "nobody has to agree here", "");
            }
        }
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public CompletionStage<RolloutEvent.Checked> check(RolloutPlan plan) {
        return CompletableFuture.completedFuture(new RolloutEvent.Checked(List.of(), false));
    }

    @Override
    public CompletionStage<Void> setWeight(double percent, RolloutState state) {
        weight = percent;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Double> weight(RolloutState state) {
        return CompletableFuture.completedFuture(weight);
    }

    @Override
    public CompletionStage<Void> run(Action.Hook hook, RolloutState state) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void tell(RolloutState state, RolloutEvent event) {
        listener.accept(state, event);
    }
}
