package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads programs from settings: lists of words, run in the plan's directory.
 *
 * @param secrets variables that the plan names below {@code env}
 * @param within how long each may take
 */
record Programs(Settings settings, Surroundings surroundings, Map<String, String> secrets, Duration within) {
    private static final int LONGEST = 3600;

    /** Reads {@code env} and {@code timeout}. */
    static Programs read(Settings settings, Surroundings surroundings) {
        Map<String, String> secrets = LocalProgram.secrets(settings.in());
        Optional<Long> seconds = settings.in().duration("timeout");
        if (seconds.isPresent() && seconds.get() > LONGEST) {
            settings.in().fault("timeout", "at most 1h was expected");
        }
        return new Programs(
                settings,
                surroundings,
                secrets,
                seconds.map(Duration::ofSeconds).orElse(Blocking.WITHIN));
    }

    /** @param places that may stand in its words */
    Optional<LocalProgram> program(String key, List<String> places) {
        if (!settings.in().isWritten(key)) {
            return Optional.empty();
        }
        List<String> words = settings.needAll(key, "a program and its arguments, as a list,");
        words.forEach(word -> settings.places(key, word, places));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new LocalProgram(words, surroundings.directory(), secrets, Map.of()));
    }

    Optional<LocalProgram> need(String key, String what, List<String> places) {
        if (!settings.in().isWritten(key)) {
            settings.in().fault("", "'" + key + "' is missing: " + what + " was expected, as a list");
        }
        return program(key, places);
    }
}
