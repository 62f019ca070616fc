package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.aidelivery.cli.Shell.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Commands and gates that can't be used: exit code 64, a sentence, nothing else. */
public class BadUsageTest {
    @Rule
    public Shell shell = new Shell();

    @Before
    public void aGateAndAReport() throws IOException {
        shell.write("gate.yml", Shell.GATE);
        shell.tested("candidate");
    }

    @Test
    public void aGateThatIsNotThere() {
        assertRefused(
                "there is no gate at " + shell.path("other.yml")
                        + "; name one with --spec, or a --preset (ai-platform, service-readiness)",
                "gate",
                "--spec",
                "other.yml");
        assertRefused(
                "there is no gate at " + shell.path("other.yml")
                        + "; name one with --spec, or a --preset (ai-platform, service-readiness)",
                "gate",
                "explain",
                "--spec",
                "other.yml");
    }

    @Test
    public void aGateThatIsNoFile() {
        assertRefused(
                "the gate " + shell.path("reports") + " can't be read: Is a directory", "gate", "--spec", "reports");
        assertThat(shell.run("gate", "--spec", "gate.yml/x").complaint())
                .singleElement()
                .asString()
                .startsWith("ai-delivery: the gate " + shell.path("gate.yml/x") + " can't be read: ");
    }

    @Test
    public void everyFaultOfAGateIsOneLineWithItsPlace() throws IOException {
        shell.write("gate.yml", """
                model: m
                evidense: [reports/*.xml]
                criteria:
                  - { measure: f1, min: 2, max: 1 }
                  - { measure: latency, max: "a\\e[2J\\u202e\\nb" }
                """);

        Result result = shell.run("gate");

        assertThat(result.code()).isEqualTo(64);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().findFirst()).contains("ai-delivery: the gate is refused:");
        assertThat(result.err().lines().skip(1))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(line -> line.matches("gate\\.yml:[0-9]+: .+"));
        assertThat(result.err()).contains("gate.yml:2: evidense: ");
        assertThat(shell.run("gate", "explain").err()).isEqualTo(result.err());
    }

    @Test
    public void brokenGates() throws IOException {
        for (String text : new String[] {"", "- a\n", "model: [", "\tmodel: m", "a: &a [*a]", "{", "\0"}) {
            shell.write("gate.yml", text);

            Result result = shell.run("gate");

            assertThat(result.code()).as(text).isEqualTo(64);
            assertThat(result.err()).startsWith("ai-delivery: the gate is refused:\ngate.yml:");
        }
        Files.write(shell.path("gate.yml"), "model: modèle\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(shell.run("gate").err()).startsWith("ai-delivery: the gate is refused:\ngate.yml:1: ");
    }

    @Test
    public void endlessGates() throws IOException {
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero));

        assertRefused(
                "/dev/zero is too long for a gate: it has more than 2000000 bytes", "gate", "--spec", "/dev/zero");
        shell.write("gate.yml", "#".repeat(5_000_000));
        assertThat(shell.run("gate").complaint())
                .singleElement()
                .asString()
                .endsWith("gate.yml is too long for a gate: it has more than 2000000 bytes");
    }

    @Test
    public void aDirectoryThatIsNotThere() {
        for (String[] command : new String[][] {{"gate"}, {"gate", "explain"}, {"evidence", "list", "x"}}) {
            assertRefused("there is no directory nowhere", concat(command, "-C", "nowhere"));
        }
    }

    @Test
    public void environmentsAndPresetsThatNobodyKnows() {
        assertThat(shell.run("gate", "--environment", "prodution").err())
                .startsWith("ai-delivery: the gate is refused:\n")
                .contains("prodution", "production");
        assertThat(shell.run("gate", "--preset", "ai-platfrom", "--evidence", "x")
                        .err())
                .contains("ai-platfrom", "ai-platform");
        assertRefused(
                "--spec and --preset exclude each other; a gate names its preset by 'preset:'",
                "gate",
                "--spec",
                "gate.yml",
                "--preset",
                "ai-platform");
    }

    @Test
    public void optionsThatWouldBeLostWithoutAWord() {
        assertRefused(
                "--keep-baseline keeps the baseline that --baseline names; there is none", "gate", "--keep-baseline");
        assertRefused("--environment belongs behind 'gate explain'", "gate", "--environment", "staging", "explain");
        assertRefused("--spec belongs behind 'gate schema'", "gate", "--spec", "x", "schema");
    }

    @Test
    public void timesThatAreNone() {
        for (String time : new String[] {"yesterday", "2026-11-21", "2026-11-21 10:00", ""}) {
            assertRefused(
                    ("--not-before: a time such as 2026-11-21T10:00:00Z was expected, not " + time).stripTrailing(),
                    "gate",
                    "--not-before",
                    time);
        }
    }

    @Test
    public void optionsAndCommandsThatNobodyKnows() {
        assertUnknown("Unknown option: '--speck'", "gate ", "gate", "--speck");
        assertUnknown("Unmatched argument at index 3: 'explian'", "gate ", "gate", "explian");
        assertUnknown("Unmatched argument at index 2: 'gates'", "", "gates");
        assertUnknown("Missing required parameter: 'FILE'", "evidence list ", "evidence", "list");
        assertUnknown("Missing required parameter for option '--html' (FILE)", "gate ", "gate", "--html");
        assertUnknown(
                "option '--spec' (FILE) should be specified only once", "gate ", "gate", "--spec", "a", "--spec", "b");
    }

    private void assertUnknown(String sentence, String command, String... arguments) {
        Result result = shell.run(arguments);
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().toList().get(0)).startsWith("ai-delivery: " + sentence);
        assertThat(result.err()).endsWith("Try: ai-delivery " + command + "--help\n");
    }

    private void assertRefused(String sentence, String... arguments) {
        Result result = shell.run(arguments);
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("ai-delivery: " + sentence + "\n");
    }

    private static String[] concat(String[] first, String... more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
