package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Limit;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rollout in a simulated world, whose runner is started again whenever it crashes. */
public final class SimulatedRollout {
    /** Comparing sides takes a hundred times as long as all the rest, so that most rollouts have limits only. */
    private static final int COMPARED = 20;

    static RolloutPlan plan(RolloutPlan.Reaction reaction) {
        return plan(reaction, Rule.Tolerance.DEFAULT);
    }

    private static RolloutPlan plan(RolloutPlan.Reaction reaction, Rule.Tolerance tolerance) {
        return new RolloutPlan(
                new RolloutPlan.Subject("model", "edge", RolloutPlan.Version.UNKNOWN, RolloutPlan.Version.UNKNOWN),
                RolloutPlan.Strategy.CANARY,
                List.of(phase(5), phase(50), phase(100)),
                List.of(
                        rule("errors", MetricVerdict.Role.CRITICAL, tolerance),
                        rule("refusals", MetricVerdict.Role.GATING, tolerance)),
                new RolloutPlan.Times(15_000, 15_000, 120_000, 60_000, 60_000, 30_000, 7_200_000),
                new RolloutPlan.Reactions(reaction, reaction, reaction, RolloutPlan.Early.NEVER, List.of()),
                Set.of(Action.Hook.values()));
    }

    private static final int MOST_STEPS = 20_000;

    private final long seed;
    private final RolloutPlan plan;
    private final SimulatedWorld world;
    private RolloutRunner runner;

    SimulatedRollout(long seed, SimulatedWorld.Faults faults, boolean bad) {
        this(
                seed,
                faults,
                bad,
                plan(RolloutPlan.Reaction.ABORT, seed % COMPARED < 2 ? Rule.Tolerance.DEFAULT : Rule.Tolerance.NONE),
                (at, actor, event) -> {});
    }

    SimulatedRollout(long seed, SimulatedWorld.Faults faults, boolean bad, RolloutPlan plan, EventLog log) {
        this.seed = seed;
        this.plan = plan;
        this.world = new SimulatedWorld(seed, faults, bad, log);
    }

    private static RolloutPlan.Phase phase(double weight) {
        return new RolloutPlan.Phase(weight + " %", weight, 60_000, 60_000, 300_000, "");
    }

    private static Rule rule(String name, MetricVerdict.Role role, Rule.Tolerance tolerance) {
        return new Rule.Rate(
                new Rule.Frame(name, role, 1, 50, Rule.When.ALWAYS, false),
                new Query(Query.Kind.INCREASE, name),
                new Query(Query.Kind.INCREASE, "requests"),
                false,
                tolerance,
                List.of(new Limit(0.05, true, 0, 50)));
    }

    RolloutState state() {
        return runner.state();
    }

    SimulatedWorld world() {
        return world;
    }

    void toTheEnd() throws IOException {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            if (steps > MOST_STEPS / 2) {
                world.calmDown();
            }
            try {
                if (runner == null) {
                    start();
                }
                for (RolloutEvent.Order order : world.orders()) {
                    runner.order(order, "somebody", "a whim", "refusals");
                }
                Optional<Long> due = runner.step().toCompletableFuture().join();
                if (due.isEmpty()) {
                    return;
                }
                world.waitUntil(due.get());
            } catch (SimulatedWorld.Crash e) {
                runner = null;
                world.sleep(10_000);
            }
        }
        throw new AssertionError("seed " + seed + " doesn't end: "
                + world.lines()
                        .subList(
                                Math.max(0, world.lines().size() - 30),
                                world.lines().size()));
    }

    private void start() throws IOException {
        List<RolloutJournal.Line> past = world.lines();
        runner = past.isEmpty()
                ? RolloutRunner.begin(plan, "", "somebody", world, world, Runnable::run)
                : RolloutRunner.resume(past, world, world, Runnable::run);
    }

    void assertKeepsItsPromises() {
        Promises.assertKept("seed " + seed, world.lines(), "errors", "refusals");
    }
}
