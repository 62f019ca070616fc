package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** A world in which all goes well, but for what a test says. */
class QuietWorld implements World, EventLog {
    static final long BEGIN = 1_000_000_000_000L;

    /** Errors of 1,000 requests of the canary in each window. */
    int errors = 10;

    /** Instead of what happens on an occasion. */
    Function<Action.Hook, CompletionStage<Void>> hooks = hook -> CompletableFuture.completedFuture(null);

    /** Instead of what is read. */
    Supplier<CompletionStage<List<Reading>>> reads = () -> null;

    /** What the log says before it writes. */
    IOException full;

    long now = BEGIN;
    double weight;
    final List<RolloutJournal.Line> lines = new ArrayList<>();

    @Override
    public void add(long at, String actor, RolloutEvent event) throws IOException {
        if (full != null) {
            throw full;
        }
        lines.add(new RolloutJournal.Line(lines.size() + 1L, at, actor, event, ""));
    }

    <T extends RolloutEvent> List<T> happened(Class<T> kind) {
        return lines.stream()
                .map(RolloutJournal.Line::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Lets a runner do what it can until something is so. */
    void until(RolloutRunner runner, Function<RolloutState, Boolean> condition) {
        for (int step = 0; step < 500 && !condition.apply(runner.state()); step++) {
            runner.step().toCompletableFuture().join().ifPresent(due -> now = Math.max(now + 1, due));
        }
        if (!condition.apply(runner.state())) {
            throw new AssertionError("never so: " + runner.state().stage() + ", " + lines);
        }
    }

    RolloutRunner begun(RolloutPlan plan) {
        try {
            return RolloutRunner.begin(plan, "", "somebody", this, this, Runnable::run);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    RolloutRunner resumed() {
        try {
            return RolloutRunner.resume(List.copyOf(lines), this, this, Runnable::run);
        } catch (IOException e) {
            throw new AssertionError(e);
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
    public CompletionStage<Void> setWeight(double wanted, RolloutState state) {
        weight = wanted;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Double> weight(RolloutState state) {
        return CompletableFuture.completedFuture(weight);
    }

    @Override
    public CompletionStage<Void> run(Action.Hook hook, RolloutState state) {
        return hooks.apply(hook);
    }

    @Override
    public CompletionStage<List<Reading>> read(RolloutState state, long from, long to) {
        CompletionStage<List<Reading>> instead = reads.get();
        if (instead != null) {
            return instead;
        }
        List<Reading> readings = new ArrayList<>();
        for (Rule rule : state.plan().rules(state.isAlone())) {
            readings.add(new Reading(
                    rule.name(), counts(state.stage() == Stage.RECOVERING ? 10 : errors), counts(10), List.of()));
        }
        return CompletableFuture.completedFuture(readings);
    }

    static List<Answer> counts(double errors) {
        return List.of(new Answer.Increase(errors), new Answer.Increase(1_000));
    }

    static List<Answer> blind() {
        return List.of(new Answer.Blind("timed out"), new Answer.Blind("timed out"));
    }
}
