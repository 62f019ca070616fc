package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A world that fails in all the ways that a seed thinks of, in no time. */
public final class SimulatedWorld implements World, EventLog {
    /** The process is gone; nothing catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /**
     * How likely things go wrong, each 0 … 1.
     *
     * @param crash before or after anything is written or done
     * @param lost a reply that says that it was done
     * @param refused an order, or an occasion
     * @param partial a weight that is set only half way
     * @param late an order that is carried out a second time, later
     * @param unread a question for the weight, which isn't answered
     * @param lying a question for the weight, which is answered wrong
     * @param blind a metric source that doesn't answer
     * @param stray a weight that somebody else sets
     * @param clock a jump of the clock, forward or back
     * @param person an order of a person
     */
    public record Faults(
            double crash,
            double lost,
            double refused,
            double partial,
            double late,
            double unread,
            double lying,
            double blind,
            double stray,
            double clock,
            double person) {
        static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        static final Faults ALL = new Faults(0.01, 0.05, 0.05, 0.03, 0.02, 0.05, 0.02, 0.05, 0.01, 0.01, 0.005);
        static final Faults CRASHES = new Faults(0.02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private static final double REQUESTS_BY_SECOND = 200;
    private static final double USUAL = 0.01;
    private static final double TERRIBLE = 0.3;

    private final SplittableRandom random;
    private final Faults faults;
    private final boolean bad;
    private final EventLog log;
    private final List<RolloutJournal.Line> lines = new ArrayList<>();
    private long now = 1_000_000_000;
    private double weight;
    private double again = Double.NaN;
    private long fence;
    private boolean calm;
    private double peak;
    private boolean strayed;

    /** @param log is told every event first; may be a real journal */
    SimulatedWorld(long seed, Faults faults, boolean bad, EventLog log) {
        this.random = new SplittableRandom(seed);
        this.faults = faults;
        this.bad = bad;
        this.log = log;
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

    /** Whether the last thing that moved the weight was the runner's own order: nobody else, and no order that came late. */
    boolean isSettled() {
        return !strayed;
    }

    double peak() {
        return peak;
    }

    void waitUntil(long time) {
        now = Math.max(now + 1, time);
        if (fails(faults.clock())) {
            now += random.nextLong(-60_000, 60_000);
        }
        if (fails(faults.stray())) {
            weight = random.nextInt(101);
            strayed = true;
        }
        if (!Double.isNaN(again) && random.nextBoolean()) {
            weight = again;
            strayed = true;
            again = Double.NaN;
        }
    }

    void sleep(long millis) {
        now += millis;
    }

    /** What a person happens to want just now; nothing, mostly. */
    RolloutEvent.Order[] orders() {
        if (!fails(faults.person())) {
            return new RolloutEvent.Order[0];
        }
        RolloutEvent.Order[] all = RolloutEvent.Order.values();
        return new RolloutEvent.Order[] {all[random.nextInt(all.length)], RolloutEvent.Order.RESUME};
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void add(long at, String actor, RolloutEvent event) throws IOException {
        mayCrash();
        log.add(at, actor, event);
        lines.add(new RolloutJournal.Line(lines.size() + 1L, at, actor, event, ""));
        mayCrash();
    }

    @Override
    public CompletionStage<RolloutEvent.Checked> check(RolloutPlan plan) {
        return CompletableFuture.completedFuture(new RolloutEvent.Checked(List.of(), false));
    }

    private static <T> CompletionStage<T> failed(String sentence) {
        return CompletableFuture.failedFuture(new IOException(sentence));
    }

    @Override
    public CompletionStage<Void> setWeight(double wanted, RolloutState state) {
        mayCrash();
        if (state.epoch() < fence) {
            return failed("an older runner");
        }
        fence = state.epoch();
        if (fails(faults.refused())) {
            return failed("refused");
        }
        strayed = false;
        weight = fails(faults.partial()) ? Math.rint((weight + wanted) / 2) : wanted;
        again = fails(faults.late()) ? wanted : again;
        peak = Math.max(peak, weight);
        now += 5;
        mayCrash();
        return fails(faults.lost()) ? failed("no reply") : CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Double> weight(RolloutState state) {
        if (fails(faults.unread())) {
            return failed("no answer");
        }
        return CompletableFuture.completedFuture(fails(faults.lying()) ? random.nextInt(101) : weight);
    }

    @Override
    public CompletionStage<Void> run(Action.Hook hook, RolloutState state) {
        mayCrash();
        boolean patient = hook == Action.Hook.PROMOTE || hook == Action.Hook.ROLL_BACK;
        return patient && fails(faults.refused()) ? failed("hook failed") : CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<List<Reading>> read(RolloutState state, long from, long to) {
        List<Reading> readings = new ArrayList<>();
        boolean recovering = state.stage() == Stage.RECOVERING;
        for (Rule rule : state.plan().rules(state.isAlone())) {
            if (fails(faults.blind())) {
                readings.add(new Reading(rule.name(), blind(), blind(), List.of()));
                continue;
            }
            double seconds = (to - from) / 1000.0;
            double share = recovering ? 1 : weight / 100;
            readings.add(new Reading(
                    rule.name(),
                    counts(seconds * share, bad && !recovering ? TERRIBLE : USUAL),
                    counts(seconds * (1 - share), USUAL),
                    List.of()));
        }
        return CompletableFuture.completedFuture(readings);
    }

    private static List<Answer> blind() {
        return List.of(new Answer.Blind("timed out"), new Answer.Blind("timed out"));
    }

    private List<Answer> counts(double seconds, double rate) {
        double requests = Math.rint(seconds * REQUESTS_BY_SECOND);
        double spread = Math.sqrt(requests * rate * (1 - rate));
        double errors = Math.rint(requests * rate + spread * (random.nextDouble() * 2 - 1));
        return List.of(new Answer.Increase(Math.max(0, Math.min(requests, errors))), new Answer.Increase(requests));
    }
}
