package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The words of texts: runs of letters and digits in lower case. Scripts that put no blanks between words (Chinese, Japanese, Thai and
 * others) count by pairs of neighbouring characters instead.
 */
public final class Words {
    /** Characters of a word that count. */
    private static final int LONGEST = 40;

    private static final int WORDS_OF_A_SENTENCE = 5;

    private static final Set<Character.UnicodeScript> WITHOUT_BLANKS = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR);

    private Words() {}

    /** The different words of a text, in its order. */
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        int[] points = text.toLowerCase(Locale.ROOT).codePoints().toArray();
        for (int from = 0; from < points.length; ) {
            int to = from;
            boolean dense = false;
            while (to < points.length && isPartOfWord(points[to])) {
                dense |= WITHOUT_BLANKS.contains(Character.UnicodeScript.of(points[to]));
                to++;
            }
            if (dense && to - from > 1) {
                for (int i = from; i + 1 < to; i++) {
                    words.add(new String(points, i, 2));
                }
            } else if (to > from) {
                words.add(new String(points, from, Math.min(LONGEST, to - from)));
            }
            from = Math.max(to, from + 1);
        }
        return words;
    }

    private static boolean isPartOfWord(int point) {
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether at least half of the different texts are sentences. */
    public static boolean areSentences(Categories texts) {
        long sentences = texts.counts().stream()
                .filter(count -> isSentence(count.value()))
                .count();
        return sentences > 0 && 2 * sentences >= texts.counts().size();
    }

    /** Whether a text was written by somebody, rather than being a name or a code: it has five words with blanks between them. */
    static boolean isSentence(String text) {
        long blanks = IntStream.range(1, text.length())
                .filter(i -> Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1)))
                .count();
        return of(text).size() >= WORDS_OF_A_SENTENCE
                && (blanks + 1 >= WORDS_OF_A_SENTENCE
                        || text.codePoints()
                                .anyMatch(point -> WITHOUT_BLANKS.contains(Character.UnicodeScript.of(point))));
    }
}
