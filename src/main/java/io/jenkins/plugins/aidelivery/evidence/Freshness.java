package io.jenkins.plugins.aidelivery.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How old evidence may be.
 *
 * @param now by the clock of the machine that holds the files
 * @param buildStarted by the same clock; null if there is no build to be newer than
 */
public record Freshness(Instant now, Instant buildStarted) {
    /** File systems keep whole seconds, some two. */
    private static final Duration GRANULARITY = Duration.ofSeconds(2);

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** Any age will do, unless an entry says otherwise. */
    public static Freshness any() {
        return new Freshness(Instant.now(), null);
    }

    /**
     * Why something made at a time is too old.
     *
     * @param maxAgeSeconds the entry's own limit; 0 to go by the build
     * @return a sentence, or empty if it is fresh
     */
    Optional<String> complaint(Instant made, long maxAgeSeconds) {
        if (maxAgeSeconds > 0) {
            Instant oldest = now.minusSeconds(maxAgeSeconds);
            return made.isBefore(oldest.minus(GRANULARITY))
                    ? Optional.of("from " + SHOWN.format(made) + ", older than the " + shown(maxAgeSeconds)
                            + " that its entry allows")
                    : Optional.empty();
        }
        if (buildStarted != null && made.isBefore(buildStarted.minus(GRANULARITY))) {
            return Optional.of("from " + SHOWN.format(made) + ", "
                    + shown(Math.max(1, Duration.between(made, buildStarted).toSeconds()))
                    + " older than this build; make it again in the build, or allow its age with max-age");
        }
        return Optional.empty();
    }

    private static String shown(long seconds) {
        if (seconds >= 2 * 86400) {
            return seconds / 86400 + " days";
        }
        if (seconds >= 2 * 3600) {
            return seconds / 3600 + " hours";
        }
        return seconds >= 120 ? seconds / 60 + " minutes" : seconds + " seconds";
    }
}
