package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;

/** Verdicts of one rule, said the same way everywhere. */
final class Verdicts {
    private final Rule.Frame frame;
    private final double alpha;

    /** @param alpha this rule's part of what may be wrong by chance */
    Verdicts(Rule.Frame frame, double alpha) {
        this.frame = frame;
        this.alpha = alpha;
    }

    /** Evidence from which harm is shown. */
    double proof() {
        return 1 / alpha;
    }

    double alpha() {
        return alpha;
    }

    MetricVerdict say(Word word, double harm, String reason, Figures figures) {
        return new MetricVerdict(frame.name(), word, frame.role(), harm, reason, figures);
    }

    MetricVerdict blind(String reason) {
        return say(Word.BLIND, Double.NaN, reason, Figures.NONE);
    }

    MetricVerdict insufficient(String reason, Figures figures) {
        return say(Word.INSUFFICIENT, 1, reason, figures);
    }

    MetricVerdict broken(String reason, Figures figures) {
        return say(Word.LIMIT_BROKEN, Double.NaN, reason, figures);
    }
}
