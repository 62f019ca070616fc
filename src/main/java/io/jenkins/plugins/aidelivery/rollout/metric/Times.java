package io.jenkins.plugins.aidelivery.rollout.metric;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** Times as files and services write them. */
final class Times {
    /** Seconds of the year 5138, milliseconds of 1973. */
    private static final double LARGEST_SECONDS = 1e11;

    private Times() {}

    /** Epoch milliseconds of a number of seconds or milliseconds, or of a time with its zone such as 2026-01-31T08:00:00Z. */
    static OptionalLong parse(String text) {
        try {
            double number = Numbers.parse(text);
            return Double.isFinite(number) ? OptionalLong.of(millis(number)) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return moment(text);
        }
    }

    private static long millis(double number) {
        return Math.round(Math.abs(number) < LARGEST_SECONDS ? number * 1000 : number);
    }

    private static OptionalLong moment(String text) {
        try {
            return OptionalLong.of(OffsetDateTime.parse(text.strip().replace(' ', 'T'))
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    static String iso(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
