package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Analysis;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.stats.sequential.BakePlan;
import io.jenkins.plugins.aidelivery.stats.sequential.MoreIs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each phase must bake to see harm of a size, at the traffic that is expected: said before anything moves. */
public final class BakeAdvice {
    private static final double POWER = 0.8;
    private static final double SECOND = 1000;

    private BakeAdvice() {}

    /**
     * What is expected.
     *
     * @param requests a second, over both sides
     * @param rate of events on the stable side, between 0 and 1
     * @param harmful rate of the canary that must be seen, between 0 and 1
     */
    public record Expected(double requests, double rate, double harmful) {
        public Expected {
            boolean rates = rate > 0 && rate < 1 && harmful > 0 && harmful < 1;
            if (!(requests > 0) || !rates) {
                throw new IllegalArgumentException(
                        "requests are above 0, and rates between 0 and 1: without events there is nothing to compare");
            }
        }
    }

    /**
     * What a phase can see by a rule.
     *
     * @param canary requests a second that reach the canary
     * @param needed seconds until 80 % of such canaries are found out; infinite if that is beyond the phase's longest bake
     * @param power part of such canaries that is found out in the longest bake
     */
    public record Advice(RolloutPlan.Phase phase, String rule, double canary, double needed, double power) {
        /** Whether the bake is long enough. */
        public boolean isEnough() {
            return needed * SECOND <= phase.bake();
        }
    }

    /** For every phase that has another side, and every rule that compares rates. */
    public static List<Advice> of(RolloutPlan plan, Expected expected) {
        List<Advice> advice = new ArrayList<>();
        for (RolloutPlan.Phase phase : plan.phases()) {
            for (Rule rule : plan.rules()) {
                if (phase.weight() < RolloutPlan.ALL && rule instanceof Rule.Rate rate && rate.isCompared()) {
                    advice.add(of(plan, phase, rate, expected));
                }
            }
        }
        return advice;
    }

    private static Advice of(RolloutPlan plan, RolloutPlan.Phase phase, Rule.Rate rule, Expected expected) {
        double share = phase.weight() / RolloutPlan.ALL;
        double canary = expected.requests() * share;
        long interval = plan.times().interval();
        double rate = rule.good() ? 1 - expected.rate() : expected.rate();
        double harmful = rule.good() ? 1 - expected.harmful() : expected.harmful();
        BakePlan.Answer answer = BakePlan.until(
                BakePlan.Traffic.perSecond(canary, expected.requests() - canary, rate, Duration.ofMillis(interval)),
                new BakePlan.Harm(
                        rule.good() ? MoreIs.BETTER : MoreIs.WORSE,
                        harmful / rate,
                        rule.tolerance().worseBy(),
                        Analysis.alpha(rule, plan.rules())),
                POWER,
                (int) Math.max(1, phase.longest() / interval));
        double needed = answer.intervals().isPresent()
                ? answer.intervals().getAsInt() * interval / SECOND
                : Double.POSITIVE_INFINITY;
        return new Advice(phase, rule.name(), canary, needed, answer.powerAtMost());
    }
}
