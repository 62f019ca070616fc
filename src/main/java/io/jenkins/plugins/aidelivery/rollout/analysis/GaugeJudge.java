package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.util.List;
import java.util.Optional;

/** A value that goes up and down, or a counter's growth by second, held to limits and to stable's at the same time. */
final class GaugeJudge implements RuleJudge {
    private static final long NEVER = Long.MIN_VALUE;
    private static final double SECOND = 1000;

    private final Rule.Gauge rule;
    private final Verdicts verdicts;
    private final long[] since;
    private long stretch = -1;
    private int windows;
    private double canarySum;
    private double stableSum;
    private boolean compared;

    GaugeJudge(Rule.Gauge rule, double alpha) {
        this.rule = rule;
        this.verdicts = new Verdicts(rule.frame(), alpha);
        this.since = new long[rule.limits().size()];
        java.util.Arrays.fill(since, NEVER);
    }

    @Override
    public MetricVerdict judge(Reading reading, Look look) {
        Optional<String> blind = reading.blind();
        if (blind.isPresent()) {
            return verdicts.blind(blind.get());
        }
        double canary = value(reading.canary(), look);
        double stable = value(reading.stable(), look);
        if (look.stretch() != stretch) {
            stretch = look.stretch();
            windows = 0;
            canarySum = 0;
            stableSum = 0;
        }
        if (!Double.isFinite(canary)) {
            return verdicts.insufficient("the canary has no value that is a number", Figures.NONE);
        }
        windows++;
        canarySum += canary;
        stableSum += stable;
        Figures figures = new Figures(canarySum / windows, stableSum / windows, windows, Double.NaN, Double.NaN);
        return broken(canary, look, figures).orElseGet(() -> verdict(reading, look, figures));
    }

    private double value(List<Answer> side, Look look) {
        if (side.isEmpty()) {
            return Double.NaN;
        }
        if (side.get(0) instanceof Answer.Increase increase) {
            return increase.by() / (look.millis() / SECOND);
        }
        return side.get(0) instanceof Answer.Value value ? value.value() : Double.NaN;
    }

    private Optional<MetricVerdict> broken(double canary, Look look, Figures figures) {
        Optional<MetricVerdict> broken = Optional.empty();
        for (int i = 0; i < since.length; i++) {
            Limit limit = rule.limits().get(i);
            if (!limit.isBeyond(canary)) {
                since[i] = NEVER;
                continue;
            }
            since[i] = since[i] == NEVER ? look.from() : since[i];
            long lasted = look.to() - since[i];
            if (broken.isEmpty() && lasted >= limit.sustained()) {
                broken = Optional.of(verdicts.broken(
                        beyond(canary, limit) + (limit.sustained() > 0 ? ", for " + Words.time(lasted) : ""), figures));
            }
        }
        return broken;
    }

    private static String beyond(double value, Limit limit) {
        return Words.number(value) + (limit.above() ? ", more than " : ", less than ") + Words.number(limit.bound());
    }

    private MetricVerdict verdict(Reading reading, Look look, Figures figures) {
        double canary = value(reading.canary(), look);
        double stable = value(reading.stable(), look);
        for (int i = 0; i < since.length; i++) {
            if (since[i] != NEVER) {
                return verdicts.insufficient(beyond(canary, rule.limits().get(i)) + ", which may pass", figures);
            }
        }
        if (rule.isCompared() && look.isCompared()) {
            if (reading.blindOnStable().isPresent()) {
                return verdicts.blind(reading.blindOnStable().get());
            }
            if (!Double.isFinite(stable)) {
                return verdicts.insufficient("stable has no value to compare with", figures);
            }
            compared = true;
            if (canary > rule.ratio() * stable) {
                return verdicts.say(
                        Word.HARM,
                        Double.NaN,
                        Words.number(canary) + " is more than " + Words.number(rule.ratio()) + " times stable's "
                                + Words.number(stable),
                        figures);
            }
        }
        if (rule.limits().isEmpty() && !compared) {
            return verdicts.insufficient("nothing of the stable side to compare with, and no limit", figures);
        }
        if (windows < rule.frame().exposure()) {
            return verdicts.insufficient(
                    windows + " of at least " + Words.number(rule.frame().exposure()) + " values seen", figures);
        }
        return verdicts.say(Word.NO_HARM_SEEN, 1, Words.number(canary) + ", within limits", figures);
    }
}
