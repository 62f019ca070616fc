package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity.Thresholds;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule's figures, held to what is severe for what it measures.
 *
 * @param verdict what the rule said
 * @param rule as the plan has it; empty if it has none
 */
record Finding(MetricVerdict verdict, Optional<Rule> rule, Thresholds thresholds) {
    private static final double SUSPICIOUS = 10;

    static List<Finding> all(RolloutPlan plan, List<MetricVerdict> verdicts, Thresholds thresholds) {
        return verdicts.stream()
                .map(verdict -> new Finding(verdict, plan.rule(verdict.metric()), thresholds))
                .toList();
    }

    boolean isSevere() {
        boolean shown = verdict.word() == Word.LIMIT_BROKEN
                || verdict.word() == Word.HARM && verdict.role() == MetricVerdict.Role.CRITICAL;
        return shown || isBeyond() && confidence() >= UNTESTED;
    }

    /** Whether the figure is beyond the threshold, whatever the plan's own limits are. */
    boolean isBeyond() {
        return verdict.word() != Word.BLIND && isSevere(verdict.figures().canary());
    }

    boolean isHarm() {
        return verdict.word() == Word.HARM;
    }

    boolean isSuspicious() {
        return verdict.harm() >= SUSPICIOUS || isBeyond();
    }

    boolean isGating() {
        return verdict.isGating();
    }

    boolean isStableKnown() {
        return rule.isPresent() && Double.isFinite(verdict.figures().stable());
    }

    boolean isStableSevere() {
        return isStableKnown() && !isCost() && isSevere(verdict.figures().stable());
    }

    private boolean isSevere(double value) {
        if (!Double.isFinite(value) || rule.isEmpty()) {
            return false;
        }
        if (rule.get() instanceof Rule.Rate rate) {
            return !rate.good() && value > thresholds.errors();
        }
        if (rule.get() instanceof Rule.Latency) {
            return value > thresholds.response();
        }
        if (rule.get() instanceof Rule.Score score) {
            return (value - score.low()) / (score.high() - score.low()) < thresholds.quality();
        }
        if (rule.get() instanceof Rule.Outputs) {
            return value < thresholds.quality();
        }
        return isCost() && value > thresholds.cost() * verdict.figures().stable();
    }

    /** A value has no kind but its name. */
    private boolean isCost() {
        return rule.filter(Rule.Gauge.class::isInstance).isPresent()
                && verdict.metric().toLowerCase(Locale.ROOT).contains("cost");
    }

    /** {@code errors: 18 % is more than 15 %}, or the rule's own sentence. */
    String sentence() {
        if (!isBeyond()) {
            return verdict.metric() + ": " + verdict.reason();
        }
        double value = verdict.figures().canary();
        String beyond;
        if (rule.get() instanceof Rule.Rate) {
            Figures.Two two = Figures.sharesApart(value, thresholds.errors());
            beyond = two.first() + " is more than " + two.second();
        } else if (rule.get() instanceof Rule.Latency) {
            Figures.Two two = Figures.apart(value, thresholds.response(), Unit.SECONDS);
            beyond = two.first() + " is more than " + two.second();
        } else if (rule.get() instanceof Rule.Gauge) {
            beyond = Figures.number(value) + " is more than " + Figures.number(thresholds.cost()) + " times the "
                    + Figures.number(verdict.figures().stable()) + " of before";
        } else {
            beyond = Figures.number(value) + " is less than " + Figures.percent(thresholds.quality())
                    + " of the best possible";
        }
        return verdict.metric() + ": " + beyond;
    }

    /** How sure it is that what it says is no chance, 0 … 1. */
    double confidence() {
        if (verdict.word() == Word.LIMIT_BROKEN) {
            return 1 - LIMIT_CHANCE;
        }
        if (isBeyond() && rule.get() instanceof Rule.Rate) {
            return beyondChance(
                    verdict.figures().canary(),
                    thresholds.errors(),
                    verdict.figures().exposure());
        }
        double byEvidence = verdict.harm() > 1 ? 1 - 1 / verdict.harm() : 0;
        return isBeyond() ? Math.max(UNTESTED, byEvidence) : byEvidence;
    }

    /** What a limit's own test allows. */
    private static final double LIMIT_CHANCE = 0.001;

    /** A figure beyond a threshold that no test stands behind. */
    private static final double UNTESTED = 0.7;

    /** One minus Chernoff's bound of the chance of such a share: exp(−n·KL(share ‖ limit)). */
    private static double beyondChance(double share, double limit, double n) {
        double part = Math.min(1 - 1e-12, share);
        double divergence = part * Math.log(part / limit) + (1 - part) * Math.log((1 - part) / (1 - limit));
        return 1 - Math.exp(-n * divergence);
    }
}
