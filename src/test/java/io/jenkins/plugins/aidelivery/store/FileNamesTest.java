package io.jenkins.plugins.aidelivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileNamesTest {
    private static final List<String> HOSTILE = List.of(
            "",
            ".",
            "..",
            "../../etc/passwd",
            "/etc/passwd",
            "C:\\Windows\\win.ini",
            "a/b",
            "a\\b",
            "a\0b",
            "a\nb",
            "a:b",
            "a*b?",
            "-rf .",
            "~root",
            "con",
            "nul",
            "com1",
            "lpt9",
            "CON",
            "con.json",
            "Fraud",
            "fraud@production",
            "modèle",
            "mode\u0300le",
            "モデル",
            "👾",
            "\ud83d",
            "\udc7e",
            " ",
            "fraud ",
            "fraud.",
            "x".repeat(61),
            "x".repeat(100_000),
            "モ".repeat(5_000));

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void usualNamesStayAsTheyAre() {
        for (String name : List.of("fraud-detector", "production", "a", "model_2", "x".repeat(60))) {
            assertThat(FileNames.of(name)).isEqualTo(name);
        }
    }

    @Test
    public void unusualNamesStayReadable() {
        assertThat(FileNames.of("Fraud detector")).matches("Fraud_detector~[0-9a-f]{16}");
        assertThat(FileNames.of("ai/core")).matches("ai_core~[0-9a-f]{16}");
    }

    @Test
    public void everyNameIsOneHarmlessPathElement() throws Exception {
        Path root = folder.getRoot().toPath();
        for (String name : HOSTILE) {
            String file = FileNames.of(name) + "@" + FileNames.of(name) + ".json";
            assertThat(file).as(name).matches("[A-Za-z0-9_~@-]+\\.json");
            assertThat(file.getBytes(StandardCharsets.UTF_8).length).as(name).isLessThan(200);
            assertThat(Files.createFile(root.resolve(file)).getParent()).isEqualTo(root);
        }
    }

    @Test
    public void noNameIsADeviceOnWindows() {
        for (String device :
                List.of("con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt1", "CON", "Nul", "aux.txt")) {
            assertThat(FileNames.of(device) + ".json").doesNotMatch("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])([.].*)?");
        }
        assertThat(FileNames.of("console")).isEqualTo("console");
        assertThat(FileNames.of("com10")).isEqualTo("com10");
    }

    @Test
    public void differentNamesAreDifferentFilesEvenWhereCaseDoesNotCount() {
        Map<String, String> seen = new HashMap<>();
        for (String name : HOSTILE) {
            assertDifferent(seen, name);
        }
        Random random = new Random(7);
        String alphabet = "aAbB.~_-/é\u0301\ud83d\udc7e";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertDifferent(seen, name.toString());
        }
    }

    /** A name that looks like another one's file must not take its place. */
    @Test
    public void noNameCanBeMadeToCollide() {
        String file = FileNames.of("Fraud");
        assertThat(FileNames.of(file)).isNotEqualToIgnoringCase(file);
        assertThat(FileNames.of(file.toLowerCase(Locale.ROOT))).isNotEqualToIgnoringCase(file);
    }

    /** The names of files that are there already must never change. */
    @Test
    public void namesAreTheSameOnEveryMachineAndInEveryVersion() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(FileNames.of("fraud-detection")).isEqualTo("fraud-detection");
            assertThat(FileNames.of("FRAUD")).isEqualTo("FRAUD~2db48b780c1be1a6");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void assertDifferent(Map<String, String> seen, String name) {
        String other = seen.put(FileNames.of(name).toLowerCase(Locale.ROOT), name);
        assertThat(other == null || other.equals(name))
                .as("%s and %s", name, other)
                .isTrue();
    }
}
