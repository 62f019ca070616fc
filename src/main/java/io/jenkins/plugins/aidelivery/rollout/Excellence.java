package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Better;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Early;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import java.util.List;
import java.util.Optional;

/** Whether a canary has shown so much that it needs to bake no longer. No phase and no person is left out for it. */
final class Excellence {
    private Excellence() {}

    static boolean shows(RolloutPlan plan, RolloutPlan.Phase phase, List<MetricVerdict> verdicts) {
        Early early = plan.reactions().early();
        if (early.isSome() && phase.weight() < early.from()) {
            return false;
        }
        if (!early.better().isEmpty()) {
            return early.better().stream().allMatch(better -> isBetter(plan, better, verdicts));
        }
        List<MetricVerdict> compared = verdicts.stream()
                .filter(MetricVerdict::isGating)
                .filter(verdict ->
                        plan.rule(verdict.metric()).filter(Rule::isCompared).isPresent())
                .toList();
        return !compared.isEmpty() && compared.stream().allMatch(verdict -> verdict.word() == Word.SAFE);
    }

    private static boolean isBetter(RolloutPlan plan, Better better, List<MetricVerdict> verdicts) {
        Optional<MetricVerdict> verdict = verdicts.stream()
                .filter(each -> each.metric().equals(better.rule()))
                .findFirst();
        Optional<Rule> rule = plan.rule(better.rule());
        if (verdict.isEmpty() || rule.isEmpty()) {
            return false;
        }
        double canary = verdict.get().figures().canary();
        double stable = verdict.get().figures().stable();
        boolean more = rule.get() instanceof Rule.Score || rule.get() instanceof Rule.Rate rate && rate.good();
        return more ? canary >= stable * (1 + better.by()) : canary <= stable * (1 - better.by());
    }
}
