package io.jenkins.plugins.aidelivery.drift.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

public class VocabularyTest {
    @Test
    public void wordsAreRunsOfLettersAndDigitsWhateverTheirCase() {
        assertThat(Words.of("It's 2 late… IT’S  late!")).containsExactly("it", "s", "2", "late");
        assertThat(Words.of("naïve cafe\u0301")).containsExactly("naïve", "cafe\u0301");
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of("🙂 … --")).isEmpty();
    }

    @Test
    public void scriptsWithoutBlanksCountByPairsOfCharacters() {
        assertThat(Words.of("退款 abc 没有收到")).containsExactly("退款", "abc", "没有", "有收", "收到");
    }

    @Test
    public void sentencesAreNotNamesOrCodes() {
        assertThat(Words.isSentence("the zip was broken again")).isTrue();
        assertThat(Words.isSentence("这个包裹没有收到")).isTrue();
        assertThat(Words.isSentence("Ada Lovelace")).isFalse();
        assertThat(Words.isSentence("3d0c5d3a-70a6-4bfb-9d0a-8a3f6f0d8c11")).isFalse();
        assertThat(Words.isSentence("2024-05-01 12:33:01 UTC")).isFalse();
    }

    @Test
    public void aTextCountsOnceForAWordHoweverOftenItSaysIt() {
        Vocabulary vocabulary = Vocabulary.of(Collections.nCopies(12, "no no no refund"));
        assertThat(vocabulary.texts()).isEqualTo(12);
        assertThat(vocabulary.buckets().of(Vocabulary.bucket("no"))).isEqualTo(12);
        assertThat(vocabulary.words())
                .containsExactly(new Categories.Count("no", 12), new Categories.Count("refund", 12));
    }

    @Test
    public void whatOnlyAFewTextsSayIsNotKeptByName() {
        List<String> texts = new ArrayList<>(Collections.nCopies(9, "the secret of Mrs Smith"));
        texts.addAll(Collections.nCopies(9, "the weather"));
        assertThat(Vocabulary.of(texts).words()).containsExactly(new Categories.Count("the", 18));
    }

    @Test
    public void twoOfThemAreAdded() {
        List<String> one = Collections.nCopies(10, "a long long way to go");
        List<String> other = Collections.nCopies(15, "a short way");
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        assertThat(Vocabulary.of(one).plus(Vocabulary.of(other))).isEqualTo(Vocabulary.of(both));
    }

    @Test
    public void itIsSmallInJsonAndComesBackAsItWas() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            texts.add("ticket number " + i + " about thing " + i * 7919 % 5000 + " in street " + i % 300);
        }
        Vocabulary vocabulary = Vocabulary.of(texts);
        String json = JsonFile.MAPPER.writeValueAsString(vocabulary);
        assertThat(json).hasSizeLessThan(40_000);
        assertThat(JsonFile.MAPPER.readValue(json, Vocabulary.class)).isEqualTo(vocabulary);
    }
}
