package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import java.util.List;

/** A time that nobody watched: no evidence, of nothing. */
final class Missed {
    private Missed() {}

    /** @param reason a sentence */
    static Evaluation evaluation(RolloutState state, long from, long to, String reason) {
        List<MetricVerdict> verdicts = state.plan().waitedFor(state.isAlone()).stream()
                .map(name -> new MetricVerdict(name, Word.BLIND, Role.GATING, Double.NaN, reason, Figures.NONE))
                .toList();
        return DecisionRule.decide(state, List.of(), verdicts, from, to);
    }
}
