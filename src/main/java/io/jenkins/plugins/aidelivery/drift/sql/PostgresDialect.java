package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.Optional;

/** PostgreSQL 12 and newer. */
final class PostgresDialect extends Dialect {
    @Override
    QueryText.Quotes quotes() {
        return QueryText.Quotes.POSTGRES;
    }

    @Override
    public String literal(String text) {
        // Right whether a backslash is one in plain strings or not, which is a setting of the server.
        return text.contains("\\") ? "E" + super.literal(text.replace("\\", "\\\\")) : super.literal(text);
    }

    @Override
    boolean canHold(String text) {
        return text.indexOf('\0') < 0;
    }

    @Override
    String textType() {
        return "TEXT";
    }

    @Override
    Optional<Kind> kind(String type) {
        return switch (TypeNames.name(type)) {
            // A string of bits, which the driver takes for a boolean.
            case "bit" -> Optional.of(Kind.OTHER);
            // The latter two are pgvector's.
            case "_float4", "_float8", "vector", "halfvec" -> Optional.of(Kind.VECTOR);
            default -> Optional.empty();
        };
    }

    @Override
    String asText(SqlColumn column) {
        // The cast takes the blanks off. Sorted by a language otherwise, and even grouped so by some collations.
        return "(CAST(" + column.sql() + " AS TEXT) COLLATE \"C\")";
    }

    @Override
    String seconds(SqlColumn time) {
        String seconds = "EXTRACT(EPOCH FROM " + time.sql() + ")";
        // Whole microseconds divided once, as elsewhere; days are whole seconds, and can be more than those would hold.
        String exact = TypeNames.name(time.type()).equals("date")
                ? asDouble(seconds)
                : asDouble("CAST(" + seconds + " * 1000000 AS BIGINT)") + " / " + literal(1e6);
        return "CASE WHEN ISFINITE(" + time.sql() + ") THEN " + exact + " END";
    }

    @Override
    String product(String number, double factor) {
        if (Double.MIN_VALUE * factor > 0) {
            return super.product(number, factor);
        }
        // Too small a product is an error here. None of these reaches the first place.
        return "CASE WHEN ABS(" + number + ") >= " + literal(Double.MIN_NORMAL / factor) + " THEN "
                + super.product(number, factor) + " ELSE " + literal(0.0) + " END";
    }

    @Override
    String shifted(String whole, int bits, int left) {
        return bits == 0 ? whole : "(" + whole + " >> " + bits + ")";
    }

    @Override
    String exactSum(String whole) {
        // Of BIGINT it is NUMERIC, added in 128 bits.
        return "SUM(" + whole + ")";
    }

    @Override
    Optional<String> hash(String text) {
        return Optional.of("CAST(CAST('x' || SUBSTR(MD5(" + text + "), 1, 8) AS BIT(32)) AS BIGINT)");
    }
}
