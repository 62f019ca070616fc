package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a SARIF rule says of its results.
 *
 * @param id its name
 * @param level of its results that have none of their own; empty where it doesn't say
 * @param severity its {@code security-severity}, a number as text; empty where it has none
 * @param tags its tags
 */
record SarifRule(String id, String level, String severity, List<String> tags) {
    static final SarifRule UNKNOWN = new SarifRule("", "", "", List.of());

    SarifRule {
        tags = List.copyOf(tags);
    }

    static SarifRule of(JsonEntry value) {
        List<String> tags = new ArrayList<>();
        value.at("properties").at("tags").children().forEach(tag -> tags.add(tag.text()));
        return new SarifRule(
                value.at("id").text(),
                value.at("defaultConfiguration").at("level").text(),
                severity(value),
                tags);
    }

    /** The {@code security-severity} of a rule or a result: a text in most tools, a number in some. */
    static String severity(JsonEntry value) {
        return value.at("properties").at("security-severity").node().asText("").strip();
    }

    /**
     * How bad a result is for security; empty for one that is no matter of security. Scanners without a number tag their
     * rules "security" and with a word, or with nothing more: then the word or the level must do.
     *
     * @param own the result's own severity, or empty
     * @param effective the result's effective level
     */
    Optional<FindingKind> grade(String own, String effective) {
        String written = own.isEmpty() ? severity : own;
        try {
            return FindingKind.ofScore(Double.parseDouble(written));
        } catch (NumberFormatException e) {
            // A word, or nothing.
        }
        if (written.isEmpty() && !tags.contains("security")) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(tags);
        words.add(0, written);
        return words.stream()
                .flatMap(word -> FindingKind.ofWord(word).stream())
                .findFirst()
                .or(() -> FindingKind.ofLevel(effective));
    }
}
