package io.jenkins.plugins.aidelivery.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as a page shows it, in UTC.
 *
 * @param iso for machines
 * @param text for people
 */
public record RolloutTime(String iso, String text) {
    private static final DateTimeFormatter WHOLE = format("yyyy-MM-dd HH:mm 'UTC'");
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss");
    private static final DateTimeFormatter DAY = format("MM-dd HH:mm:ss");
    private static final long SECOND = 1000;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAYS = 24 * HOUR;

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private static RolloutTime of(long at, DateTimeFormatter format) {
        Instant instant = Instant.ofEpochMilli(at / SECOND * SECOND);
        return new RolloutTime(instant.toString(), format.format(instant));
    }

    /** With its day: {@code 2026-11-21 03:00 UTC}. */
    static RolloutTime whole(long at) {
        return of(at, WHOLE);
    }

    /** Beside others: the day is only said where it isn't the first one's. */
    static RolloutTime beside(long at, long first) {
        return of(at, day(at).equals(day(first)) ? CLOCK : DAY);
    }

    private static LocalDate day(long at) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC);
    }

    /** {@code 18 min 40 s}: two units at most. */
    static String lasting(long millis) {
        long seconds = Math.round(Math.max(0, millis) / (double) SECOND);
        if (seconds < MINUTE) {
            return millis > 0 && seconds == 0 ? "less than 1 s" : seconds + " s";
        }
        if (seconds < HOUR) {
            return two(seconds / MINUTE, "min", seconds % MINUTE, "s");
        }
        return seconds < DAYS
                ? two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min")
                : two(seconds / DAYS, "d", seconds % DAYS / HOUR, "h");
    }

    private static String two(long more, String unit, long rest, String less) {
        return rest == 0 ? more + " " + unit : more + " " + unit + " " + rest + " " + less;
    }
}
