package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Trino 400 and newer. */
final class TrinoDialect extends Dialect {
    private static final Pattern ZONE = Pattern.compile("(?i)\\s+with time zone$");

    @Override
    int columnsPerStatement() {
        // A branch takes up to three stages, and a query may have 150 (query.max-stage-count).
        return 15;
    }

    @Override
    int longestStatement() {
        // A million is the default of query.max-length.
        return 900_000;
    }

    @Override
    QueryText.Quotes quotes() {
        return QueryText.Quotes.STANDARD;
    }

    @Override
    boolean ignoresCase() {
        return true;
    }

    @Override
    String doubleType() {
        return "DOUBLE";
    }

    @Override
    String number(SqlColumn column) {
        return isWideDecimal(column) ? asDouble("CAST(" + column.sql() + " AS VARCHAR)") : super.number(column);
    }

    @Override
    String seconds(SqlColumn time) {
        if (TypeNames.name(time.type()).equals("date")) {
            return asDouble("date_diff('day', DATE '1970-01-01', " + time.sql() + ")") + " * 86400E0";
        }
        // to_unixtime rounds more than once, and takes a time without a zone to be in the session's: it is asked only
        // for what there is below a millisecond.
        String utc = withoutZone(time);
        String millis = "(date_trunc('millisecond', " + utc + ") - TIMESTAMP '1970-01-01 00:00:00')";
        String picos = asWhole("round(to_unixtime(with_timezone(" + utc + " - " + millis + ", 'UTC')) * 1E12)");
        return asDouble("(to_milliseconds(" + millis + ") * 1000 + " + picos + " / 1000000)") + " / 1E6";
    }

    private static String asWhole(String number) {
        return "CAST(" + number + " AS BIGINT)";
    }

    /** What a clock says in UTC, with as many digits. */
    private static String withoutZone(SqlColumn time) {
        return TypeNames.hasZone(time.type())
                ? "CAST(" + time.sql() + " AT TIME ZONE 'UTC' AS "
                        + ZONE.matcher(time.type()).replaceFirst("") + ")"
                : time.sql();
    }

    @Override
    String shifted(String whole, int bits, int left) {
        return bits == 0 ? whole : "(" + whole + " / " + (1L << bits) + ")";
    }

    @Override
    String length(String text) {
        return "length(" + text + ")";
    }

    @Override
    Optional<Kind> kind(String type) {
        return type.matches("(?i)array\\((double|real)\\)") ? Optional.of(Kind.VECTOR) : Optional.empty();
    }

    @Override
    String vector(SqlColumn column) {
        return "json_format(CAST(" + column.sql() + " AS JSON))";
    }

    @Override
    Optional<String> hash(String text) {
        return Optional.of("from_base(substr(to_hex(md5(to_utf8(" + text + "))), 1, 8), 16)");
    }
}
