package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.stats.LogisticRegression;
import java.util.ArrayList;
import java.util.List;

/** A classifier that learns from half of the texts of two samples which sample a text is from, and is tested on the others. */
final class TextClassifier {
    private static final int STEPS = 60;

    private TextClassifier() {}

    static Separation test(List<String> reference, List<String> current) {
        HeldOut halves = HeldOut.of(reference, current);
        if (!halves.canLearn()) {
            return Separation.none(reference.size() - reference.size() / 2, current.size() - current.size() / 2);
        }
        List<String> all = new ArrayList<>(reference);
        all.addAll(current);
        NGrams texts = NGrams.of(all);
        int[] learned = halves.learned();
        texts.weigh(learned);
        LogisticRegression classifier = halves.fit(texts, 1.0 / learned.length, STEPS);
        return halves.test(classifier, texts);
    }
}
