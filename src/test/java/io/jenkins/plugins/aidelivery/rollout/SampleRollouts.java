package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import io.jenkins.plugins.aidelivery.rollout.analysis.Limit;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Journals of rollouts as people meet them, made by the real runner in a made-up world and in no time. */
public final class SampleRollouts {
    static final long NOW = Instant.parse("2026-11-21T03:00:00Z").toEpochMilli();
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;

    private SampleRollouts() {}

    /** Four phases, one of which a person agrees to. */
    public static List<RolloutJournal.Line> promoted() {
        return journal(
                new SampleWorld(),
                plan(),
                new Script().order(18, "mia", Order.APPROVE, "looks good, and support is staffed"));
    }

    /** Errors that come with load: none in the first phases, many in the third. */
    public static List<RolloutJournal.Line> rolledBack() {
        SampleWorld world = new SampleWorld();
        world.errors = weight -> weight < 50 ? 0.011 : 0.085;
        return journal(world, plan(), new Script().order(18, "mia", Order.APPROVE, "go"));
    }

    /** Worse than stable from the beginning, but within its limit. */
    public static List<RolloutJournal.Line> harmful() {
        SampleWorld world = new SampleWorld();
        world.errors = weight -> 0.042;
        return journal(world, plan(), new Script());
    }

    /** Waits for a person, after another one held it for a while. */
    public static List<RolloutJournal.Line> waiting() {
        Script script = new Script()
                .order(3, "jörg", Order.PAUSE, "the load test of the neighbours first")
                .order(6, "jörg", Order.RESUME, "done")
                .until(28);
        return journal(new SampleWorld(), plan(), script);
    }

    public static List<RolloutJournal.Line> running() {
        return journal(new SampleWorld(), plan(), new Script().until(9));
    }

    /** The runner's process is gone in the middle of a phase, and another one takes over. */
    public static List<RolloutJournal.Line> resumed() {
        return journal(new SampleWorld(), plan(), new Script().crash(8).order(18, "mia", Order.APPROVE, "go"));
    }

    /** A person wants it back, and the router doesn't do it. */
    public static List<RolloutJournal.Line> stuck() {
        SampleWorld world = new SampleWorld();
        world.deafFrom = NOW + 8 * MINUTE;
        return journal(
                world,
                plan(),
                new Script().order(9, "mia", Order.ABORT, "customers complain").until(13));
    }

    public static List<RolloutJournal.Line> refused() {
        SampleWorld world = new SampleWorld();
        world.problems = List.of(
                "the router knows no backend 'fraud'",
                "rule 'answer quality' can't be judged now: http://prometheus:9090 doesn't answer");
        return journal(world, plan(), new Script());
    }

    /** The metric source is gone for good. */
    public static List<RolloutJournal.Line> blind() {
        SampleWorld world = new SampleWorld();
        world.blindFrom = NOW + 10 * MINUTE;
        return journal(world, plan(), new Script().order(18, "mia", Order.APPROVE, "go"));
    }

    /** Well in all phases, too slow with all traffic. */
    public static List<RolloutJournal.Line> slowWithAllTraffic() {
        SampleWorld world = new SampleWorld();
        world.seconds = weight -> weight < 100 ? 0.12 : 1.9;
        return journal(world, plan(), new Script().order(18, "mia", Order.APPROVE, "go"));
    }

    static RolloutPlan plan() {
        return new RolloutPlan(
                new RolloutPlan.Subject(
                        "fraud-detector",
                        "edge",
                        new RolloutPlan.Version("1.5.0", "sha256:5f2c91d0", "9d1e77a", "features-2026-11"),
                        new RolloutPlan.Version("1.4.2", "sha256:b81f03aa", "41c0b5e", "features-2026-10")),
                RolloutPlan.Strategy.CANARY,
                List.of(phase(5, 5, ""), phase(25, 10, "release-managers"), phase(50, 10, ""), phase(100, 5, "")),
                rules(),
                new RolloutPlan.Times(
                        30 * SECOND, 15 * SECOND, 2 * MINUTE, 5 * MINUTE, 5 * MINUTE, MINUTE, 240 * MINUTE),
                new RolloutPlan.Reactions(
                        RolloutPlan.Reaction.ABORT,
                        RolloutPlan.Reaction.PAUSE,
                        RolloutPlan.Reaction.PAUSE,
                        RolloutPlan.Early.NEVER,
                        List.of()),
                Set.of(Action.Hook.values()));
    }

    private static RolloutPlan.Phase phase(int weight, long minutes, String approval) {
        return new RolloutPlan.Phase(
                weight + " %", weight, minutes * MINUTE / 2, minutes * MINUTE, 3 * minutes * MINUTE, approval);
    }

    private static List<Rule> rules() {
        return List.of(
                new Rule.Rate(
                        frame("errors", Role.CRITICAL),
                        new Query(Query.Kind.INCREASE, "http_errors_total"),
                        new Query(Query.Kind.INCREASE, "http_requests_total"),
                        false,
                        Rule.Tolerance.DEFAULT,
                        List.of(new Limit(0.05, true, 0, 50))),
                new Rule.Latency(
                        frame("latency", Role.GATING),
                        new Query(Query.Kind.HISTOGRAM, "http_seconds"),
                        0.99,
                        Rule.Tolerance.DEFAULT,
                        List.of(new Limit(1, true, 0, 50))),
                new Rule.Score(
                        frame("answer quality", Role.GATING),
                        new Query(Query.Kind.SAMPLES, "answer_quality"),
                        0,
                        1,
                        0.05,
                        false,
                        List.of()),
                new Rule.Gauge(
                        frame("cost", Role.ADVISORY),
                        new Query(Query.Kind.VALUE, "cost_per_request"),
                        3,
                        List.of(),
                        io.jenkins.plugins.aidelivery.rollout.analysis.Measurements.NONE));
    }

    private static Rule.Frame frame(String name, Role role) {
        return new Rule.Frame(name, role, 1, 20, Rule.When.ALWAYS, false);
    }

    /** What people do, and when the process dies, in minutes from the beginning. */
    private static final class Script {
        private record Deed(long at, String person, Order order, String reason) {}

        private final List<Deed> deeds = new ArrayList<>();
        private long until = Long.MAX_VALUE;
        private long crash = Long.MAX_VALUE;

        Script order(long minute, String person, Order order, String reason) {
            deeds.add(new Deed(NOW + minute * MINUTE, person, order, reason));
            return this;
        }

        Script until(long minute) {
            until = NOW + minute * MINUTE;
            return this;
        }

        Script crash(long minute) {
            crash = NOW + minute * MINUTE;
            return this;
        }
    }

    private static List<RolloutJournal.Line> journal(SampleWorld world, RolloutPlan plan, Script script) {
        try {
            RolloutRunner runner =
                    RolloutRunner.begin(plan, "name: fraud-detector", "ana", world, world, Runnable::run);
            while (true) {
                var due = runner.step().toCompletableFuture().join();
                if (due.isEmpty()) {
                    return world.lines();
                }
                long next = due.get();
                if (!script.deeds.isEmpty() && script.deeds.get(0).at() <= next) {
                    Script.Deed deed = script.deeds.remove(0);
                    world.waitUntil(deed.at());
                    runner.order(deed.order(), deed.person(), deed.reason(), "");
                } else if (script.crash <= next) {
                    world.waitUntil(script.crash + 75 * SECOND);
                    script.crash = Long.MAX_VALUE;
                    runner = RolloutRunner.resume(world.lines(), world, world, Runnable::run);
                } else if (next > script.until) {
                    return world.lines();
                } else {
                    world.waitUntil(next);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
