package io.jenkins.plugins.aidelivery.rollout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A world that fails in all the ways that a seed thinks of, in no time. */
final class SimulatedWorld implements World, EventLog {
    /** The process is gone; nothing catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** How likely things go wrong, each 0 … 1. */
    record Faults(double crash, double lost, double refused, double unread, double blind, double stray) {
        static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);
    }

    private final SplittableRandom random;
    private final Faults faults;
    private final boolean bad;
    private final List<RolloutJournal.Line> lines = new ArrayList<>();
    private long now = 1_000_000;
    private double weight;
    private long fence;
    private boolean calm;
    private double peak;

    SimulatedWorld(long seed, Faults faults, boolean bad) {
        this.random = new SplittableRandom(seed);
        this.faults = faults;
        this.bad = bad;
    }

    /** From now on nothing fails. */
    void calmDown() {
        calm = true;
    }

    private boolean fails(double chance) {
        return !calm && chance > 0 && random.nextDouble() < chance;
    }

    private void mayCrash() {
        if (fails(faults.crash())) {
            throw new Crash();
        }
    }

    List<RolloutJournal.Line> lines() {
        return List.copyOf(lines);
    }

    double realWeight() {
        return weight;
    }

    double peak() {
        return peak;
    }

    void waitUntil(long time) {
        now = Math.max(now + 1, time);
        if (fails(faults.stray())) {
            weight = random.nextInt(101);
        }
    }

    void sleep(long millis) {
        now += millis;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void add(long at, String actor, RolloutEvent event) {
        mayCrash();
        lines.add(new RolloutJournal.Line(lines.size() + 1L, at, actor, event, ""));
        mayCrash();
    }

    @Override
    public List<String> check(RolloutPlan plan) {
        return List.of();
    }

    @Override
    public void setWeight(double wanted, long epoch) throws IOException {
        mayCrash();
        if (epoch < fence) {
            throw new IOException("an older runner");
        }
        fence = epoch;
        if (fails(faults.refused())) {
            throw new IOException("refused");
        }
        weight = wanted;
        peak = Math.max(peak, weight);
        now += 5;
        mayCrash();
        if (fails(faults.lost())) {
            throw new IOException("no reply");
        }
    }

    @Override
    public double weight() throws IOException {
        if (fails(faults.unread())) {
            throw new IOException("no answer");
        }
        return weight;
    }

    @Override
    public void run(Action.Hook hook) throws IOException {
        mayCrash();
        if (fails(faults.refused())) {
            throw new IOException("hook failed");
        }
    }

    @Override
    public List<MetricVerdict> judge(RolloutState state, long from, long to) {
        if (fails(faults.blind())) {
            return List.of(new MetricVerdict(
                    "errors", MetricVerdict.Word.BLIND, MetricVerdict.Role.CRITICAL, Double.NaN, "timed out"));
        }
        boolean harm = bad && weight > 0 && state.observed() + to - from >= 40_000;
        return List.of(new MetricVerdict(
                "errors",
                harm ? MetricVerdict.Word.HARM : MetricVerdict.Word.NO_HARM_SEEN,
                MetricVerdict.Role.CRITICAL,
                harm ? 1000 : 1,
                harm ? "5 % of requests fail" : "none fails"));
    }
}
