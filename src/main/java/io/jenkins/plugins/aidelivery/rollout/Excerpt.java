package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * As much of an answer as is judged and written down: what a window holds of single values and texts knows no bound, but a journal and a
 * process do. Which ones are kept is chance, and the same on both sides, so that pairs stay pairs.
 */
final class Excerpt {
    /** Of a window and side. */
    static final int MOST_SAMPLES = 250;

    static final int MOST_TEXTS = 40;

    /** Characters. */
    static final int LONGEST_TEXT = 1_000;

    private Excerpt() {}

    static Answer of(Answer answer) {
        if (answer instanceof Answer.Samples samples) {
            return new Answer.Samples(some(samples.samples(), MOST_SAMPLES, Answer.Sample::id));
        }
        if (answer instanceof Answer.Texts texts) {
            return new Answer.Texts(some(texts.texts(), MOST_TEXTS, Answer.Text::id).stream()
                    .map(Excerpt::shortened)
                    .toList());
        }
        return answer;
    }

    private static Answer.Text shortened(Answer.Text text) {
        return text.text().length() <= LONGEST_TEXT
                ? text
                : new Answer.Text(text.at(), text.id(), text.text().substring(0, LONGEST_TEXT));
    }

    private static <T> List<T> some(List<T> all, int most, Function<T, String> id) {
        if (all.size() <= most) {
            return all;
        }
        return IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingInt(at -> mixed(id.apply(all.get(at)), at)))
                .limit(most)
                .sorted()
                .map(all::get)
                .toList();
    }

    /** The finalizer of MurmurHash3: the hashes of like ids are not alike. */
    private static int mixed(String id, int at) {
        int hash = id.isEmpty() ? at : id.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
