package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.stats.sequential.Arms;
import java.util.List;
import java.util.Optional;

/** Events among exposures. */
final class RateJudge implements RuleJudge {
    /** Two counters that are read one after the other differ by a little. */
    private static final double SLACK = 0.02;

    private final RateEvidence evidence;
    private final Verdicts verdicts;
    private final Rule.Rate rule;

    RateJudge(Rule.Rate rule, double alpha) {
        this.rule = rule;
        this.verdicts = new Verdicts(rule.frame(), alpha);
        this.evidence = new RateEvidence(rule.frame(), rule.good(), rule.tolerance(), rule.limits(), verdicts);
    }

    @Override
    public MetricVerdict judge(Reading reading, Look look) {
        Optional<String> blind = reading.blind();
        if (blind.isPresent()) {
            return verdicts.blind(blind.get());
        }
        for (List<Answer> side : List.of(reading.canary(), reading.stable())) {
            if (!side.isEmpty() && events(side) > exposures(side) * (1 + SLACK) + 1) {
                return verdicts.blind(Words.number(events(side)) + " events of " + Words.number(exposures(side))
                        + ": the two queries don't belong together");
            }
        }
        Arms arms = arms(reading.canary(), reading.stable());
        Optional<Arms> control =
                reading.control().isEmpty() ? Optional.empty() : Optional.of(arms(reading.control(), reading.stable()));
        MetricVerdict verdict = evidence.judge(arms, control, look);
        if (verdict.word() == Word.LIMIT_BROKEN) {
            return verdict;
        }
        if (rule.isCompared() && look.isCompared() && reading.blindOnStable().isPresent()) {
            return verdicts.blind(reading.blindOnStable().get());
        }
        return isNothing(reading.canary())
                ? verdicts.insufficient("no requests to the canary are known", verdict.figures())
                : verdict;
    }

    private static boolean isNothing(List<Answer> side) {
        return side.get(1) instanceof Answer.Nothing;
    }

    /** No series of events where requests are counted means that there was no event. */
    private static double events(List<Answer> side) {
        return side.get(0) instanceof Answer.Increase increase ? increase.by() : 0;
    }

    private static double exposures(List<Answer> side) {
        return side.get(1) instanceof Answer.Increase increase ? increase.by() : 0;
    }

    private static Arms arms(List<Answer> canary, List<Answer> stable) {
        double canaryExposures = exposures(canary);
        double stableExposures = stable.isEmpty() ? 0 : exposures(stable);
        return new Arms(
                Math.min(events(canary), canaryExposures),
                canaryExposures,
                stable.isEmpty() ? 0 : Math.min(events(stable), stableExposures),
                stableExposures);
    }
}
