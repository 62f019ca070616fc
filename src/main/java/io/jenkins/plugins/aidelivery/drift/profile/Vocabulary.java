package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In how many texts words are: each word by one of {@value #BUCKETS} hashes of it, so that no text is kept and two vocabularies can be
 * added. The most frequent words are kept by name as well, to say what a hash means.
 *
 * @param texts that were looked at
 * @param sentences those of them with five words and more
 * @param buckets texts that have a word of that hash
 * @param words the most frequent ones and in how many texts they are, the most frequent first
 */
public record Vocabulary(long texts, long sentences, CellCounts buckets, List<Categories.Count> words) {
    public static final int BUCKETS = 4096;

    /** Words that are kept by name. */
    private static final int MOST_NAMED = 300;

    /** Texts that a word must be in to be kept by name: so that no name says what a single text holds. */
    private static final int FEWEST = 10;

    public Vocabulary {
        words = List.copyOf(words);
    }

    private static final Comparator<Categories.Count> FREQUENT_FIRST =
            Comparator.comparingLong(Categories.Count::count).reversed().thenComparing(Categories.Count::value);

    /** Of texts in any order. */
    public static Vocabulary of(List<String> texts) {
        Map<Long, Long> buckets = new TreeMap<>();
        Map<String, Long> words = new HashMap<>();
        for (String text : texts) {
            Set<Long> seen = new TreeSet<>();
            for (String word : Words.of(text)) {
                words.merge(word, 1L, Long::sum);
                seen.add((long) bucket(word));
            }
            seen.forEach(bucket -> buckets.merge(bucket, 1L, Long::sum));
        }
        long sentences = texts.stream().filter(Words::isSentence).count();
        return new Vocabulary(texts.size(), sentences, CellCounts.of(buckets), named(words));
    }

    private static List<Categories.Count> named(Map<String, Long> words) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST)
                .map(entry -> new Categories.Count(entry.getKey(), entry.getValue()))
                .sorted(FREQUENT_FIRST)
                .limit(MOST_NAMED)
                .toList();
    }

    /** Whether the texts are written by somebody, rather than being names or codes. */
    public boolean hasSentences() {
        return sentences > 0 && 2 * sentences >= texts;
    }

    /** The hash of a word, 0 … {@value #BUCKETS} - 1. */
    public static int bucket(String word) {
        // FNV-1a over UTF-16, then mixed so that the highest bits depend on all.
        int hash = 0x811c9dc5;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x01000193;
        }
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return (hash ^ hash >>> 16) >>> 20;
    }

    /** Both together; each text that was looked at counts as one, whatever share of its table it stands for. */
    Vocabulary plus(Vocabulary other) {
        Map<String, Long> sums = new HashMap<>();
        for (Vocabulary part : List.of(this, other)) {
            part.words.forEach(word -> sums.merge(word.value(), word.count(), Long::sum));
        }
        return new Vocabulary(
                texts + other.texts, sentences + other.sentences, buckets.plus(other.buckets), named(sums));
    }
}
