package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.rollout.Decision;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Kind;
import io.jenkins.plugins.aidelivery.rollout.Stage;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;

/** Words and tones that all parts of a rollout's page share. */
final class RolloutWords {
    private RolloutWords() {}

    static String tone(Word word) {
        return switch (word) {
            case SAFE, NO_HARM_SEEN -> "good";
            case HARM, LIMIT_BROKEN -> "bad";
            case BLIND, INSUFFICIENT -> "open";
            case OVERRIDDEN -> "none";
        };
    }

    static String word(Word word) {
        return text("rollout.word." + word.name());
    }

    static String tone(Decision decision, Kind kind) {
        return switch (decision) {
            case ABORT -> "bad";
            case CONTINUE, SPEED_UP -> "good";
            case PAUSE, AWAIT, STEP_BACK, SLOW_DOWN -> "open";
            case HOLD -> kind == Kind.BACK ? "open" : "none";
        };
    }

    static String word(Decision decision) {
        return text("rollout.decision." + decision.name());
    }

    /** What a part of the way is called. */
    static String name(RolloutReport.Phase phase) {
        return phase.kind() == Kind.PHASE
                ? phase.name()
                : text("rollout.kind." + phase.kind().name());
    }

    /** How it ended. */
    static String ending(RolloutReport.Phase phase, Stage end) {
        if (phase.kind() == Kind.PROMOTION && end == Stage.SUCCEEDED) {
            return text("rollout.ending.promoted");
        }
        if (phase.kind() == Kind.BACK) {
            return text(phase.decision() == Decision.CONTINUE ? "rollout.ending.well" : "rollout.ending.unsure");
        }
        return word(phase.decision());
    }
}
