package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.refusal;

import io.jenkins.plugins.aidelivery.spec.Corpus;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** The gate as it is applied, where each value comes from, and usable as it is. */
public class ExplanationTest {
    @Test
    public void everyValueIsFollowedByThePlaceItComesFrom() throws SpecException {
        String text = GateSpecs.parse(
                        "gate.yml",
                        "preset: service-readiness\nmodel: fraud\nevidence: [a.json]\n"
                                + "environments:\n  production:\n    overall: 95\n")
                .explain(new GateSpecs.Request("production", "", "1.2", List.of("b.json")));

        assertThat(text.lines().map(line -> line.replaceAll(" {2,}#", " #").strip()))
                .contains(
                        "missing-evidence: fail # defaults:2",
                        "overall: 95 # gate.yml:6",
                        "strategy: rolling # preset service-readiness:" + presetLine("strategy: rolling"),
                        "model: fraud # gate.yml:2",
                        "version: \"1.2\" # parameter",
                        "- \"b.json\" # parameter",
                        "weight: 0.25 # preset service-readiness:" + presetLine("weight: 0.25"),
                        "- measure: coverage.line # preset service-readiness:" + presetLine("measure: coverage.line"));
        assertThat(text).doesNotContain("preset:", "environments:", "a.json");
    }

    @Test
    public void whatFollowsFromTheRestIsSaidToo() throws SpecException {
        assertThat(explained("evidence: []\ncriteria: [{ measure: a, min: 1 }, { measure: b, min: 1 }]"))
                .containsPattern("weight: 0\\.5 +# default: equal weights")
                .containsPattern("threshold: 85 +# defaults:4");
        assertThat(explained("preset: ai-platform\nevidence: []\ndimensions: { security: { omit: elsewhere } }"))
                .containsPattern("weight: 0\\.1176\\d+ +# scaled: dimensions were omitted")
                .containsPattern("omit: elsewhere +# gate.yml:3");
    }

    @Test
    public void itIsASpecificationThatMeansTheSame() throws SpecException {
        List<String> texts = new ArrayList<>();
        Corpus.valid(GateSpecs.class).stream().map(Corpus::read).forEach(texts::add);
        GateSpecs.presets().forEach(preset -> texts.add("preset: " + preset + "\nevidence: []\n"));
        for (String text : texts) {
            for (String environment : List.of("", "dev", "staging", "production", "qa")) {
                boolean known = environment.isEmpty()
                        || text.contains(environment + ":")
                        || text.contains("preset:") && !environment.equals("qa");
                if (known) {
                    GateSpecs specs = GateSpecs.parse("gate.yml", text);
                    GateSpecs.Request request = new GateSpecs.Request(environment, "", "", List.of());
                    String explanation = specs.explain(request);
                    assertThat(Gate.spec(explanation, environment))
                            .as(explanation)
                            .isEqualTo(specs.resolve(request));
                    // Explained once more it is the same text, but for the places.
                    String again = GateSpecs.parse("again.yml", explanation)
                            .explain(new GateSpecs.Request(environment, "", "", List.of()));
                    assertThat(withoutPlaces(again)).isEqualTo(withoutPlaces(explanation));
                }
            }
        }
    }

    @Test
    public void aStrangeFileNameStaysInItsComment() throws SpecException {
        String text = GateSpecs.parse("a\nmodel: evil\u2028.yml", "evidence: []\ncriteria: [{ measure: a, min: 1 }]")
                .explain(GateSpecs.Request.PLAIN);

        assertThat(Gate.spec(text, "").subject().model()).isEqualTo("model");
    }

    @Test
    public void whatIsRefusedIsNotExplained() {
        assertThat(refusal("evidence: []\noverall: 900\ncriteria: [{ measure: a, min: 1 }]"))
                .isEqualTo("gate.yml:2: overall: a number from 0 to 100 was expected, not '900'");
        GateAssertions.assertThatThrownBy(
                        () -> explained("evidence: []\noverall: 900\ncriteria: [{ measure: a, min: 1 }]"))
                .isInstanceOf(SpecException.class);
    }

    private static int presetLine(String content) {
        try (InputStream in = GateSpecs.class.getResourceAsStream("presets/service-readiness.yml")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(content)) {
                    return i + 1;
                }
            }
            throw new AssertionError(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String explained(String text) throws SpecException {
        return GateSpecs.parse("gate.yml", text).explain(GateSpecs.Request.PLAIN);
    }

    private static List<String> withoutPlaces(String explanation) {
        return explanation
                .lines()
                .map(line -> line.replaceAll(" {2,}# .*$", ""))
                .toList();
    }
}
