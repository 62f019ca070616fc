package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer.Sample;
import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.sequential.BoundedMeanSequence;
import java.util.List;
import java.util.Optional;

/** Bounded figures of single answers; more is better. */
final class ScoreJudge implements RuleJudge {
    private static final double LIMIT_ALPHA = 0.001;
    private static final long NEVER = Long.MIN_VALUE;
    private static final int WAITING = 500;

    private final Rule.Score rule;
    private final Verdicts verdicts;
    private final Pairing<Double> pairing = new Pairing<>(WAITING);
    private final ScoreEvidence evidence;
    private final long[] since;
    private BoundedMeanSequence mean;
    private Tally canary = new Tally();
    private Tally stable = new Tally();
    private long stretch = -1;
    private long paired;
    private long compared;

    private static final class Tally {
        private double sum;
        private long count;

        void add(double value) {
            sum += value;
            count++;
        }

        double mean() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }

    ScoreJudge(Rule.Score rule, double alpha) {
        this.rule = rule;
        this.verdicts = new Verdicts(rule.frame(), alpha);
        this.evidence = new ScoreEvidence(rule);
        this.mean = new BoundedMeanSequence(rule.low(), rule.high());
        this.since = new long[rule.limits().size()];
        java.util.Arrays.fill(since, NEVER);
    }

    @Override
    public MetricVerdict judge(Reading reading, Look look) {
        Optional<String> blind = reading.blind();
        if (blind.isPresent()) {
            return verdicts.blind(blind.get());
        }
        Optional<String> foreign = foreign(reading.canary()).or(() -> foreign(reading.stable()));
        if (foreign.isPresent()) {
            return verdicts.blind(foreign.get());
        }
        if (look.stretch() != stretch) {
            stretch = look.stretch();
            canary = new Tally();
            stable = new Tally();
            mean = new BoundedMeanSequence(rule.low(), rule.high());
            evidence.nextPhase();
        }
        Tally window = new Tally();
        long broken = 0;
        for (Sample sample : samples(reading.canary())) {
            if (Double.isFinite(sample.value())) {
                canary(sample, window);
            } else {
                broken++;
            }
        }
        samples(reading.stable()).stream()
                .filter(sample -> Double.isFinite(sample.value()))
                .forEach(this::stable);
        if (broken > 0) {
            return verdicts.insufficient(
                    broken + " of " + samples(reading.canary()).size() + " values are no numbers", figures());
        }
        return limits(window, look).orElseGet(() -> verdict(reading, look));
    }

    private Optional<String> foreign(List<Answer> side) {
        return samples(side).stream()
                .filter(sample -> sample.value() < rule.low() || sample.value() > rule.high())
                .findFirst()
                .map(sample -> "a value of " + Words.number(sample.value()) + " lies outside of "
                        + Words.number(rule.low()) + " to " + Words.number(rule.high()));
    }

    private static List<Sample> samples(List<Answer> side) {
        return !side.isEmpty() && side.get(0) instanceof Answer.Samples samples ? samples.samples() : List.of();
    }

    private void canary(Sample sample, Tally window) {
        canary.add(sample.value());
        window.add(sample.value());
        mean.add(sample.value());
        if (rule.paired()) {
            pairing.canary(sample.id(), sample.value()).ifPresent(this::pair);
        } else if (rule.isCompared()) {
            evidence.canary(sample.value());
        }
    }

    private void stable(Sample sample) {
        stable.add(sample.value());
        compared++;
        if (rule.paired()) {
            pairing.stable(sample.id(), sample.value()).ifPresent(this::pair);
        } else if (rule.isCompared()) {
            evidence.stable(sample.value());
        }
    }

    private void pair(Pairing.Pair<Double> pair) {
        evidence.pair(pair.canary(), pair.stable());
        paired++;
    }

    private Optional<MetricVerdict> limits(Tally window, Look look) {
        for (int i = 0; i < since.length; i++) {
            Limit limit = rule.limits().get(i);
            if (limit.sustained() == 0) {
                Interval interval = mean.interval(LIMIT_ALPHA);
                boolean shown = limit.above() ? interval.low() > limit.bound() : interval.high() < limit.bound();
                if (canary.count >= limit.exposure() && canary.count > 0 && shown) {
                    return Optional.of(verdicts.broken(beyond(canary.mean(), limit), figures()));
                }
                continue;
            }
            if (window.count < Math.max(1, limit.exposure())) {
                continue;
            }
            since[i] = !limit.isBeyond(window.mean()) ? NEVER : since[i] == NEVER ? look.from() : since[i];
            if (since[i] != NEVER && look.to() - since[i] >= limit.sustained()) {
                return Optional.of(verdicts.broken(
                        beyond(window.mean(), limit) + ", for " + Words.time(look.to() - since[i]), figures()));
            }
        }
        return Optional.empty();
    }

    private static String beyond(double value, Limit limit) {
        return "mean " + Words.number(value) + (limit.above() ? ", more than " : ", less than ")
                + Words.number(limit.bound());
    }

    private MetricVerdict verdict(Reading reading, Look look) {
        Figures figures = figures();
        boolean comparing = rule.isCompared() && look.isCompared();
        if (comparing && reading.blindOnStable().isPresent()) {
            return verdicts.blind(reading.blindOnStable().get());
        }
        String sides = "mean " + Words.number(figures.canary())
                + (Double.isNaN(figures.stable()) ? "" : ", stable's " + Words.number(figures.stable()));
        double harm = rule.isCompared() && !look.promoted() ? evidence.worse() : 1;
        if (harm >= verdicts.proof()) {
            return verdicts.say(
                    Word.HARM,
                    harm,
                    sides + ": lower by more than " + Words.number(rule.drop()) + ", with evidence "
                            + Words.evidence(harm),
                    figures);
        }
        if (figures.exposure() < rule.frame().exposure()) {
            return verdicts.insufficient(
                    Words.number(figures.exposure()) + " of at least "
                            + Words.number(rule.frame().exposure()) + (rule.paired() ? " pairs" : " values") + " seen",
                    figures);
        }
        if (rule.limits().isEmpty() && compared == 0) {
            return verdicts.insufficient("nothing of the stable side to compare with, and no limit", figures);
        }
        if (comparing && stable.count == 0) {
            return verdicts.insufficient("nothing of the stable side to compare with", figures);
        }
        for (Limit limit : rule.limits()) {
            if (limit.isBeyond(canary.mean())) {
                return verdicts.insufficient(beyond(canary.mean(), limit) + ", which may be chance or pass", figures);
            }
        }
        boolean safe = comparing && evidence.isSafe(verdicts.proof());
        return verdicts.say(
                safe ? Word.SAFE : Word.NO_HARM_SEEN,
                harm,
                sides + (safe ? ": shown not to be lower by " + Words.number(rule.drop()) : ": no harm shown"),
                figures);
    }

    private Figures figures() {
        boolean known = rule.isCompared() && canary.count > 0 && stable.count > 0;
        Interval interval = known ? evidence.interval(verdicts.alpha()) : new Interval(rule.low(), rule.high());
        return new Figures(
                canary.mean(),
                stable.mean(),
                rule.paired() ? paired : canary.count,
                known ? interval.low() : Double.NaN,
                known ? interval.high() : Double.NaN);
    }
}
