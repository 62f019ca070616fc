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
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A router and metrics of 40 requests a second, with figures that differ a little from window to window. */
final class SampleWorld implements World, EventLog {
    private static final double REQUESTS = 40;
    private static final List<Double> BOUNDS =
            List.of(0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 2.0, 5.0, Double.POSITIVE_INFINITY);

    /** Share of the canary's requests, by its weight. */
    DoubleUnaryOperator errors = weight -> 0.011;

    /** The canary's median, by its weight. */
    DoubleUnaryOperator seconds = weight -> 0.12;

    List<String> problems = List.of();
    long deafFrom = Long.MAX_VALUE;
    long blindFrom = Long.MAX_VALUE;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<RolloutJournal.Line> lines = new ArrayList<>();
    private long now = SampleRollouts.NOW;
    private double weight;

    List<RolloutJournal.Line> lines() {
        return List.copyOf(lines);
    }

    void waitUntil(long time) {
        now = Math.max(now + 1, time);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void add(long at, String actor, RolloutEvent event) {
        lines.add(new RolloutJournal.Line(lines.size() + 1L, at, actor, event, ""));
    }

    @Override
    public CompletionStage<RolloutEvent.Checked> check(RolloutPlan plan) {
        return CompletableFuture.completedFuture(new RolloutEvent.Checked(problems, false));
    }

    @Override
    public CompletionStage<Void> setWeight(double wanted, RolloutState state) {
        now += 40;
        if (now >= deafFrom) {
            return CompletableFuture.failedFuture(new IOException("edge:9999 doesn't answer"));
        }
        weight = wanted;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Double> weight(RolloutState state) {
        return CompletableFuture.completedFuture(weight);
    }

    @Override
    public CompletionStage<Void> run(Action.Hook hook, RolloutState state) {
        now += 12_000;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<List<Reading>> read(RolloutState state, long from, long to) {
        boolean recovering = state.stage() == Stage.RECOVERING;
        double requests = (to - from) / 1000.0 * REQUESTS;
        double share = recovering ? 1 : weight / 100;
        List<Reading> readings = new ArrayList<>();
        for (Rule rule : state.plan().rules(state.isAlone())) {
            boolean alone = recovering || state.isAlone();
            readings.add(new Reading(
                    rule.name(),
                    answers(rule, requests * share, !recovering),
                    alone ? List.of() : answers(rule, requests * (1 - share), false),
                    List.of()));
        }
        return CompletableFuture.completedFuture(readings);
    }

    private List<Answer> answers(Rule rule, double requests, boolean canary) {
        if (now >= blindFrom) {
            Answer blind = new Answer.Blind("http://prometheus:9090 doesn't answer");
            return rule.queries().stream().map(query -> blind).toList();
        }
        double count = Math.rint(requests);
        if (rule instanceof Rule.Rate) {
            double rate = canary ? errors.applyAsDouble(weight) : 0.012;
            return List.of(new Answer.Increase(binomial(count, rate)), new Answer.Increase(count));
        }
        if (rule instanceof Rule.Latency) {
            return List.of(histogram(count, canary ? seconds.applyAsDouble(weight) : 0.13));
        }
        if (rule instanceof Rule.Score) {
            return List.of(new Answer.Samples(IntStream.range(0, (int) Math.min(60, count / 4))
                    .mapToObj(i -> new Answer.Sample(now, "", 0.78 + 0.2 * random.nextDouble()))
                    .toList()));
        }
        return List.of(new Answer.Value((canary ? 0.0031 : 0.0024) * (0.95 + 0.1 * random.nextDouble())));
    }

    private double binomial(double count, double rate) {
        double spread = Math.sqrt(count * rate * (1 - rate));
        return Math.max(0, Math.min(count, Math.rint(count * rate + spread * (random.nextDouble() * 2 - 1))));
    }

    /** Exponential beyond a floor, near enough to what servers do. */
    private Answer histogram(double count, double median) {
        List<Double> counts = new ArrayList<>();
        double below = 0;
        for (double bound : BOUNDS) {
            double part = 1 - Math.exp(-bound * Math.log(2) / median);
            double upTo = Double.isInfinite(bound) ? count : Math.rint(count * part);
            counts.add(Math.max(0, upTo - below));
            below = Math.max(below, upTo);
        }
        return new Answer.Histogram(BOUNDS, counts);
    }
}
