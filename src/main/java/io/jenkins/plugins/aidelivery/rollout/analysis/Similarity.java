package io.jenkins.plugins.aidelivery.rollout.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How alike two texts are, from 0 to 1: the F1 score of their words, regardless of case and punctuation, as SQuAD's evaluation counts it
 * (Rajpurkar et al., 2016).
 */
final class Similarity {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Similarity() {}

    static double of(String one, String two) {
        if (one.strip().equals(two.strip())) {
            return 1;
        }
        Map<String, Integer> words = new HashMap<>();
        List<String> first = words(one);
        List<String> second = words(two);
        first.forEach(word -> words.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : second) {
            int left = words.getOrDefault(word, 0);
            if (left > 0) {
                words.put(word, left - 1);
                common++;
            }
        }
        return first.isEmpty() && second.isEmpty() ? 1 : 2.0 * common / (first.size() + second.size());
    }

    private static List<String> words(String text) {
        return BETWEEN.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
