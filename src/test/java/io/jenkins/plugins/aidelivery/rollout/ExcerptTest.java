package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public class ExcerptTest {
    private static Answer.Samples samples(int from, int to, boolean named) {
        return new Answer.Samples(IntStream.range(from, to)
                .mapToObj(i -> new Answer.Sample(i, named ? "request " + i : "", i))
                .toList());
    }

    private static List<Answer.Sample> kept(Answer answer) {
        return ((Answer.Samples) Excerpt.of(answer)).samples();
    }

    @Test
    public void isTheWholeOfWhatIsShort() {
        Answer answer = samples(0, 250, true);
        assertThat(Excerpt.of(answer)).isEqualTo(answer);
        assertThat(Excerpt.of(new Answer.Increase(5))).isEqualTo(new Answer.Increase(5));
    }

    @Test
    public void isSoManyInTheOrderOfTheirTimes() {
        for (boolean named : new boolean[] {true, false}) {
            assertThat(kept(samples(0, 100_000, named)))
                    .hasSize(Excerpt.MOST_SAMPLES)
                    .isSortedAccordingTo(java.util.Comparator.comparingLong(Answer.Sample::at));
        }
    }

    @Test
    public void isNotOnlyTheBeginning() {
        assertThat(kept(samples(0, 100_000, true)).stream()
                        .mapToDouble(Answer.Sample::value)
                        .average()
                        .orElseThrow())
                .isBetween(40_000.0, 60_000.0);
    }

    @Test
    public void keepsPairsTogether() {
        List<String> one =
                kept(samples(0, 5_000, true)).stream().map(Answer.Sample::id).toList();
        List<String> two =
                kept(samples(0, 4_800, true)).stream().map(Answer.Sample::id).toList();

        assertThat(two.stream().filter(one::contains).count()).isGreaterThan(220);
    }

    @Test
    public void textsAreShort() {
        Answer.Texts texts = new Answer.Texts(IntStream.range(0, 500)
                .mapToObj(i -> new Answer.Text(i, "request " + i, "x".repeat(50_000)))
                .toList());

        List<Answer.Text> kept = ((Answer.Texts) Excerpt.of(texts)).texts();

        assertThat(kept)
                .hasSize(Excerpt.MOST_TEXTS)
                .allMatch(text -> text.text().length() == Excerpt.LONGEST_TEXT);
    }
}
