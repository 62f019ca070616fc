package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.stats.sequential.SampleRatioTest;
import java.util.List;
import java.util.Optional;

/** Whether requests reach the two sides as the router was told: where they don't, no comparison of the sides means what it says. */
final class SplitJudge {
    static final String NAME = "traffic split";

    /** A split that is off is no harm, only a reason to stop and look: so the proof is strong. */
    private static final double PROOF = 1000;

    private static final double ALL = 100;

    private final SampleRatioTest test = new SampleRatioTest();
    private long stretch = -1;
    private double canary;
    private double stable;

    /** Empty where the requests of both sides aren't known. */
    Optional<MetricVerdict> judge(List<Answer> canaryAnswers, List<Answer> stableAnswers, Look look) {
        if (canaryAnswers.size() < 2 || stableAnswers.size() < 2 || !look.isCompared()) {
            return Optional.empty();
        }
        if (look.stretch() != stretch) {
            stretch = look.stretch();
            canary = 0;
            stable = 0;
        }
        double canaryRequests = requests(canaryAnswers);
        double stableRequests = requests(stableAnswers);
        if (Double.isNaN(canaryRequests) || Double.isNaN(stableRequests) || canaryRequests + stableRequests <= 0) {
            return Optional.empty();
        }
        canary += canaryRequests;
        stable += stableRequests;
        test.add(look.weight() / ALL, canaryRequests, stableRequests);
        double mismatch = test.mismatch();
        String seen = Words.percent(canary / (canary + stable)) + " of the requests reached the canary, "
                + Words.number(look.weight()) + " % were to";
        Figures figures = new Figures(canary / (canary + stable), look.weight() / ALL, canary, Double.NaN, Double.NaN);
        boolean off = mismatch >= PROOF;
        return Optional.of(new MetricVerdict(
                NAME,
                off ? Word.HARM : Word.NO_HARM_SEEN,
                off ? Role.GATING : Role.ADVISORY,
                Double.NaN,
                seen,
                figures));
    }

    private static double requests(List<Answer> side) {
        Answer answer = side.get(1);
        if (answer instanceof Answer.Nothing) {
            return 0;
        }
        return answer instanceof Answer.Increase increase ? increase.by() : Double.NaN;
    }
}
