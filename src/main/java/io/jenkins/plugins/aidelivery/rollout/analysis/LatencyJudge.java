package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.stats.sequential.Arms;
import io.jenkins.plugins.aidelivery.stats.sequential.MoreIs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many requests are slower than how long. A limit of a quantile is a limit of the share that is slower: p99 above 1 s means that more than
 * 1 % take longer than 1 s, and that can be told from chance. Compared are the shares beyond stable's own median, p90 and p99, as they
 * were in its first windows; the evidence of the three is averaged, which keeps it evidence.
 */
final class LatencyJudge implements RuleJudge {
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};

    /** What stable's quantiles are taken from. */
    private static final double ENOUGH = 100;

    private final Rule.Latency rule;
    private final Verdicts verdicts;
    private final List<RateLimit> watches = new ArrayList<>();
    private final List<Threshold> thresholds = new ArrayList<>();
    private List<Double> bounds = List.of();
    private double[] before = new double[0];
    private double[] canary = new double[0];
    private double[] stable = new double[0];
    private long stretch = -1;

    private record Threshold(int bucket, PhasedRatioTest test) {}

    LatencyJudge(Rule.Latency rule, double alpha) {
        this.rule = rule;
        this.verdicts = new Verdicts(rule.frame(), alpha);
        for (Limit limit : rule.limits()) {
            watches.add(
                    new RateLimit(new Limit(1 - rule.quantile(), limit.above(), limit.sustained(), limit.exposure())));
        }
    }

    @Override
    public MetricVerdict judge(Reading reading, Look look) {
        Optional<String> blind = reading.blind();
        if (blind.isPresent()) {
            return verdicts.blind(blind.get());
        }
        Optional<Answer.Histogram> one = histogram(reading.canary());
        Optional<Answer.Histogram> two = histogram(reading.stable());
        List<Double> given = one.or(() -> two).map(Answer.Histogram::bounds).orElse(bounds);
        if (bounds.isEmpty()) {
            begin(given);
        }
        if (!given.equals(bounds)
                || two.filter(other -> !other.bounds().equals(bounds)).isPresent()) {
            return verdicts.blind("the two sides' histograms, or a later one, have other buckets");
        }
        if (bounds.isEmpty()) {
            return verdicts.insufficient("nothing was measured yet", Figures.NONE);
        }
        if (look.stretch() != stretch) {
            stretch = look.stretch();
            canary = new double[bounds.size()];
            stable = new double[bounds.size()];
            thresholds.forEach(each -> each.test().nextPhase());
        }
        double[] canaryWindow = counts(one);
        double[] stableWindow = counts(two);
        add(canary, canaryWindow);
        add(stable, stableWindow);
        if (look.isCompared()) {
            compare(canaryWindow, stableWindow);
        }
        Optional<MetricVerdict> limits = limits(canaryWindow, look);
        if (limits.isPresent()) {
            return limits.get();
        }
        return rule.isCompared() && look.isCompared() && reading.blindOnStable().isPresent()
                ? verdicts.blind(reading.blindOnStable().get())
                : verdict(look);
    }

    private void begin(List<Double> given) {
        bounds = given;
        before = new double[bounds.size()];
        canary = new double[bounds.size()];
        stable = new double[bounds.size()];
    }

    private static Optional<Answer.Histogram> histogram(List<Answer> side) {
        return side.stream()
                .filter(Answer.Histogram.class::isInstance)
                .map(Answer.Histogram.class::cast)
                .findFirst();
    }

    private double[] counts(Optional<Answer.Histogram> histogram) {
        return histogram
                .map(each ->
                        each.counts().stream().mapToDouble(Double::doubleValue).toArray())
                .orElseGet(() -> new double[bounds.size()]);
    }

    private static void add(double[] sum, double[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    /** Thresholds come from stable's windows before this one, so that no window chooses what it is judged by. */
    private void compare(double[] canaryWindow, double[] stableWindow) {
        if (!rule.isCompared()) {
            return;
        }
        if (thresholds.isEmpty() && total(before) >= ENOUGH) {
            Rule.Tolerance allowed = rule.tolerance();
            for (double quantile : QUANTILES) {
                int bucket = bucket(before, quantile);
                if (bucket < bounds.size() - 1 && thresholds.stream().noneMatch(known -> known.bucket() == bucket)) {
                    thresholds.add(new Threshold(
                            bucket, PhasedRatioTest.ofPhases(MoreIs.WORSE, allowed.worseBy(), allowed.safeBelow())));
                }
            }
        }
        for (Threshold threshold : thresholds) {
            threshold
                    .test()
                    .add(new Arms(
                            slower(canaryWindow, threshold.bucket()),
                            total(canaryWindow),
                            slower(stableWindow, threshold.bucket()),
                            total(stableWindow)));
        }
        add(before, stableWindow);
    }

    private Optional<MetricVerdict> limits(double[] window, Look look) {
        Optional<MetricVerdict> broken = Optional.empty();
        for (int i = 0; i < watches.size(); i++) {
            Limit limit = rule.limits().get(i);
            int bucket = bucketAt(limit.bound());
            if (bucket >= bounds.size() - 1) {
                return Optional.of(verdicts.blind("the histogram has no bucket that ends at "
                        + Words.seconds(limit.bound()) + " or later, so that its limit can't be judged"));
            }
            Optional<String> says = watches.get(i).add(new Arms(slower(window, bucket), total(window), 0, 0), look);
            if (says.isPresent() && broken.isEmpty()) {
                broken = Optional.of(verdicts.broken(
                        says.get() + " took longer than " + Words.seconds(bounds.get(bucket)) + "; p"
                                + Words.number(rule.quantile() * 100) + " "
                                + Words.seconds(quantile(canary, rule.quantile())),
                        figures()));
            }
        }
        return broken;
    }

    private MetricVerdict verdict(Look look) {
        Figures figures = figures();
        String sides = "p" + Words.number(rule.quantile() * 100) + " " + Words.seconds(figures.canary())
                + (Double.isNaN(figures.stable()) ? "" : ", stable's " + Words.seconds(figures.stable()));
        if (rule.isCompared() && look.isCompared()) {
            if (thresholds.isEmpty()) {
                return verdicts.insufficient("too little of the stable side to compare with", figures);
            }
            double harm = average(PhasedRatioTest::harm);
            if (harm >= verdicts.proof()) {
                return verdicts.say(
                        Word.HARM, harm, sides + ": slower, with evidence " + Words.evidence(harm), figures);
            }
            Optional<MetricVerdict> beyond = beyond(harm, sides, figures);
            if (total(canary) >= rule.frame().exposure()) {
                if (beyond.isPresent()) {
                    return beyond.get();
                }
                boolean safe = thresholds.stream().allMatch(each -> each.test().isSafe(verdicts.proof()));
                return verdicts.say(
                        safe ? Word.SAFE : Word.NO_HARM_SEEN,
                        harm,
                        sides + (safe ? ": shown not to be slower" : ": not shown to be slower"),
                        figures);
            }
        }
        if (total(canary) < rule.frame().exposure()) {
            return verdicts.insufficient(
                    Words.number(Math.floor(total(canary))) + " of at least "
                            + Words.number(rule.frame().exposure()) + " seen on the canary",
                    figures);
        }
        if (rule.limits().isEmpty() && thresholds.isEmpty()) {
            return verdicts.insufficient("nothing of the stable side to compare with, and no limit", figures);
        }
        return beyond(1, sides, figures)
                .orElseGet(() -> verdicts.say(Word.NO_HARM_SEEN, 1, sides + ", within limits", figures));
    }

    /** The quantile is beyond a limit as far as its bucket tells: it doesn't go on with that, however well it compares. */
    private Optional<MetricVerdict> beyond(double harm, String sides, Figures figures) {
        return rule.limits().stream()
                .filter(limit -> figures.canary() > limit.bound()
                        || slower(canary, bucketAt(limit.bound())) > (1 - rule.quantile()) * total(canary))
                .findFirst()
                .map(limit -> verdicts.say(
                        Word.INSUFFICIENT,
                        harm,
                        sides + ", above " + Words.seconds(limit.bound()) + ", which may be chance or pass",
                        figures));
    }

    private double average(java.util.function.ToDoubleFunction<PhasedRatioTest> evidence) {
        return thresholds.stream()
                .mapToDouble(each -> evidence.applyAsDouble(each.test()))
                .average()
                .orElse(1);
    }

    private Figures figures() {
        return new Figures(
                quantile(canary, rule.quantile()),
                quantile(stable, rule.quantile()),
                total(canary),
                Double.NaN,
                Double.NaN);
    }

    private static double total(double[] counts) {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        return sum;
    }

    /** How many are beyond a bucket's end. */
    private static double slower(double[] counts, int bucket) {
        double sum = 0;
        for (int i = bucket + 1; i < counts.length; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** The bucket that a quantile lies in. */
    private static int bucket(double[] counts, double quantile) {
        double target = quantile * total(counts);
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            if (sum >= target) {
                return i;
            }
        }
        return counts.length - 1;
    }

    /** The first bucket whose end is not before a time. */
    private int bucketAt(double seconds) {
        int bucket = 0;
        while (bucket < bounds.size() - 1 && bounds.get(bucket) < seconds) {
            bucket++;
        }
        return bucket;
    }

    /** Interpolated inside of its bucket, as Prometheus does; the last finite bound if it lies beyond. */
    private double quantile(double[] counts, double quantile) {
        double total = total(counts);
        if (total <= 0) {
            return Double.NaN;
        }
        int bucket = bucket(counts, quantile);
        if (bucket == bounds.size() - 1) {
            return bucket == 0 ? Double.NaN : bounds.get(bucket - 1);
        }
        double below = bucket == 0 ? 0 : bounds.get(bucket - 1);
        double until = total - slower(counts, bucket) - counts[bucket];
        double within = counts[bucket] == 0 ? 1 : (quantile * total - until) / counts[bucket];
        return below + Math.max(0, Math.min(1, within)) * (bounds.get(bucket) - below);
    }
}
