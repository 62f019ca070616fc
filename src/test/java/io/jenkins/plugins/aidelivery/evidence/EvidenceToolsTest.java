package io.jenkins.plugins.aidelivery.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

/** The small parts that readers are made of. */
public class EvidenceToolsTest {
    @Test
    public void anAverageOfManyAlikeKnowsTheSmallDifference() {
        Average average = new Average();
        for (int i = 0; i < 1000; i++) {
            average.add(1e9 + (i % 2) * 1e-3);
        }
        Amount amount = average.amount(Unit.SECONDS, Direction.LOWER);
        assertThat(amount.value()).isCloseTo(1e9 + 0.5e-3, within(1e-6));
        Sampling.Mean mean = (Sampling.Mean) amount.sampling();
        assertThat(mean.standardError()).isCloseTo(0.5e-3 / Math.sqrt(999), within(1e-9));
    }

    @Test
    public void anAverageOfNothingHasNoValue() {
        assertThat(new Average().amount(Unit.RATIO, Direction.HIGHER).isPresent())
                .isFalse();
        Average infinite = new Average();
        infinite.add(Double.POSITIVE_INFINITY);
        assertThat(infinite.amount(Unit.RATIO, Direction.HIGHER).isPresent()).isFalse();
    }

    @Test
    public void oneValueAndEqualValuesSayNothingOfTheNext() {
        Average average = new Average();
        average.add(0.7);
        assertThat(average.amount(Unit.NUMBER, Direction.HIGHER).sampling()).isEqualTo(Sampling.UNKNOWN);
        average.add(0.7);
        average.add(0.7);
        assertThat(average.amount(Unit.NUMBER, Direction.HIGHER).sampling()).isEqualTo(Sampling.UNKNOWN);
    }

    @Test
    public void onesAndZerosAreAShareUnlessTheyHaveAnotherUnit() {
        Average average = new Average();
        average.add(1);
        average.add(0);
        assertThat(average.amount(Unit.RATIO, Direction.HIGHER).sampling()).isEqualTo(new Sampling.Share(2, 2));
        assertThat(average.amount(Unit.SECONDS, Direction.LOWER).sampling()).isInstanceOf(Sampling.Mean.class);
    }

    @Test
    public void pointersEscapeWhatTheyNeed() {
        List<String> odd = List.of("a/b", "~", "~1", "", "x=y");
        assertThat(Pointer.segments(Pointer.text(odd))).isEqualTo(odd);
        assertThat(Pointer.segments("")).isEmpty();
        assertThatThrownBy(() -> Pointer.segments("a/b")).hasMessageContaining("'a/b' is not a place");
    }

    @Test
    public void patternsMatchAsAntDoes() {
        assertThat(matches("reports/**/TEST-*.xml", "reports/TEST-a.xml")).isTrue();
        assertThat(matches("reports/**/TEST-*.xml", "reports/a/b/TEST-a.xml")).isTrue();
        assertThat(matches("reports/**/TEST-*.xml", "other/TEST-a.xml")).isFalse();
        assertThat(matches("reports/", "reports/a/b.xml")).isTrue();
        assertThat(matches("./reports/*", "reports/a.xml")).isTrue();
        assertThat(matches("reports/*", "reports/a/b.xml")).isFalse();
        assertThat(matches("a?.xml", "ab.xml")).isTrue();
        assertThat(matches("a?.xml", "a/.xml")).isFalse();
        assertThat(matches("a.xml", "abxml")).isFalse();
        assertThat(matches("a**b", "a/x/b")).isTrue();
        assertThat(matches("reports\\*.xml", "reports/a.xml")).isTrue();
        assertThat(new FilePattern("a/b/*.xml").fixedStart()).isEqualTo("a/b");
        assertThat(new FilePattern("a*/b/x.xml").fixedStart()).isEmpty();
    }

    private static boolean matches(String pattern, String path) {
        return new FilePattern(pattern).regex().matcher(path).matches();
    }

    @Test
    public void textIsReadWhateverItsMark() throws IOException {
        String text = "a\u00e4\u5927\uD83D\uDE00\n".repeat(40_000);
        assertThat(read(text, StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(read("\uFEFF" + text, StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(read(text, StandardCharsets.UTF_16)).isEqualTo(text);
        assertThat(read("\uFEFF" + text, StandardCharsets.UTF_16LE)).isEqualTo(text);
        assertThat(read("", StandardCharsets.UTF_8)).isEmpty();
        assertThat(read("x", StandardCharsets.UTF_8)).isEqualTo("x");
    }

    @Test
    public void bytesThatAreNoTextAreToldWithTheirLine() {
        String lines = "x\n".repeat(100_000);
        assertThatThrownBy(() -> read(lines + "\u00e4", StandardCharsets.ISO_8859_1))
                .hasMessage("line 100001: not UTF-8 text: the byte 0xe4 doesn't belong there");
        assertThatThrownBy(() -> read("a\u00e4b", StandardCharsets.ISO_8859_1)).hasMessageContaining("line 1");
    }

    @Test
    public void oneCharacterAtATimeIsNotEnough() throws IOException {
        try (StrictText text =
                new StrictText(new ByteArrayInputStream("\uD83D\uDE00".getBytes(StandardCharsets.UTF_8)))) {
            assertThatThrownBy(text::read).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String read(String text, Charset charset) throws IOException {
        StringBuilder read = new StringBuilder();
        try (BufferedReader in = new BufferedReader(new StrictText(new ByteArrayInputStream(text.getBytes(charset))))) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                read.append((char) c);
            }
        }
        return read.toString();
    }

    @Test
    public void aHeadKnowsWhatAFileIsMadeOf() {
        assertThat(head("").shape()).isEqualTo(Head.Shape.EMPTY);
        assertThat(head("\uFEFF {}").shape()).isEqualTo(Head.Shape.JSON);
        assertThat(head("{}\n{}").shape()).isEqualTo(Head.Shape.JSON_LINES);
        assertThat(head("[1]\n").shape()).isEqualTo(Head.Shape.JSON);
        assertThat(head("<a b='1'/>").shape()).isEqualTo(Head.Shape.XML);
        assertThat(head("<a b='1'/>").root()).isEqualTo("a");
        assertThat(head("<a b='1'/>").hasAttribute("b")).isTrue();
        assertThat(head("<").root()).isEmpty();
        assertThat(head("PAR1").shape()).isEqualTo(Head.Shape.PARQUET);
        assertThat(head("a\0b").shape()).isEqualTo(Head.Shape.BINARY);
        assertThat(head("a=b").shape()).isEqualTo(Head.Shape.TEXT);
        Head deep = head("{\"a\":{\"b\":[{\"c\":{\"d\":{\"e\":1}}}]},\"x\":\"y\"}");
        assertThat(deep.has("/a/b/0/c/d")).isTrue();
        assertThat(deep.has("/a/*/0")).isTrue();
        assertThat(deep.has("/a/b/0/c/d/e")).isFalse();
        assertThat(deep.value("/x")).hasValue("y");
        assertThat(deep.value("/a")).isEmpty();
    }

    @Test
    public void aHeadOfAFileThatIsCutOffKnowsWhatCameBefore() {
        Head head = head("{\"a\":{\"b\":1},\"c\":[tru");
        assertThat(head.has("/a/b")).isTrue();
    }

    private static Head head(String text) {
        return new Head("x", text.getBytes(StandardCharsets.UTF_8));
    }
}
