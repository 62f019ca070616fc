package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.refusal;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

/** What a file may do to its reader before anybody asks what it means. */
public class SpecificationTextTest {
    private static final String FINE = "evidence: [a.json]\ncriteria: [{ measure: f1, min: 0.8 }]\n";

    @Test
    public void nothingAtAll() {
        String sentence = "gate.yml:1: the file is empty; a specification has at least one key";

        assertThat(refusal("")).isEqualTo(sentence);
        assertThat(refusal(" \n\t\n")).isEqualTo(sentence);
        assertThat(refusal("\uFEFF")).isEqualTo(sentence);
        assertThat(refusal("# only a comment\n"))
                .startsWith("gate.yml:1: a specification is a mapping of keys, not nothing");
        assertThat(refusal("---\n")).startsWith("gate.yml:2: a specification is a mapping of keys, not nothing");
    }

    @Test
    public void somethingElseThanAMapping() {
        assertThat(refusal("- a\n- b\n")).isEqualTo("gate.yml:1: a specification is a mapping of keys, not a list");
        assertThat(refusal("hello")).isEqualTo("gate.yml:1: a specification is a mapping of keys, not 'hello'");
        assertThat(refusal("<?xml version=\"1.0\"?><a/>")).startsWith("gate.yml:1: ");
        assertThat(refusal("[1, 2]")).isEqualTo("gate.yml:1: a specification is a mapping of keys, not a list");
    }

    @Test
    public void aByteOrderMarkIsNoFault() {
        assertThat(Gate.spec("\uFEFF" + FINE, "")).isEqualTo(Gate.spec(FINE, ""));
        assertThat(Gate.spec("\uFEFF{ \"evidence\": [], \"criteria\": [{ \"measure\": \"f1\", \"min\": 0.8 }] }", ""))
                .isNotNull();
    }

    @Test
    public void anotherEncodingIsSaid() {
        assertThat(refusal("model: caf\uFFFD\n" + FINE)).isEqualTo("gate.yml:1: the file is not UTF-8 text");
        // UTF-16 without a mark, read as UTF-8.
        assertThat(refusal("m\0o\0d\0e\0l\0:\0 \0x\0")).startsWith("gate.yml:1: not valid YAML: special characters");
    }

    @Test
    public void tabsAreSaidWithTheirLine() {
        assertThat(refusal("evidence: [a.json]\ncriteria:\n\t- { measure: f1 }\n"))
                .isEqualTo("gate.yml:3: not valid YAML: found character '\\t(TAB)' that cannot start any token."
                        + " (Do not use \\t(TAB) for indentation)");
    }

    @Test
    public void brokenYamlIsSaidWithItsLine() {
        assertThat(refusal(FINE + "model: [a\n")).startsWith("gate.yml:4: not valid YAML: expected ',' or ']'");
        assertThat(refusal(FINE + "model: \"a\n")).startsWith("gate.yml:4: not valid YAML: found unexpected end");
        assertThat(refusal(FINE + "  model: a\n")).startsWith("gate.yml:3: not valid YAML: ");
        assertThat(refusal(FINE + "model: *nobody\n")).startsWith("gate.yml:3: not valid YAML: found undefined alias");
    }

    @Test
    public void aBadEscapeIsNoStackTrace() {
        for (String escape : new String[] {"\\u", "\\u12", "\\uD8GG", "\\U0", "\\UFFFFFFFF", "\\x", "\\xG0"}) {
            assertThat(refusal(FINE + "model: \"" + escape + "\"\n")).matches("gate\\.yml:\\d: not valid YAML: .*");
        }
    }

    @Test
    public void aSecondDocumentIsSaidWithItsLine() {
        assertThat(refusal(FINE + "---\nmodel: x\n")).isEqualTo("gate.yml:4: a second YAML document follows the first");
    }

    @Test
    public void mergeKeysAreSaidTogetherWithTheOtherFaults() {
        assertThat(refusal("overal: 3\n" + FINE + "environments:\n  a: &a { overall: 90 }\n  b: { <<: *a }\n")
                        .lines())
                .containsExactly(
                        "gate.yml:1: overal: unknown key; did you mean 'overall'?",
                        "gate.yml:6: environments.b.\"<<\": merge keys are not supported; say what differs under environments");
    }

    @Test
    public void aKeyThatIsThereTwiceIsSaidTogetherWithTheOtherFaults() {
        assertThat(refusal("overal: 3\n" + FINE + "evidence: [b.json]\n").lines())
                .containsExactly(
                        "gate.yml:1: overal: unknown key; did you mean 'overall'?",
                        "gate.yml:4: evidence: the key is there twice, first in line 2");
        assertThat(refusal("preset: nobody\nevidence: []\nevidence: []\n").lines())
                .containsExactly(
                        "gate.yml:3: evidence: the key is there twice, first in line 2",
                        "gate.yml:1: preset: there is no preset 'nobody'; there are ai-platform, service-readiness");
        assertThat(refusal(
                        "{ \"evidence\": [],\n \"criteria\": [{ \"measure\": \"f1\", \"min\": 1,\n \"min\": 0.1 }] }"))
                .isEqualTo("gate.yml:3: criteria[0].min: the key is there twice, first in line 2");
    }

    @Test
    public void keysThatAreNoTextAreSaid() {
        assertThat(refusal("? [a, b]\n: c\n" + FINE)).isEqualTo("gate.yml:1: keys must be plain texts");
    }

    @Test
    public void brokenJsonIsSaidWithItsLine() {
        assertThat(refusal("{\n \"evidence\": [\n")).startsWith("gate.yml:3: not valid JSON: Unexpected end-of-input");
        assertThat(refusal("{")).startsWith("gate.yml:1: not valid JSON: ");
        assertThat(refusal("{ \"overall\": NaN }")).startsWith("gate.yml:1: not valid JSON: Non-standard token 'NaN'");
        assertThat(refusal("{ \"a\": 1 }\n{ \"b\": 2 }"))
                .isEqualTo("gate.yml:2: something follows the end of the JSON document");
        assertThat(refusal("{ 'a': 1 }")).startsWith("gate.yml:1: not valid JSON: Unexpected character");
    }

    // --- files that want to be large

    @Test(timeout = 10_000)
    public void threeMegabytesAreTooMuch() {
        String padding = "# ".concat("x".repeat(98)).concat("\n");

        assertThat(refusal(padding.repeat(30_000) + FINE))
                .isEqualTo("gate.yml:1: the file has more than 2000000 characters");
    }

    @Test(timeout = 20_000)
    public void aBombOfAliasesIsRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }
        assertThat(refusal(laughs.toString())).matches("(?s)gate\\.yml:\\d+: .*(more than 200000 values|aliases).*");
    }

    @Test(timeout = 20_000)
    public void aliasesMustNotContainThemselves() {
        assertThat(refusal("a: &a\n  b: *a\n")).isEqualTo("gate.yml:1: an alias (*name) that contains itself");
        assertThat(refusal("a: &a [*a]\n")).isEqualTo("gate.yml:1: an alias (*name) that contains itself");
        assertThat(refusal("&a a: *a\n")).startsWith("gate.yml:1: ");
    }

    @Test(timeout = 20_000)
    public void deepNestingIsRefused() {
        for (int depth : new int[] {60, 100_000}) {
            assertThat(refusal("a: " + "[".repeat(depth))).startsWith("gate.yml:1: not valid YAML: ");
            assertThat(refusal("a: " + "{b: ".repeat(depth))).startsWith("gate.yml:1: not valid YAML: ");
            assertThat(refusal("{ \"a\": " + "[".repeat(depth)))
                    .isEqualTo("gate.yml:1: not a specification: nested deeper than 50 levels,"
                            + " or a number or name without end");
        }
        assertThat(refusal("- ".repeat(100_000))).startsWith("gate.yml:1: not valid YAML: ");
    }

    /** Each of the lists is as deep as may be; the alias makes one of all of them. Also on a small stack. */
    @Test(timeout = 20_000)
    public void nestingThroughAliasesIsRefused() throws Exception {
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 95; i++) {
            text.append("a" + i + ": &a" + i + " " + "[".repeat(45) + "*a" + (i - 1) + "]".repeat(45) + "\n");
        }
        AtomicReference<Object> result = new AtomicReference<>();
        Thread small = new Thread(
                null,
                () -> {
                    try {
                        result.set(refusal(text.toString()));
                    } catch (StackOverflowError e) {
                        result.set(e);
                    }
                },
                "small stack",
                256 << 10);
        small.start();
        small.join();

        assertThat(result.get().toString()).matches("gate\\.yml:\\d+: nested deeper than 50 levels");
    }

    @Test(timeout = 10_000)
    public void endlessNumbersAndNamesAreRefused() {
        String digits = "1".repeat(1_500_000);

        assertThat(refusal("evidence: []\noverall: " + digits + "\ncriteria: [{ measure: f1, min: 0."
                        + digits.substring(9) + " }]"))
                .hasSizeLessThan(1000);
        assertThat(refusal("{ \"overall\": " + digits + " }")).startsWith("gate.yml:1: not a specification");
        assertThat(refusal("evidence: []\n" + "k".repeat(900) + ": 1\ncriteria: [{ measure: f1, min: 1 }]"))
                .startsWith("gate.yml:2: kkk")
                .contains("…: unknown key")
                .hasSizeLessThan(600);
    }

    /** The sentences go to consoles; nobody may write there in somebody else's name. */
    @Test
    public void everyFaultIsOneLineWithoutControlCharacters() {
        String nasty = "\\u001b[31mred\\nPASS\\u0085\\u2028\\u202Ex";

        assertThat(refusal("{ \"evidence\": [], \"" + nasty + "\": 1, \"overall\": \"" + nasty
                        + "\", \"criteria\": [{ \"measure\": \"f1\", \"min\": 0 }] }"))
                .isEqualTo("gate.yml:1: overall: a number from 0 to 100 was expected, not '?[31mred?PASS???x'\n"
                        + "gate.yml:1: \"?[31mred?PASS???x\": unknown key; known here are $schema, preset,"
                        + " missing-evidence, confidence, strategy, model, version, evidence, dimensions, criteria,"
                        + " overall, environments");
    }

    @Test
    public void tagsConstructNothing() {
        assertThat(refusal("!!javax.script.ScriptEngineManager [a]"))
                .startsWith("gate.yml:1: not valid YAML: Global tag is not allowed");
        assertThat(Gate.spec("evidence: []\nmodel: !!str 5\ncriteria: [{ measure: f1, min: !!float 1 }]", "")
                        .subject()
                        .model())
                .isEqualTo("5");
    }

    @Test
    public void numbersAreTakenAsTheyAreWritten() {
        GateSpec spec = Gate.spec("evidence: []\nversion: 1.10\ncriteria: [{ measure: 012, min: 0.10 }]", "");

        assertThat(spec.subject().version()).isEqualTo("1.10");
        assertThat(spec.dimensions().get(0).criteria().get(0).id()).isEqualTo("012");
    }
}
