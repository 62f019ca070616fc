package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.List;
import java.util.Optional;

/** DuckDB 1.5. */
final class DuckDbDialect extends Dialect {
    @Override
    String doubleType() {
        return "DOUBLE";
    }

    @Override
    public String literal(double value) {
        // A literal with an exponent is a double at once, and folded before anything runs.
        String text = Double.toString(value);
        if (!Double.isFinite(value)) {
            return super.literal(value);
        }
        return text.contains("E") ? text : text + "E0";
    }

    @Override
    String number(SqlColumn column) {
        if (column.isText()) {
            return column.kind() == Kind.TIME
                    ? "epoch(TRY_CAST(" + column.sql() + " AS TIMESTAMP))"
                    : "TRY_CAST(" + column.sql() + " AS DOUBLE)";
        }
        boolean rounded = isWideDecimal(column) || column.type().endsWith("HUGEINT");
        return rounded ? asDouble("CAST(" + column.sql() + " AS VARCHAR)") : super.number(column);
    }

    @Override
    String seconds(SqlColumn time) {
        // Of a time with a zone, epoch() is off by the last bit now and then.
        return TypeNames.hasZone(time.type())
                ? asDouble("epoch_us(" + time.sql() + ")") + " / " + literal(1e6)
                : "epoch(" + time.sql() + ")";
    }

    @Override
    String where(String condition, String value) {
        // Conditions that could fail keep their place after the filter.
        return value;
    }

    @Override
    String shifted(String whole, int bits, int left) {
        // Groups of a small type are counted in an array.
        String shifted = bits == 0 ? whole : "(" + whole + " >> " + bits + ")";
        return left < Short.SIZE ? "CAST(" + shifted + " AS SMALLINT)" : shifted;
    }

    @Override
    String exactSum(String whole) {
        return "SUM(" + whole + ")";
    }

    @Override
    String prefix(String text, int characters) {
        return "left(" + text + ", " + characters + ")";
    }

    @Override
    String length(String text) {
        return "length(" + text + ")";
    }

    @Override
    Optional<String> hash(String text) {
        return Optional.of("CAST('0x' || left(md5(" + text + "), 8) AS BIGINT)");
    }

    @Override
    Optional<String> hash(List<String> cells) {
        return Optional.of("CAST(hash(" + String.join(", ", cells) + ") % 4294967296 AS BIGINT)");
    }
}
