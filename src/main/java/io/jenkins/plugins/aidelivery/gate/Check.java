package io.jenkins.plugins.aidelivery.gate;

/**
 * One limit held against one measure.
 *
 * @param outcome what became of it
 * @param sentence the figures that say so
 * @param gap by how much the limit is missed, for people; empty if it is kept
 */
record Check(Outcome outcome, String sentence, String gap) {
    static Check pass(String sentence) {
        return new Check(Outcome.PASS, sentence, "");
    }

    static Check fail(String sentence, String gap) {
        return new Check(Outcome.FAIL, sentence, gap);
    }

    static Check inconclusive(String sentence) {
        return new Check(Outcome.INCONCLUSIVE, sentence, "");
    }

    static Check error(String sentence) {
        return new Check(Outcome.ERROR, sentence, "");
    }

    static Check notCompared(String sentence) {
        return new Check(Outcome.NOT_COMPARED, sentence, "");
    }
}
