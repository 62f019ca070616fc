package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.DoubleStream;

/** What a plan does to a canary of a certain kind: the real machine and judge over made-up traffic, many times. */
public final class Simulation {
    private static final long BEGIN = 1_000_000_000_000L;
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
    };
    private static final double SPREAD = 0.5;
    private static final double LARGE = 50;

    private Simulation() {}

    /**
     * How it goes out there.
     *
     * @param requests a second, over both sides
     * @param rate of events on stable, 0 … 1
     * @param canary of events on the canary, 0 … 1
     * @param latency median on stable, seconds
     * @param slower by which factor the canary is
     */
    public record Traffic(double requests, double rate, double canary, double latency, double slower) {
        public Traffic {
            boolean rates = rate >= 0 && rate <= 1 && canary >= 0 && canary <= 1;
            if (!(requests > 0) || !rates || !(latency > 0) || !(slower > 0)) {
                throw new IllegalArgumentException("requests, latencies and factors are above 0, rates from 0 to 1");
            }
        }
    }

    /**
     * What came of it.
     *
     * @param runs how many
     * @param ends how many ended where; those that didn't are where they stood at the plan's deadline
     * @param seconds median time to the end
     * @param exposed median of requests that the canary got
     */
    public record Outcome(int runs, Map<Stage, Integer> ends, double seconds, double exposed) {
        public Outcome {
            ends = Map.copyOf(ends);
        }
    }

    /** @param seed the same gives the same */
    public static Outcome of(RolloutPlan plan, Traffic traffic, int runs, long seed) throws IOException {
        Map<Stage, Integer> ends = new EnumMap<>(Stage.class);
        double[] seconds = new double[runs];
        double[] exposed = new double[runs];
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int run = 0; run < runs; run++) {
            Made world = new Made(traffic, seeds.split());
            RolloutState end = world.happen(
                    plan, BEGIN + plan.times().deadline() + plan.times().keep());
            ends.merge(end.stage(), 1, Integer::sum);
            seconds[run] = (world.now() - BEGIN) / 1000.0;
            exposed[run] = world.exposed;
        }
        return new Outcome(runs, ends, median(seconds), median(exposed));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Requests that come and fail by themselves. */
    private static final class Made extends VirtualWorld {
        private final Traffic traffic;
        private final SplittableRandom random;
        private double exposed;

        Made(Traffic traffic, SplittableRandom random) {
            super(BEGIN, (state, event) -> {});
            this.traffic = traffic;
            this.random = random;
        }

        @Override
        public CompletionStage<List<Reading>> read(RolloutState state, long from, long to) {
            boolean recovering = state.stage() == Stage.RECOVERING;
            double share = recovering ? 0 : state.wanted() / RolloutPlan.ALL;
            double requests = traffic.requests() * (to - from) / 1000;
            double canary = binomial(Math.rint(requests), share);
            double stable = Math.rint(requests) - canary;
            exposed += canary;
            List<Reading> readings = new ArrayList<>();
            for (Rule rule : state.plan().rules()) {
                List<Answer> one = answers(rule, canary, false, to - from);
                List<Answer> two = answers(rule, stable, true, to - from);
                readings.add(new Reading(rule.name(), recovering ? two : one, two, List.of()));
            }
            return CompletableFuture.completedFuture(readings);
        }

        private List<Answer> answers(Rule rule, double requests, boolean stable, long millis) {
            double rate = stable ? traffic.rate() : traffic.canary();
            if (rule instanceof Rule.Rate each) {
                double events = binomial(requests, each.good() ? 1 - rate : rate);
                return List.of(new Answer.Increase(events), new Answer.Increase(requests));
            }
            if (rule instanceof Rule.Latency) {
                return List.of(histogram(requests, traffic.latency() * (stable ? 1 : traffic.slower())));
            }
            if (rule instanceof Rule.Score score) {
                List<Answer.Sample> samples = new ArrayList<>();
                for (int i = 0; i < Math.min(requests, LARGE); i++) {
                    boolean well = random.nextDouble() >= rate;
                    samples.add(new Answer.Sample(i, String.valueOf(i), well ? score.high() : score.low()));
                }
                return List.of(new Answer.Samples(samples));
            }
            return rule instanceof Rule.Gauge gauge
                            && gauge.value().kind() == io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.INCREASE
                    ? List.of(new Answer.Increase(requests))
                    : List.of(new Answer.Nothing());
        }

        /** Log-normal around a median. */
        private Answer histogram(double requests, double median) {
            double[] counts = new double[BOUNDS.length];
            for (int i = 0; i < requests; i++) {
                double seconds = median * Math.exp(SPREAD * gaussian());
                int bucket = 0;
                while (seconds > BOUNDS[bucket]) {
                    bucket++;
                }
                counts[bucket]++;
            }
            return new Answer.Histogram(
                    DoubleStream.of(BOUNDS).boxed().toList(),
                    DoubleStream.of(counts).boxed().toList());
        }

        /** Exact where numbers are small; normal where nobody can tell the difference. */
        private double binomial(double n, double p) {
            double mean = n * p;
            if (mean > LARGE && n - mean > LARGE) {
                double drawn = Math.rint(mean + Math.sqrt(mean * (1 - p)) * gaussian());
                return Math.max(0, Math.min(n, drawn));
            }
            double hits = 0;
            for (int i = 0; i < n; i++) {
                hits += random.nextDouble() < p ? 1 : 0;
            }
            return hits;
        }

        private double gaussian() {
            double u = 1 - random.nextDouble();
            return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble());
        }
    }
}
